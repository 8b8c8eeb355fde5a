package org.modelparity.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.modelparity.tensor.Tensor;
import org.modelparity.tensorflow.TensorName;
import org.tensorflow.proto.FunctionDef;
import org.tensorflow.proto.NodeDef;

/**
 * Which variable of the checkpoint a {@code VarHandleOp} (or {@code VariableV2}) of the main graph
 * stands for. Names are no guide, since several variables may share one; what counts is the part of
 * the graph that TensorFlow itself runs to restore the model: {@code RestoreV2} reads keys, {@code
 * AssignVariableOp} puts the values into variables.
 */
public final class VariableBindings {
  /** Restoring is one or two calls deep; the bound is for files that call themselves. */
  private static final int DEEPEST = 16;

  private final SavedModelProgram program;
  private final Map<String, FunctionDef> functions = new HashMap<>();
  private final SortedMap<String, String> keys = new TreeMap<>();

  private VariableBindings(SavedModelProgram program) {
    this.program = program;
    var graph = program.graph().getGraphDef();
    graph.getLibrary().getFunctionList().forEach(f -> functions.put(f.getSignature().getName(), f));
    Scope main = new Scope(graph.getNodeList(), Map.of());
    bind(main, 0);
    for (NodeDef node : graph.getNodeList()) {
      if (node.getOp().equals("VarHandleOp") || node.getOp().equals("VariableV2")) {
        byName(node).ifPresent(key -> keys.putIfAbsent(node.getName(), key));
      }
    }
  }

  public static VariableBindings of(SavedModelProgram program) {
    return new VariableBindings(program);
  }

  /** The checkpoint's key for a node of the main graph, if the node is a restored variable. */
  public Optional<String> key(String node) {
    return Optional.ofNullable(keys.get(node));
  }

  /**
   * The value of the variable that a node of the main graph makes.
   *
   * @throws ModelException if the checkpoint has no value for it
   */
  public Tensor read(String node) throws ModelException {
    String key = keys.get(node);
    if (key == null) {
      throw new ModelException(
          "variable '" + node + "' of " + program.path() + " has no value in the checkpoint");
    }
    return program.variables().read(key);
  }

  private void bind(Scope scope, int depth) {
    for (NodeDef node : scope.nodes.values()) {
      if ((node.getOp().equals("AssignVariableOp") || node.getOp().equals("Assign"))
          && node.getInputCount() >= 2) {
        String variable = scope.source(node.getInput(0));
        restoredKey(scope, node.getInput(1)).ifPresent(key -> keys.putIfAbsent(variable, key));
      } else if (node.containsAttr("f") && depth < DEEPEST) {
        FunctionDef function = functions.get(node.getAttrOrThrow("f").getFunc().getName());
        if (function != null && restores(function)) {
          bind(scope.enter(node, function), depth + 1);
        }
      }
    }
  }

  private static boolean restores(FunctionDef function) {
    return function.getNodeDefList().stream()
        .anyMatch(n -> n.getOp().equals("RestoreV2") || n.containsAttr("f"));
  }

  private static Optional<String> restoredKey(Scope scope, String tensor) {
    String source = scope.source(tensor);
    String current = scope.throughIdentities(tensor);
    NodeDef restore = scope.nodes.get(source);
    if (restore == null || !restore.getOp().equals("RestoreV2") || restore.getInputCount() < 2) {
      return Optional.empty();
    }
    NodeDef names = scope.nodes.get(scope.source(restore.getInput(1)));
    int index = TensorName.index(current);
    if (names == null || !names.containsAttr("value")) {
      return Optional.empty();
    }
    var values = names.getAttrOrThrow("value").getTensor().getStringValList();
    if (values.isEmpty()) {
      return Optional.empty();
    }
    // A constant whose last elements are equal may leave them out.
    return Optional.of(values.get(Math.min(index, values.size() - 1)).toStringUtf8());
  }

  private Optional<String> byName(NodeDef variable) {
    String shared =
        variable.containsAttr("shared_name")
            ? variable.getAttrOrThrow("shared_name").getS().toStringUtf8()
            : "";
    String name = shared.isEmpty() ? variable.getName() : shared;
    for (String key : List.of(name, name + "/.ATTRIBUTES/VARIABLE_VALUE")) {
      if (program.variables().keys().contains(key)) {
        return Optional.of(key);
      }
    }
    return Optional.empty();
  }

  /** The main graph, or a function with what its arguments stand for in the main graph. */
  private static final class Scope {
    private final Map<String, NodeDef> nodes = new TreeMap<>();
    private final Map<String, String> arguments;

    Scope(List<NodeDef> nodes, Map<String, String> arguments) {
      nodes.forEach(n -> this.nodes.put(n.getName(), n));
      this.arguments = arguments;
    }

    Scope enter(NodeDef call, FunctionDef function) {
      Map<String, String> passed = new HashMap<>();
      List<String> given = new ArrayList<>(call.getInputList());
      given.removeIf(TensorName::isControl);
      int count = Math.min(given.size(), function.getSignature().getInputArgCount());
      for (int i = 0; i < count; i++) {
        passed.put(function.getSignature().getInputArg(i).getName(), source(given.get(i)));
      }
      return new Scope(function.getNodeDefList(), passed);
    }

    /** The node that makes a tensor; for an argument, the node of the main graph. */
    String source(String tensor) {
      String node = TensorName.node(throughIdentities(tensor));
      return nodes.containsKey(node) ? node : arguments.getOrDefault(node, node);
    }

    String throughIdentities(String tensor) {
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
  }
}
