package org.modelparity.lowering.tensorflow;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.modelparity.lowering.LoweringException;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.FunctionDef;
import org.tensorflow.proto.FunctionDefLibrary;
import org.tensorflow.proto.NodeDef;

/**
 * Keeps a conversion honest about variables. They become constants, so a write may only be dropped
 * where nothing that the results need is read after it: TensorFlow orders stateful operations by
 * control inputs, and a read that must wait for a write reads what was written.
 */
final class VariableWrites {
  private final Set<String> writingFunctions;
  private final Map<String, FunctionDef> functions;
  private final java.util.function.Consumer<String> note;

  /**
   * @param note told when writes are dropped
   */
  VariableWrites(FunctionDefLibrary library, java.util.function.Consumer<String> note) {
    this.note = note;
    functions =
        library.getFunctionList().stream()
            .collect(
                Collectors.toMap(
                    f -> f.getSignature().getName(), f -> f, (first, second) -> first));
    writingFunctions = new HashSet<>();
    for (boolean grown = true; grown; ) {
      grown = false;
      for (FunctionDef f : functions.values()) {
        if (!writingFunctions.contains(f.getSignature().getName())
            && f.getNodeDefList().stream().anyMatch(this::writes)) {
          grown = writingFunctions.add(f.getSignature().getName());
        }
      }
    }
  }

  /**
   * Looks at a body before it runs.
   *
   * @throws LoweringException if a result needs a read that is ordered after a write
   */
  void check(FunctionBody body, List<String> results) {
    Set<String> writers =
        body.nodes().values().stream()
            .filter(this::writes)
            .map(NodeDef::getName)
            .collect(Collectors.toCollection(java.util.TreeSet::new));
    if (writers.isEmpty()) {
      return;
    }
    if (!body.isMain()) {
      note.accept(
          "writes to variables were dropped, since no output depends on them ("
              + body.name()
              + ")");
    }
    for (String name : reachable(body, results, false)) {
      NodeDef node = body.nodes().get(name);
      if (node != null && reads(node) && !writers.contains(name)) {
        for (String before : reachable(body, node.getInputList(), true)) {
          if (writers.contains(before)) {
            throw new LoweringException(
                "an output depends on a variable that the model itself writes: node "
                    + name
                    + " reads after "
                    + before
                    + " wrote; export a function that takes and returns that state instead");
          }
        }
      }
    }
  }

  private static Set<String> reachable(FunctionBody body, List<String> from, boolean control) {
    Set<String> seen = new HashSet<>();
    Deque<String> open = new ArrayDeque<>();
    add(from, control, open);
    while (!open.isEmpty()) {
      String name = open.pop();
      NodeDef node = body.nodes().get(name);
      if (seen.add(name) && node != null) {
        add(node.getInputList(), control, open);
      }
    }
    return seen;
  }

  private static void add(List<String> references, boolean control, Deque<String> open) {
    for (String reference : references) {
      if (control || !reference.startsWith("^")) {
        open.push(Interpreter.nodeName(reference));
      }
    }
  }

  private boolean writes(NodeDef node) {
    return (node.getOp().startsWith("Assign") && node.getOp().contains("Variable"))
        || node.getOp().startsWith("ResourceScatter")
        || node.getOp().startsWith("ResourceApply")
        || called(node).stream().anyMatch(writingFunctions::contains);
  }

  private boolean reads(NodeDef node) {
    return node.getOp().equals("ReadVariableOp")
        || node.getOp().equals("ResourceGather")
        || node.getOp().equals("ResourceGatherNd");
  }

  private Set<String> called(NodeDef node) {
    Set<String> names = new HashSet<>();
    if (functions.containsKey(node.getOp())) {
      names.add(node.getOp());
    }
    for (AttrValue attribute : node.getAttrMap().values()) {
      if (attribute.hasFunc()) {
        names.add(attribute.getFunc().getName());
      }
      attribute.getList().getFuncList().forEach(f -> names.add(f.getName()));
    }
    return names;
  }
}
