package org.modelparity.tfjs;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tensorflow.proto.FunctionDef;
import org.tensorflow.proto.FunctionDefLibrary;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;

/**
 * Names the constants of functions apart from all others: TF.js looks weights up by the name of
 * their Const node, in one map for the graph and all its functions.
 */
final class UniqueConstants {
  private UniqueConstants() {}

  static GraphDef rename(GraphDef graph) {
    Set<String> taken = new HashSet<>();
    constants(graph.getNodeList()).forEach(taken::add);
    FunctionDefLibrary.Builder library = FunctionDefLibrary.newBuilder();
    for (FunctionDef function : graph.getLibrary().getFunctionList()) {
      library.addFunction(rename(function, taken));
    }
    return graph.toBuilder().setLibrary(library).build();
  }

  private static List<String> constants(List<NodeDef> nodes) {
    return nodes.stream().filter(n -> n.getOp().equals("Const")).map(NodeDef::getName).toList();
  }

  private static FunctionDef rename(FunctionDef function, Set<String> taken) {
    Map<String, String> names = new HashMap<>();
    for (String old : constants(function.getNodeDefList())) {
      String prefixed = function.getSignature().getName() + "/" + old;
      String name = prefixed;
      for (int i = 1; !taken.add(name); i++) {
        name = prefixed + "_" + i;
      }
      names.put(old, name);
    }
    FunctionDef.Builder renamed = function.toBuilder().clearNodeDef();
    for (NodeDef node : function.getNodeDefList()) {
      NodeDef.Builder copy = node.toBuilder().clearInput();
      copy.setName(names.getOrDefault(node.getName(), node.getName()));
      node.getInputList().forEach(i -> copy.addInput(reference(i, names)));
      renamed.addNodeDef(copy);
    }
    return renamed.build();
  }

  private static String reference(String input, Map<String, String> names) {
    String producer = References.producer(input);
    String name = names.get(producer);
    return name == null ? input : name + input.substring(producer.length());
  }
}
