package org.modelparity.tfjs;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.FunctionDef;
import org.tensorflow.proto.FunctionDefLibrary;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;

/**
 * Makes the bias that follows a convolution or matrix product part of it, and the activation that
 * follows the bias of a convolution, as TF.js has kernels for that. Without a bias nothing is
 * fused: tfjs-converter 4.22 would drop the activation.
 */
final class Fusion {
  private static final Map<String, String> FUSED =
      Map.of(
          "Conv2D", "_FusedConv2D",
          "DepthwiseConv2dNative", "FusedDepthwiseConv2dNative",
          "MatMul", "_FusedMatMul");
  private static final Set<String> ACTIVATIONS = Set.of("Relu", "Relu6");

  private final List<NodeDef> nodes;
  private final Map<String, NodeDef> byName = new HashMap<>();
  private final Map<String, List<NodeDef>> consumers = new HashMap<>();

  private Fusion(List<NodeDef> nodes) {
    this.nodes = nodes;
    for (NodeDef node : nodes) {
      byName.put(node.getName(), node);
      for (String input : node.getInputList()) {
        consumers.computeIfAbsent(References.producer(input), k -> new ArrayList<>()).add(node);
      }
    }
  }

  /** Outputs of the graph and of functions must have Identity nodes, which count as consumers. */
  static GraphDef apply(GraphDef graph) {
    GraphDef.Builder fused = graph.toBuilder().clearNode().clearLibrary();
    fused.addAllNode(new Fusion(graph.getNodeList()).fused());
    FunctionDefLibrary.Builder library = FunctionDefLibrary.newBuilder();
    for (FunctionDef function : graph.getLibrary().getFunctionList()) {
      library.addFunction(
          function.toBuilder()
              .clearNodeDef()
              .addAllNodeDef(new Fusion(function.getNodeDefList()).fused()));
    }
    return fused.setLibrary(library).build();
  }

  private List<NodeDef> fused() {
    Map<String, NodeDef> replaced = new HashMap<>();
    Set<String> dropped = new HashSet<>();
    for (NodeDef bias : nodes) {
      NodeDef product = product(bias);
      if (product == null) {
        continue;
      }
      NodeDef activation = product.getOp().equals("MatMul") ? null : activation(bias);
      NodeDef last = activation == null ? bias : activation;
      dropped.add(product.getName());
      if (activation != null) {
        dropped.add(bias.getName());
      }
      replaced.put(last.getName(), fused(product, bias, activation));
    }
    List<NodeDef> result = new ArrayList<>();
    for (NodeDef node : nodes) {
      if (!dropped.contains(node.getName())) {
        result.add(replaced.getOrDefault(node.getName(), node));
      }
    }
    return result;
  }

  /** The convolution or product that only this bias uses; null if the node is no such bias. */
  private NodeDef product(NodeDef bias) {
    if (!bias.getOp().equals("BiasAdd")) {
      return null;
    }
    NodeDef product = byName.get(References.producer(bias.getInput(0)));
    boolean fits =
        product != null
            && FUSED.containsKey(product.getOp())
            && consumers.get(product.getName()).size() == 1
            && lastIsChannel(product)
            && lastIsChannel(bias);
    return fits ? product : null;
  }

  private static boolean lastIsChannel(NodeDef node) {
    AttrValue format = node.getAttrMap().get("data_format");
    return format == null || format.getS().toStringUtf8().equals("NHWC");
  }

  private NodeDef activation(NodeDef bias) {
    List<NodeDef> users = consumers.getOrDefault(bias.getName(), List.of());
    boolean only = users.size() == 1 && ACTIVATIONS.contains(users.get(0).getOp());
    return only ? users.get(0) : null;
  }

  private static NodeDef fused(NodeDef product, NodeDef bias, NodeDef activation) {
    AttrValue.ListValue.Builder operations = AttrValue.ListValue.newBuilder();
    operations.addS(ByteString.copyFromUtf8("BiasAdd"));
    if (activation != null) {
      operations.addS(ByteString.copyFromUtf8(activation.getOp()));
    }
    return product.toBuilder()
        .setName((activation == null ? bias : activation).getName())
        .setOp(FUSED.get(product.getOp()))
        .addInput(bias.getInput(1))
        .putAttr("fused_ops", AttrValue.newBuilder().setList(operations).build())
        .putAttr("num_args", AttrValue.newBuilder().setI(1).build())
        .build();
  }
}
