package org.modelparity.tfjs;

import java.util.ArrayList;
import java.util.List;
import org.modelparity.tensor.Tensor;
import org.modelparity.tensorflow.TensorProtos;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.FunctionDef;
import org.tensorflow.proto.FunctionDefLibrary;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;

/**
 * Gives every TensorScatterUpdate an operand of its own: the cpu backend of TF.js 4.22 writes the
 * updates into the operand's memory, be it a weight or a value that is used again.
 */
final class ScatterCopies {
  private ScatterCopies() {}

  static GraphDef add(GraphDef graph) {
    FunctionDefLibrary.Builder library = FunctionDefLibrary.newBuilder();
    for (FunctionDef function : graph.getLibrary().getFunctionList()) {
      library.addFunction(
          function.toBuilder().clearNodeDef().addAllNodeDef(add(function.getNodeDefList(), true)));
    }
    return graph.toBuilder()
        .clearNode()
        .addAllNode(add(graph.getNodeList(), false))
        .setLibrary(library)
        .build();
  }

  private static List<NodeDef> add(List<NodeDef> nodes, boolean function) {
    List<NodeDef> result = new ArrayList<>();
    for (NodeDef node : nodes) {
      if (node.getOp().equals("TensorScatterUpdate")) {
        String copy = node.getName() + "/copy";
        copy(copy, node, function, result);
        result.add(node.toBuilder().setInput(0, function ? copy + ":z:0" : copy).build());
      } else {
        result.add(node);
      }
    }
    return result;
  }

  /** The operand multiplied by one, or joined with itself if it is boolean. */
  private static void copy(String name, NodeDef node, boolean function, List<NodeDef> to) {
    AttrValue type = node.getAttrOrThrow("T");
    String operand = node.getInput(0);
    if (type.getType() == DataType.DT_BOOL) {
      to.add(
          NodeDef.newBuilder()
              .setName(name)
              .setOp("LogicalOr")
              .addInput(operand)
              .addInput(operand)
              .build());
      return;
    }
    String one = name + "/one";
    Tensor value = type.getType() == DataType.DT_FLOAT ? Tensor.scalar(1f) : Tensor.scalar(1);
    to.add(
        NodeDef.newBuilder()
            .setName(one)
            .setOp("Const")
            .putAttr("dtype", type)
            .putAttr("value", AttrValue.newBuilder().setTensor(TensorProtos.of(value)).build())
            .build());
    to.add(
        NodeDef.newBuilder()
            .setName(name)
            .setOp("Mul")
            .addInput(operand)
            .addInput(function ? one + ":output:0" : one)
            .putAttr("T", type)
            .build());
  }
}
