package org.modelparity.lowering.tensorflow;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.modelparity.graph.Value;
import org.modelparity.lowering.LoweringException;

/** What to do for each TensorFlow operation. */
final class NodeHandlers {
  /** Executes one node. */
  @FunctionalInterface
  interface Handler {
    List<TfValue> execute(NodeContext node);
  }

  /** A family of operations, which adds its handlers. */
  interface Family {
    void register(NodeHandlers handlers);
  }

  private final Map<String, Handler> handlers = new HashMap<>();
  private final ConstantNodes constants;

  NodeHandlers(ConstantNodes constants, List<Family> families) {
    this.constants = constants;
    families.forEach(f -> f.register(this));
  }

  void add(String operation, Handler handler) {
    if (handlers.put(operation, handler) != null) {
      throw new IllegalStateException(operation + " has two handlers");
    }
  }

  /** An operation with one tensor as its result. */
  void one(String operation, Function<NodeContext, Value> handler) {
    add(operation, node -> List.of(new TfValue.Known(handler.apply(node))));
  }

  /** An operation with several tensors as its results. */
  void many(String operation, Function<NodeContext, List<Value>> handler) {
    add(operation, node -> handler.apply(node).stream().<TfValue>map(TfValue.Known::new).toList());
  }

  /** An operation on one tensor. */
  void unary(String operation, UnaryOperator<Value> handler) {
    one(operation, node -> handler.apply(node.in(0)));
  }

  /** An operation on two tensors. */
  void binary(String operation, java.util.function.BinaryOperator<Value> handler) {
    one(operation, node -> handler.apply(node.in(0), node.in(1)));
  }

  /** Whether an operation can pass a refused value on, since it may not look at it. */
  boolean acceptsRefused(String operation) {
    return CALLS.contains(operation);
  }

  private static final Set<String> CALLS =
      Set.of("PartitionedCall", "StatefulPartitionedCall", "IdentityN");

  List<TfValue> execute(NodeContext node) {
    if (constants.canCompute(node)) {
      return constants.compute(node);
    }
    Handler handler = handlers.get(node.operation());
    if (handler == null) {
      throw new LoweringException(Refusals.reason(node.operation()));
    }
    return handler.execute(node);
  }

  /** The operations that are converted on running values, sorted. */
  List<String> operations() {
    return handlers.keySet().stream().sorted().toList();
  }
}
