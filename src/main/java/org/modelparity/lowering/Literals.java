package org.modelparity.lowering;

import java.nio.ByteBuffer;
import java.util.function.IntToLongFunction;
import org.modelparity.graph.Constant;
import org.modelparity.graph.Value;
import org.modelparity.tensor.ElementType;
import org.modelparity.tensor.HalfPrecision;
import org.modelparity.tensor.Shape;
import org.modelparity.tensor.Tensor;

/** Constants that lowerings need: splats, ranges, the extremes of a type. */
final class Literals {
  private Literals() {}

  static Constant scalar(ElementType type, double value) {
    return splat(type, Shape.scalar(), value);
  }

  static Constant splat(ElementType type, Shape shape, double value) {
    return type.isFloating()
        ? fill(type, shape, value, 0)
        : fill(type, shape, 0, type.isBoolean() ? (value == 0 ? 0 : 1) : (long) value);
  }

  static Constant zeros(ElementType type, Shape shape) {
    return splat(type, shape, 0);
  }

  static Constant one(ElementType type) {
    return scalar(type, 1);
  }

  /** The identity of maximum: minus infinity, the smallest integer, or false. */
  static Constant lowest(ElementType type) {
    return type.isFloating()
        ? scalar(type, Double.NEGATIVE_INFINITY)
        : fill(type, Shape.scalar(), 0, type.isSigned() ? -1L << (type.bits() - 1) : 0);
  }

  /** The identity of minimum: infinity, the largest integer, or true. */
  static Constant highest(ElementType type) {
    if (type.isFloating()) {
      return scalar(type, Double.POSITIVE_INFINITY);
    }
    return type.isBoolean()
        ? scalar(type, 1)
        : fill(type, Shape.scalar(), 0, -1L >>> (64 - type.bits() + (type.isSigned() ? 1 : 0)));
  }

  /** An integer with all bits set, or true. */
  static Constant allOnes(ElementType type) {
    return fill(type, Shape.scalar(), 0, type.isBoolean() ? 1 : -1);
  }

  /** int32, or another integer type, from a function of the row-major index. */
  static Constant ofIndex(ElementType type, Shape shape, IntToLongFunction value) {
    int size = Math.toIntExact(shape.size());
    ByteBuffer data = Tensor.allocate((long) size * type.bytes());
    for (int i = 0; i < size; i++) {
      put(data, type, 0, value.applyAsLong(i));
    }
    return new Constant(Tensor.of(type, shape, data.flip()));
  }

  static Constant ints(Shape shape, int... values) {
    return new Constant(Tensor.ofInts(shape, values));
  }

  static Constant vector(int... values) {
    return new Constant(Tensor.vector(values));
  }

  static Constant int32(int value) {
    return new Constant(Tensor.scalar(value));
  }

  static boolean isConstant(Value... values) {
    for (Value v : values) {
      if (!(v instanceof Constant)) {
        return false;
      }
    }
    return true;
  }

  /** All elements are the same as the only one of {@code scalar}, bit by bit. */
  static boolean isSplat(Value value, Constant scalar) {
    if (!(value instanceof Constant c) || c.type() != scalar.type()) {
      return false;
    }
    int bytes = c.type().bytes();
    ByteBuffer all = c.tensor().compact().data();
    ByteBuffer one = scalar.tensor().data();
    for (int i = 0; i < all.capacity(); i++) {
      if (all.get(i) != one.get(i % bytes)) {
        return false;
      }
    }
    return true;
  }

  private static Constant fill(ElementType type, Shape shape, double real, long integer) {
    ByteBuffer data = Tensor.allocate(type.bytes());
    put(data, type, real, integer);
    Tensor element = Tensor.of(type, Shape.scalar(), data.flip());
    return new Constant(
        shape.size() == 0
            ? Tensor.of(type, shape, Tensor.allocate(0))
            : Tensor.broadcast(element, shape));
  }

  private static void put(ByteBuffer data, ElementType type, double real, long integer) {
    switch (type) {
      case BOOL, INT8, UINT8 -> data.put((byte) integer);
      case INT16, UINT16 -> data.putShort((short) integer);
      case INT32, UINT32 -> data.putInt((int) integer);
      case INT64, UINT64 -> data.putLong(integer);
      case FLOAT16 -> data.putShort(HalfPrecision.floatToFloat16((float) real));
      case BFLOAT16 -> data.putShort(HalfPrecision.floatToBfloat16((float) real));
      case FLOAT32 -> data.putFloat((float) real);
      case FLOAT64 -> data.putDouble(real);
      default -> throw new IllegalArgumentException(type + " constants are pairs");
    }
  }
}
