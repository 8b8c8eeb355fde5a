package org.modelparity.lowering.tensorflow;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.modelparity.graph.ComplexPair;
import org.modelparity.graph.Value;
import org.modelparity.lowering.Complexes;
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

  /** What to do where an input is complex. */
  private final Map<String, Handler> complex = new HashMap<>();

  private final Set<String> partwise = new HashSet<>();
  private final ConstantNodes constants;
  private final Complexes complexes;

  NodeHandlers(ConstantNodes constants, Complexes complexes, List<Family> families) {
    this.constants = constants;
    this.complexes = complexes;
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

  /** An operation on complex tensors; there may be another handler for real ones. */
  void complex(String operation, Function<NodeContext, Value> handler) {
    complex.put(operation, node -> List.of(new TfValue.Known(handler.apply(node))));
  }

  /** Operations that apply to each part of complex numbers by itself. */
  void partwise(Set<String> operations) {
    partwise.addAll(operations);
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
    if (node.inputs().stream().anyMatch(NodeHandlers::isComplex)
        && !acceptsRefused(node.operation())) {
      return executeComplex(node);
    }
    Handler handler = handlers.get(node.operation());
    if (handler == null) {
      throw new LoweringException(Refusals.reason(node.operation()));
    }
    return handler.execute(node);
  }

  private static boolean isComplex(TfValue input) {
    return input instanceof TfValue.Known known
        && (known.value() instanceof ComplexPair || known.value().type().isComplex());
  }

  private List<TfValue> executeComplex(NodeContext node) {
    Handler handler = complex.get(node.operation());
    if (handler != null) {
      return handler.execute(node);
    }
    if (!partwise.contains(node.operation())) {
      throw new LoweringException("of complex values has no portable form");
    }
    List<TfValue> real = part(node, ComplexPair::real);
    List<TfValue> imaginary = part(node, ComplexPair::imaginary);
    List<TfValue> pairs = new ArrayList<>();
    for (int i = 0; i < real.size(); i++) {
      if (!(real.get(i) instanceof TfValue.Known r)
          || !(imaginary.get(i) instanceof TfValue.Known im)) {
        throw new LoweringException("of complex values has no portable form");
      }
      pairs.add(new TfValue.Known(new ComplexPair(r.value(), im.value())));
    }
    return pairs;
  }

  private List<TfValue> part(NodeContext node, Function<ComplexPair, Value> which) {
    List<TfValue> parts = new ArrayList<>();
    for (TfValue input : node.inputs()) {
      parts.add(
          isComplex(input)
              ? new TfValue.Known(which.apply(complexes.pair(((TfValue.Known) input).value())))
              : input);
    }
    NodeContext part = node.with(parts);
    return constants.canCompute(part)
        ? constants.compute(part)
        : handlers.get(node.operation()).execute(part);
  }

  /** The operations that are converted on running values, sorted. */
  List<String> operations() {
    return handlers.keySet().stream().sorted().toList();
  }
}
