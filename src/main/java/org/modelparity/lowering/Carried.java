package org.modelparity.lowering;

import org.modelparity.graph.Carrier;
import org.modelparity.graph.Constant;
import org.modelparity.graph.GraphBuilder;
import org.modelparity.graph.Running;
import org.modelparity.graph.Value;
import org.modelparity.tensor.ElementType;
import org.modelparity.tensor.Shape;
import org.modelparity.tensor.Tensor;

/**
 * Arithmetic in the carriers float32, int32 and bool, out of which the exact forms of the program's
 * types are made. Short names, as formulas are written with them.
 */
final class Carried {
  private final GraphBuilder graph;
  private final Broadcasting broadcasting;

  Carried(GraphBuilder graph, Broadcasting broadcasting) {
    this.graph = graph;
    this.broadcasting = broadcasting;
  }

  /** A value of the program as its carrier. */
  Value load(Value x) {
    return x instanceof Running r
        ? graph.retype(r, Carrier.of(x.type()))
        : new Constant(Carrier.load(((Constant) x).tensor()));
  }

  /** As {@link #load}, but 64-bit constants that do not fit become the nearest 32-bit integer. */
  Value loadNearest(Value x) {
    return switch (x.type()) {
      case INT64 ->
          x instanceof Constant c
              ? Constants.map(
                  c,
                  ElementType.INT32,
                  v -> Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, v)))
              : load(x);
      case UINT64 ->
          x instanceof Constant c
              ? Constants.map(c, ElementType.INT32, v -> v < 0 || v > 0xffffffffL ? 0xffffffffL : v)
              : load(x);
      default -> load(x);
    };
  }

  /** A carrier's value as a type of the program. */
  Value store(Value x, ElementType type) {
    return x instanceof Running r
        ? graph.retype(r, type)
        : new Constant(Carrier.store(((Constant) x).tensor(), type));
  }

  Constant of(int value) {
    return graph.constant(Tensor.scalar(value));
  }

  Constant of(float value) {
    return graph.constant(Tensor.scalar(value));
  }

  /** A rank-1 table. */
  Constant table(int... values) {
    return graph.constant(Tensor.vector(values));
  }

  Constant table(float... values) {
    return graph.constant(Tensor.ofFloats(Shape.of(values.length), values));
  }

  private Value same(String operation, Value... operands) {
    return broadcasting.apply(operation, operands[0].type(), operands);
  }

  private Value test(String operation, Value... operands) {
    return broadcasting.apply(operation, ElementType.BOOL, operands);
  }

  Value add(Value a, Value b) {
    return same("AddV2", a, b);
  }

  Value sub(Value a, Value b) {
    return same("Sub", a, b);
  }

  Value mul(Value a, Value b) {
    return same("Mul", a, b);
  }

  Value div(Value a, Value b) {
    return same("RealDiv", a, b);
  }

  /** Exact on TF.js wasm only where both operands and the quotient are below 2^24. */
  Value floorDiv(Value a, Value b) {
    return same("FloorDiv", a, b);
  }

  /** Exact, with the sign of the divisor; 0 and -1 are no divisors. */
  Value floorMod(Value a, Value b) {
    return same("FloorMod", a, b);
  }

  /** An int32 shifted right by one as an unsigned number, exactly. */
  Value div2(Value x) {
    Value low = floorMod(x, of(1 << 16));
    Value high = floorMod(floorDiv(sub(x, low), of(1 << 16)), of(1 << 16));
    return add(mul(high, of(1 << 15)), floorDiv(low, of(2)));
  }

  Value max(Value a, Value b) {
    return same("Maximum", a, b);
  }

  Value min(Value a, Value b) {
    return same("Minimum", a, b);
  }

  Value eq(Value a, Value b) {
    return test("Equal", a, b);
  }

  Value ne(Value a, Value b) {
    return test("NotEqual", a, b);
  }

  Value lt(Value a, Value b) {
    return test("Less", a, b);
  }

  Value ge(Value a, Value b) {
    return test("GreaterEqual", a, b);
  }

  Value and(Value a, Value b) {
    return test("LogicalAnd", a, b);
  }

  Value or(Value a, Value b) {
    return test("LogicalOr", a, b);
  }

  Value not(Value a) {
    return test("LogicalNot", a);
  }

  Value unary(String operation, Value x) {
    return same(operation, x);
  }

  Value abs(Value x) {
    return same("Abs", x);
  }

  /** Of float32 or int32. */
  Value select(Value predicate, Value onTrue, Value onFalse) {
    return broadcasting.apply("SelectV2", onTrue.type(), predicate, onTrue, onFalse);
  }

  Value cast(Value x, ElementType type) {
    return broadcasting.apply("Cast", type, x);
  }

  Value toFloat(Value x) {
    return cast(x, ElementType.FLOAT32);
  }

  /** Entries of a rank-1 table; indices must be within. */
  Value gather(Constant table, Value indices) {
    return graph.add("GatherV2", table.type(), indices.shape(), table, indices, of(0));
  }

  /** A reduction of one axis of a value of rank 2. */
  Value reduce(String operation, Value x, int axis) {
    Shape shape = Shape.of(x.shape().dimension(1 - axis));
    return graph.add(operation, x.type(), shape, x, table(axis));
  }

  /** {@code coefficients[0] * x^n + ...} by Horner's rule. */
  Value polynomial(Value x, double... coefficients) {
    Value value = of((float) coefficients[0]);
    for (int i = 1; i < coefficients.length; i++) {
      value = add(mul(value, x), of((float) coefficients[i]));
    }
    return value;
  }
}
