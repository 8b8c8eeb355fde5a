package org.modelparity.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.modelparity.tensorflow.TensorName;
import org.tensorflow.proto.FunctionDef;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.SignatureDef;

/**
 * Finds the order in which the author of a SavedModel declared inputs and outputs. A signature
 * keeps them in maps without order; but TensorFlow wraps the author's function in others that only
 * pass its arguments on, and the innermost of these calls has them in their true order.
 */
final class SignatureOrder {
  /** Wrappers are two or three deep; the bound is for damaged files that call themselves. */
  private static final int DEEPEST = 16;

  private final Map<String, FunctionDef> functions = new HashMap<>();
  private List<String> inputs;
  private List<String> outputs;

  private SignatureOrder(MetaGraphDef graph, SignatureDef signature) {
    inputs = naturallySorted(signature.getInputsMap().keySet());
    outputs = naturallySorted(signature.getOutputsMap().keySet());
    for (FunctionDef f : graph.getGraphDef().getLibrary().getFunctionList()) {
      functions.put(f.getSignature().getName(), f);
    }
    Map<String, NodeDef> nodes = new HashMap<>();
    graph.getGraphDef().getNodeList().forEach(n -> nodes.put(n.getName(), n));
    Map<String, String> given = new HashMap<>();
    signature.getInputsMap().forEach((k, v) -> given.put(k, TensorName.node(v.getName())));
    Map<String, String> wanted = new HashMap<>();
    signature.getOutputsMap().forEach((k, v) -> wanted.put(k, v.getName()));
    descend(nodes, given, wanted, 0);
  }

  static SignatureOrder of(MetaGraphDef graph, SignatureDef signature) {
    return new SignatureOrder(graph, signature);
  }

  List<String> inputs() {
    return inputs;
  }

  List<String> outputs() {
    return outputs;
  }

  /**
   * Looks for the one call in a scope that takes all inputs and gives all outputs.
   *
   * @param given for each input the node or argument of the scope that carries it
   * @param wanted for each output the tensor of the scope that carries it
   */
  private void descend(
      Map<String, NodeDef> nodes,
      Map<String, String> given,
      Map<String, String> wanted,
      int depth) {
    NodeDef call = null;
    Map<String, Integer> results = new HashMap<>();
    for (var output : wanted.entrySet()) {
      String tensor = throughIdentities(nodes, output.getValue());
      NodeDef producer = nodes.get(TensorName.node(tensor));
      if (producer == null || call != null && producer != call) {
        return;
      }
      call = producer;
      results.put(output.getKey(), TensorName.index(tensor));
    }
    if (call == null || !call.containsAttr("f") || depth > DEEPEST) {
      return;
    }
    FunctionDef function = functions.get(call.getAttrOrThrow("f").getFunc().getName());
    if (function == null) {
      return;
    }
    Map<String, Integer> arguments = new HashMap<>();
    for (var input : given.entrySet()) {
      for (int i = 0; i < call.getInputCount(); i++) {
        String source = throughIdentities(nodes, call.getInput(i));
        if (TensorName.node(source).equals(input.getValue())) {
          arguments.putIfAbsent(input.getKey(), i);
        }
      }
    }
    if (!arguments.keySet().containsAll(given.keySet())
        || arguments.values().stream()
            .anyMatch(i -> i >= function.getSignature().getInputArgCount())
        || results.values().stream()
            .anyMatch(i -> i >= function.getSignature().getOutputArgCount())) {
      return;
    }
    inputs = inputs.stream().sorted(Comparator.comparing(arguments::get)).toList();
    outputs = outputs.stream().sorted(Comparator.comparing(results::get)).toList();
    Map<String, NodeDef> inner = new HashMap<>();
    function.getNodeDefList().forEach(n -> inner.put(n.getName(), n));
    Map<String, String> innerGiven = new HashMap<>();
    arguments.forEach(
        (k, i) -> innerGiven.put(k, function.getSignature().getInputArg(i).getName()));
    Map<String, String> innerWanted = new HashMap<>();
    results.forEach(
        (k, i) ->
            innerWanted.put(
                k,
                function.getRetOrDefault(function.getSignature().getOutputArg(i).getName(), "")));
    descend(inner, innerGiven, innerWanted, depth + 1);
  }

  private static String throughIdentities(Map<String, NodeDef> nodes, String tensor) {
    String current = tensor;
    for (int i = 0; i < DEEPEST; i++) {
      NodeDef node = nodes.get(TensorName.node(current));
      if (node == null || !node.getOp().equals("Identity") || node.getInputCount() == 0) {
        return current;
      }
      current = node.getInput(0);
    }
    return current;
  }

  /** By name, numbers in names by their value: x2 before x10. */
  private static List<String> naturallySorted(Iterable<String> names) {
    TreeMap<String, String> sorted = new TreeMap<>();
    for (String name : names) {
      StringBuilder key = new StringBuilder();
      java.util.regex.Matcher digits = java.util.regex.Pattern.compile("\\d{1,9}").matcher(name);
      while (digits.find()) {
        digits.appendReplacement(key, String.format("%09d", Integer.parseInt(digits.group())));
      }
      digits.appendTail(key);
      sorted.put(key + "\0" + name, name);
    }
    return new ArrayList<>(sorted.values());
  }
}
