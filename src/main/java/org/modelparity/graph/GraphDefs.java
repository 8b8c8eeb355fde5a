package org.modelparity.graph;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.modelparity.tensor.ElementType;
import org.modelparity.tensorflow.DataTypes;
import org.modelparity.tensorflow.OperationCatalog;
import org.modelparity.tensorflow.TensorProtos;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.FunctionDef;
import org.tensorflow.proto.FunctionDefLibrary;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.OpDef;
import org.tensorflow.proto.VersionDef;

/** Portable graphs as TensorFlow's protocol buffers. */
public final class GraphDefs {
  /** The version of TensorFlow's graph semantics that the graphs are written in. */
  private static final int PRODUCER = 1087;

  private GraphDefs() {}

  /**
   * A portable graph as a GraphDef.
   *
   * @param inputs the placeholder of each input, by the signature's name
   * @param outputs the Identity node of each output, by the signature's name
   */
  public record Written(GraphDef graph, Map<String, String> inputs, Map<String, String> outputs) {}

  /**
   * Writes a graph: placeholders and outputs in the signature's types with casts to and from the
   * carriers, functions of loops and branches in the library, nodes in topological order.
   */
  public static Written write(PortableGraph graph) {
    GraphDef.Builder def = GraphDef.newBuilder();
    def.setVersions(VersionDef.newBuilder().setProducer(PRODUCER));
    Set<String> names = new HashSet<>();
    graph.nodes().forEach(n -> names.add(n.name()));
    try (OperationCatalog catalog = new OperationCatalog()) {
      NodeWriter writer = new NodeWriter(catalog, false, names);
      Map<String, String> inputs = new LinkedHashMap<>();
      for (PortableGraph.Input input : graph.inputs()) {
        inputs.put(input.name(), writer.input(input.value()));
      }
      graph.nodes().forEach(writer::write);
      Map<String, String> outputs = new LinkedHashMap<>();
      for (PortableGraph.Output output : graph.outputs()) {
        outputs.put(output.name(), writer.output(output));
      }
      def.addAllNode(writer.nodes());
      FunctionDefLibrary.Builder library = FunctionDefLibrary.newBuilder();
      for (PortableGraph.Subgraph subgraph : graph.subgraphs().values()) {
        library.addFunction(function(catalog, subgraph));
      }
      def.setLibrary(library);
      return new Written(def.build(), inputs, outputs);
    }
  }

  private static FunctionDef function(OperationCatalog catalog, PortableGraph.Subgraph subgraph) {
    Set<String> names = new HashSet<>();
    subgraph.nodes().forEach(n -> names.add(n.name()));
    NodeWriter writer = new NodeWriter(catalog, true, names);
    OpDef.Builder signature = OpDef.newBuilder().setName(subgraph.name());
    for (Running parameter : subgraph.parameters()) {
      Node node = parameter.node();
      signature.addInputArg(argument(node.name(), node.outputTypes().get(0)));
      writer.parameter(node);
    }
    subgraph.nodes().forEach(writer::write);
    FunctionDef.Builder function = FunctionDef.newBuilder();
    List<String> returned = new ArrayList<>();
    for (Value result : subgraph.results()) {
      String name = "result_" + returned.size();
      signature.addOutputArg(argument(name, Carrier.of(result.type())));
      String identity = writer.identity(name + "_identity", result);
      returned.add(identity);
      function.putRet(name, identity + ":output:0");
    }
    return function.setSignature(signature).addAllNodeDef(writer.nodes()).build();
  }

  private static OpDef.ArgDef argument(String name, ElementType type) {
    return OpDef.ArgDef.newBuilder().setName(name).setType(DataTypes.of(type)).build();
  }

  /** The shapes of a node's outputs as TensorFlow's attribute {@code output_shapes}. */
  static AttrValue shapes(Node node) {
    AttrValue.ListValue.Builder list = AttrValue.ListValue.newBuilder();
    node.outputShapes().forEach(s -> list.addShape(TensorProtos.shape(s)));
    return AttrValue.newBuilder().setList(list).build();
  }

  static NodeDef.Builder node(String name, String operation) {
    return NodeDef.newBuilder().setName(name).setOp(operation);
  }
}
