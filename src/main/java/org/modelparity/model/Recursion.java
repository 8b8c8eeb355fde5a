package org.modelparity.model;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.FunctionDef;
import org.tensorflow.proto.FunctionDefLibrary;
import org.tensorflow.proto.NodeDef;

/** Finds functions that call themselves: TensorFlow's converter inlines them until it crashes. */
final class Recursion {
  private final Map<String, List<String>> calls = new HashMap<>();

  private Recursion(FunctionDefLibrary library) {
    Set<String> names = new HashSet<>();
    library.getFunctionList().forEach(f -> names.add(f.getSignature().getName()));
    for (FunctionDef function : library.getFunctionList()) {
      List<String> called = new ArrayList<>();
      function.getNodeDefList().forEach(node -> called.addAll(called(node)));
      called.retainAll(names);
      calls.put(function.getSignature().getName(), called);
    }
  }

  /** The functions that a node may call: its operation, and those among its attributes. */
  static List<String> called(NodeDef node) {
    List<String> names = new ArrayList<>(List.of(node.getOp()));
    for (AttrValue attribute : node.getAttrMap().values()) {
      names.add(attribute.getFunc().getName());
      attribute.getList().getFuncList().forEach(f -> names.add(f.getName()));
    }
    return names;
  }

  /**
   * Checks a model.
   *
   * @throws ModelException with the name of a function that calls itself, by way of others or not
   */
  static void check(SavedModelProgram model) throws ModelException {
    Recursion recursion = new Recursion(model.graph().getGraphDef().getLibrary());
    Set<String> done = new HashSet<>();
    for (String function : recursion.calls.keySet()) {
      recursion.visit(model, function, done);
    }
  }

  /** Depth first, without a call stack that a long chain of functions could fill. */
  private void visit(SavedModelProgram model, String start, Set<String> done)
      throws ModelException {
    Deque<Deque<String>> open = new ArrayDeque<>(List.of(new ArrayDeque<>(List.of(start))));
    Deque<String> path = new ArrayDeque<>();
    Set<String> onPath = new HashSet<>();
    while (!open.isEmpty()) {
      String next = open.peek().poll();
      if (next == null) {
        open.pop();
        if (!path.isEmpty()) {
          String left = path.pop();
          onPath.remove(left);
          done.add(left);
        }
      } else if (onPath.contains(next)) {
        throw new ModelException(
            "%s: function %s calls itself, which no target can represent"
                .formatted(model.path(), next));
      } else if (!done.contains(next)) {
        path.push(next);
        onPath.add(next);
        open.push(new ArrayDeque<>(calls.get(next)));
      }
    }
  }
}
