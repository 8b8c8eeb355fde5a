package org.modelparity.lowering;

import org.modelparity.graph.Constant;
import org.modelparity.graph.Value;
import org.modelparity.tensor.ElementType;
import org.modelparity.tensor.Shape;
import org.modelparity.tensor.Tensor;

/** Comparisons and choices. */
final class Comparing {
  private final Carried c;
  private final Broadcasting broadcasting;
  private final IntegerArithmetic integers;
  private final Bits bits;

  Comparing(Carried carried, Broadcasting broadcasting, IntegerArithmetic integers, Bits bits) {
    this.c = carried;
    this.broadcasting = broadcasting;
    this.integers = integers;
    this.bits = bits;
  }

  Value compare(Comparison direction, boolean totalOrder, Value a, Value b) {
    ElementType type = a.type();
    if (type.isBoolean()) {
      return booleans(direction, a, b);
    }
    if (totalOrder && type.isFloating()) {
      return compareKeys(direction, a, b);
    }
    if (type.isFloating() || (a instanceof Constant && b instanceof Constant)) {
      return broadcasting.apply(direction.operation(), ElementType.BOOL, a, b);
    }
    boolean ordering = direction != Comparison.EQ && direction != Comparison.NE;
    return broadcasting.apply(
        direction.operation(),
        ElementType.BOOL,
        ordering ? integers.ordered(a) : c.loadNearest(a),
        ordering ? integers.ordered(b) : c.loadNearest(b));
  }

  /** False is less than true. */
  private Value booleans(Comparison direction, Value a, Value b) {
    return switch (direction) {
      case EQ -> bits.not(bits.xor(a, b));
      case NE -> bits.xor(a, b);
      case LT -> bits.and(bits.not(a), b);
      case GT -> bits.and(a, bits.not(b));
      case LE -> bits.or(bits.not(a), b);
      case GE -> bits.or(a, bits.not(b));
    };
  }

  private Value compareKeys(Comparison direction, Value a, Value b) {
    if (a instanceof Constant x && b instanceof Constant y) {
      return compare(direction, false, key(x), key(y));
    }
    return compare(direction, false, key(a), key(b));
  }

  /** Integers in the order of the floats. */
  private Value key(Value x) {
    if (x instanceof Constant constant) {
      ElementType type = integer(x.type());
      Constant read = Constants.reinterpret(constant, type, x.shape());
      long others = (1L << type.bits() - 1) - 1;
      return Constants.map(read, type, v -> v < 0 ? v ^ others : v);
    }
    Value read = bits.bitcast(x, ElementType.INT32, x.shape());
    return c.select(c.lt(read, c.of(0)), c.sub(c.of(Integer.MAX_VALUE), read), read);
  }

  private static ElementType integer(ElementType type) {
    return switch (type.bytes()) {
      case 2 -> ElementType.INT16;
      case 4 -> ElementType.INT32;
      default -> ElementType.INT64;
    };
  }

  Value select(Value predicate, Value onTrue, Value onFalse) {
    Shape shape =
        Broadcasting.shape(predicate.shape(), Broadcasting.shape(onTrue.shape(), onFalse.shape()));
    if (predicate instanceof Constant known && known.tensor().compact().size() == 1) {
      return broadcasting.to(known.tensor().compact().getBoolean(0) ? onTrue : onFalse, shape);
    }
    if (onTrue.equals(onFalse)) {
      return broadcasting.to(onTrue, shape);
    }
    ElementType type = onTrue.type();
    if (type.isBoolean()) {
      return booleans(predicate, onTrue, onFalse);
    }
    // Kernels of TF.js refuse a predicate of rank 0 for a value of higher rank.
    Value test =
        predicate.shape().rank() == 0 && shape.rank() > 0
            ? broadcasting.reshape(predicate, Shape.of(1))
            : predicate;
    boolean folds =
        predicate instanceof Constant && onTrue instanceof Constant && onFalse instanceof Constant;
    return folds
        ? broadcasting.apply("SelectV2", type, test, onTrue, onFalse)
        : c.store(c.select(test, c.load(onTrue), c.load(onFalse)), type);
  }

  /** SelectV2 of booleans writes out of bounds on TF.js wasm. */
  private Value booleans(Value predicate, Value onTrue, Value onFalse) {
    Value chosen = isAll(onTrue, true) ? predicate : bits.and(predicate, onTrue);
    Value other =
        isAll(onFalse, true) ? bits.not(predicate) : bits.and(bits.not(predicate), onFalse);
    if (isAll(onTrue, false)) {
      return broadcasting.to(other, Broadcasting.shape(other.shape(), onTrue.shape()));
    }
    if (isAll(onFalse, false)) {
      return broadcasting.to(chosen, Broadcasting.shape(chosen.shape(), onFalse.shape()));
    }
    Value result = bits.or(chosen, other);
    return broadcasting.to(
        result,
        Broadcasting.shape(result.shape(), Broadcasting.shape(onTrue.shape(), onFalse.shape())));
  }

  private static boolean isAll(Value x, boolean value) {
    if (!(x instanceof Constant constant)) {
      return false;
    }
    Tensor tensor = constant.tensor().compact();
    return tensor.size() == 1 && tensor.getBoolean(0) == value;
  }
}
