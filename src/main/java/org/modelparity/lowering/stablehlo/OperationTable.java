package org.modelparity.lowering.stablehlo;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.modelparity.graph.ComplexPair;
import org.modelparity.graph.Value;
import org.modelparity.lowering.LoweringException;
import org.modelparity.stablehlo.Block;
import org.modelparity.stablehlo.Operation;
import org.modelparity.stablehlo.Region;

/** What to do for each StableHLO operation. */
final class OperationTable {
  /** Executes one operation. */
  @FunctionalInterface
  interface Handler {
    List<HloValue> execute(Invocation operation);
  }

  /** A family of operations, which adds its handlers. */
  @FunctionalInterface
  interface Family {
    void register(OperationTable table);
  }

  private final Map<String, Handler> handlers = new HashMap<>();

  OperationTable(List<Family> families) {
    families.forEach(f -> f.register(this));
  }

  void add(String name, Handler handler) {
    if (handlers.put(name, handler) != null) {
      throw new IllegalStateException(name + " has two handlers");
    }
  }

  /** An operation with one tensor as its result. */
  void one(String name, Function<Invocation, Value> handler) {
    add(name, operation -> List.of(new HloValue.Known(handler.apply(operation))));
  }

  /** An operation with several tensors as its results. */
  void many(String name, Function<Invocation, List<Value>> handler) {
    add(
        name,
        operation -> handler.apply(operation).stream().<HloValue>map(HloValue.Known::new).toList());
  }

  void unary(String name, UnaryOperator<Value> handler) {
    one(name, operation -> handler.apply(operation.in(0)));
  }

  void binary(String name, BinaryOperator<Value> handler) {
    one(name, operation -> handler.apply(operation.in(0), operation.in(1)));
  }

  /**
   * An operation that moves elements without looking at them, so that it applies to each part of
   * complex numbers.
   */
  void partwise(String name, Function<Invocation, Value> handler) {
    one(name, operation -> applyToParts(operation, handler));
  }

  private static Value applyToParts(Invocation operation, Function<Invocation, Value> handler) {
    List<Value> operands = operation.all();
    if (operands.stream().noneMatch(ComplexPair.class::isInstance)) {
      return handler.apply(operation);
    }
    List<Value> real =
        operands.stream().map(v -> v instanceof ComplexPair pair ? pair.real() : v).toList();
    List<Value> imaginary =
        operands.stream().map(v -> v instanceof ComplexPair pair ? pair.imaginary() : v).toList();
    return new ComplexPair(
        handler.apply(operation.with(real)), handler.apply(operation.with(imaginary)));
  }

  List<HloValue> execute(Invocation invocation) {
    return handler(invocation.operation()).execute(invocation);
  }

  /** Refuses an operation of an unknown name, inside of its regions too. */
  void check(Operation operation) {
    handler(operation);
    for (Region region : operation.regions()) {
      for (Block block : region.blocks()) {
        block.operations().stream().filter(o -> !o.name().equals("return")).forEach(this::check);
      }
    }
  }

  private Handler handler(Operation operation) {
    Handler handler = handlers.get(operation.name());
    if (handler == null) {
      throw new LoweringException(Refusals.reason(operation.name()));
    }
    return handler;
  }
}
