package org.modelparity.lowering.tensorflow;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.modelparity.lowering.LoweringException;
import org.tensorflow.proto.FunctionDef;
import org.tensorflow.proto.FunctionDefLibrary;
import org.tensorflow.proto.NodeDef;

/**
 * Executes functions symbolically, on demand: only what the results depend on runs, so that dead
 * code, assertions and writes to variables that nothing reads go by themselves.
 */
final class Interpreter {
  /** Deeper calls are recursion, which TensorFlow functions cannot end. */
  private static final int DEPTH = 200;

  private final Map<String, FunctionBody> library = new HashMap<>();
  private final NodeOutputs outputs;
  private final NodeHandlers handlers;
  private final Set<String> refusals = new LinkedHashSet<>();
  private final VariableWrites writes;
  private int depth;

  Interpreter(
      FunctionDefLibrary functions,
      NodeOutputs outputs,
      NodeHandlers handlers,
      VariableWrites writes) {
    this.outputs = outputs;
    this.handlers = handlers;
    this.writes = writes;
    for (FunctionDef function : functions.getFunctionList()) {
      library.put(function.getSignature().getName(), FunctionBody.of(function));
    }
  }

  /** What had to be refused, one sentence each, in the order of execution. */
  List<String> refusals() {
    return List.copyOf(refusals);
  }

  /** Calls a function of the library. */
  List<TfValue> call(String function, List<TfValue> arguments) {
    FunctionBody body = library.get(function);
    if (body == null) {
      throw new LoweringException("calls function " + function + ", which the model does not have");
    }
    return run(body, arguments);
  }

  /** The results of a body for these arguments. */
  List<TfValue> run(FunctionBody body, List<TfValue> arguments) {
    if (arguments.size() != body.arguments().size()) {
      throw new LoweringException(
          body.name()
              + " takes "
              + body.arguments().size()
              + " arguments, but is given "
              + arguments.size());
    }
    if (++depth > DEPTH) {
      throw new LoweringException(body.name() + " calls itself without end");
    }
    try {
      Map<String, List<TfValue>> done = new HashMap<>();
      for (int i = 0; i < arguments.size(); i++) {
        done.put(body.arguments().get(i), List.of(arguments.get(i)));
      }
      writes.check(body, body.results());
      for (NodeDef node : needed(body, done.keySet())) {
        done.put(node.getName(), execute(body, node, done));
      }
      return body.results().stream().map(r -> resolve(body, r, done)).toList();
    } finally {
      depth--;
    }
  }

  private List<TfValue> execute(FunctionBody body, NodeDef node, Map<String, List<TfValue>> done) {
    List<TfValue> inputs = new ArrayList<>();
    for (String input : node.getInputList()) {
      if (!input.startsWith("^")) {
        inputs.add(resolve(body, input, done));
      }
    }
    int count = outputs.outputs(node);
    if (inputs.stream().anyMatch(TfValue.Refused.class::isInstance)
        && !handlers.acceptsRefused(node.getOp())) {
      return Collections.nCopies(count, new TfValue.Refused());
    }
    try {
      return library.containsKey(node.getOp())
          ? call(node.getOp(), inputs)
          : handlers.execute(new NodeContext(node, inputs, count, this, outputs));
    } catch (LoweringException e) {
      refusals.add(node.getOp() + " (node " + node.getName() + "): " + e.getMessage());
      return Collections.nCopies(count, new TfValue.Refused());
    }
  }

  /** Nodes that the results depend on by data, inputs first. */
  private static List<NodeDef> needed(FunctionBody body, Set<String> given) {
    List<NodeDef> order = new ArrayList<>();
    Set<String> entered = new HashSet<>();
    Set<String> finished = new HashSet<>(given);
    Deque<String> stack = new ArrayDeque<>();
    List<String> results = new ArrayList<>(body.results());
    Collections.reverse(results);
    results.forEach(r -> stack.push(nodeName(r)));
    while (!stack.isEmpty()) {
      String name = stack.peek();
      if (finished.contains(name)) {
        stack.pop();
        continue;
      }
      NodeDef node = body.nodes().get(name);
      if (node == null) {
        throw new LoweringException(
            body.name() + " refers to node " + name + ", which is not there");
      }
      if (!entered.add(name)) {
        stack.pop();
        finished.add(name);
        order.add(node);
        continue;
      }
      for (int i = node.getInputCount() - 1; i >= 0; i--) {
        String input = node.getInput(i);
        if (!input.startsWith("^") && !finished.contains(nodeName(input))) {
          if (entered.contains(nodeName(input))) {
            throw new LoweringException(
                "node "
                    + name
                    + " is in a cycle: control flow of TensorFlow 1 (Enter, NextIteration)"
                    + " is not converted; export the model with control flow v2");
          }
          stack.push(nodeName(input));
        }
      }
    }
    return order;
  }

  static String nodeName(String reference) {
    String data = reference.startsWith("^") ? reference.substring(1) : reference;
    int colon = data.indexOf(':');
    return colon < 0 ? data : data.substring(0, colon);
  }

  /** {@code name}, {@code name:2} or, in functions, {@code name:argument:1}. */
  private TfValue resolve(FunctionBody body, String reference, Map<String, List<TfValue>> done) {
    String[] parts = reference.split(":");
    List<TfValue> values = done.get(parts[0]);
    int index =
        switch (parts.length) {
          case 1 -> 0;
          case 2 -> Integer.parseInt(parts[1]);
          default ->
              outputs.firstOutput(body.nodes().get(parts[0]), parts[1])
                  + Integer.parseInt(parts[2]);
        };
    if (values == null || index < 0 || index >= values.size()) {
      throw new LoweringException(body.name() + " refers to " + reference + ", which is not there");
    }
    return values.get(index);
  }
}
