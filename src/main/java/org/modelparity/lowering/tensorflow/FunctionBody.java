package org.modelparity.lowering.tensorflow;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.proto.FunctionDef;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.OpDef;

/**
 * Nodes with arguments and results: a function of the library, or the main graph of a SavedModel.
 *
 * @param name for messages
 * @param nodes by name, in the order of the file
 * @param arguments names of the arguments, which are nodes of their own in the main graph
 * @param results references of the results
 */
record FunctionBody(
    String name, Map<String, NodeDef> nodes, List<String> arguments, List<String> results) {
  private static final String MAIN = "the main graph";

  /** Whether this is the main graph, which also has what saves and restores the model. */
  boolean isMain() {
    return name.equals(MAIN);
  }

  static FunctionBody of(FunctionDef function) {
    return new FunctionBody(
        function.getSignature().getName(),
        byName(function.getNodeDefList()),
        function.getSignature().getInputArgList().stream().map(OpDef.ArgDef::getName).toList(),
        function.getSignature().getOutputArgList().stream()
            .map(output -> function.getRetOrThrow(output.getName()))
            .toList());
  }

  static FunctionBody of(GraphDef graph, List<String> placeholders, List<String> results) {
    return new FunctionBody(MAIN, byName(graph.getNodeList()), placeholders, results);
  }

  private static Map<String, NodeDef> byName(List<NodeDef> nodes) {
    Map<String, NodeDef> byName = new LinkedHashMap<>();
    for (NodeDef node : nodes) {
      byName.put(node.getName(), node);
    }
    return byName;
  }
}
