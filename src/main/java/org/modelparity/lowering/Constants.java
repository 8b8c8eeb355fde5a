package org.modelparity.lowering;

import java.nio.ByteBuffer;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.LongBinaryOperator;
import java.util.function.LongUnaryOperator;
import org.modelparity.graph.Carrier;
import org.modelparity.graph.Constant;
import org.modelparity.tensor.ElementType;
import org.modelparity.tensor.HalfPrecision;
import org.modelparity.tensor.Shape;
import org.modelparity.tensor.Tensor;

/**
 * Arithmetic on constants where TensorFlow's kernels differ from XLA's definitions, or are missing.
 */
final class Constants {
  private Constants() {}

  /** Applies a function to the 64-bit values of integers or booleans; the result wraps. */
  static Constant map(Constant x, ElementType type, LongUnaryOperator function) {
    Tensor from = x.tensor().compact();
    ByteBuffer b = Tensor.allocate((long) from.size() * type.bytes());
    for (int i = 0; i < from.size(); i++) {
      put(b, type, function.applyAsLong(from.getLong(i)));
    }
    return new Constant(Tensor.broadcast(Tensor.of(type, from.shape(), b.flip()), x.shape()));
  }

  /** Applies a function to integers or booleans that broadcast; the result wraps. */
  static Constant zip(Constant x, Constant y, ElementType type, LongBinaryOperator function) {
    Shape shape = Broadcasting.shape(x.shape(), y.shape());
    Tensor a = x.tensor().compact();
    Tensor b = y.tensor().compact();
    Shape small = Broadcasting.shape(a.shape(), b.shape());
    a = Tensor.broadcast(a, small);
    b = Tensor.broadcast(b, small);
    ByteBuffer out = Tensor.allocate(small.size() * type.bytes());
    for (int i = 0; i < a.size(); i++) {
      put(out, type, function.applyAsLong(a.getLong(i), b.getLong(i)));
    }
    return new Constant(Tensor.broadcast(Tensor.of(type, small, out.flip()), shape));
  }

  /** Applies a function to floats by way of doubles, whose rounding does not change them. */
  static Constant mapReal(Constant x, DoubleUnaryOperator function) {
    Tensor from = x.tensor().compact();
    ByteBuffer b = Tensor.allocate(8L * from.size());
    for (int i = 0; i < from.size(); i++) {
      b.putDouble(function.applyAsDouble(from.getDouble(i)));
    }
    Tensor doubles = Tensor.of(ElementType.FLOAT64, from.shape(), b.flip());
    return new Constant(Tensor.broadcast(Carrier.store(doubles, x.type()), x.shape()));
  }

  /** Applies a function to floats that broadcast. */
  static Constant zipReal(Constant x, Constant y, DoubleBinaryOperator function) {
    Shape shape = Broadcasting.shape(x.shape(), y.shape());
    Tensor a = Tensor.broadcast(x.tensor(), shape);
    Tensor b = Tensor.broadcast(y.tensor(), shape);
    ByteBuffer out = Tensor.allocate(8 * shape.size());
    for (int i = 0; i < a.size(); i++) {
      out.putDouble(function.applyAsDouble(a.getDouble(i), b.getDouble(i)));
    }
    Tensor doubles = Tensor.of(ElementType.FLOAT64, shape, out.flip());
    return new Constant(Carrier.store(doubles, x.type()));
  }

  /** The same bytes as another type. */
  static Constant reinterpret(Constant x, ElementType type, Shape shape) {
    if (x.type().bytes() == type.bytes()) {
      Tensor from = x.tensor().compact();
      return new Constant(Tensor.broadcast(Tensor.of(type, from.shape(), from.data()), shape));
    }
    return new Constant(Tensor.of(type, shape, x.tensor().data()));
  }

  /** Integers as another type without regard to range: integers wrap, floats round. */
  static Tensor cast(Tensor integers, ElementType type) {
    ByteBuffer b = Tensor.allocate((long) integers.size() * type.bytes());
    for (int i = 0; i < integers.size(); i++) {
      put(b, type, integers.getLong(i));
    }
    return Tensor.of(type, integers.shape(), b.flip());
  }

  private static void put(ByteBuffer b, ElementType type, long value) {
    switch (type) {
      case BOOL -> b.put((byte) (value == 0 ? 0 : 1));
      case INT8, UINT8 -> b.put((byte) value);
      case INT16, UINT16 -> b.putShort((short) value);
      case INT32, UINT32 -> b.putInt((int) value);
      case INT64, UINT64 -> b.putLong(value);
      case FLOAT16 -> b.putShort(HalfPrecision.floatToFloat16(value));
      case BFLOAT16 -> b.putShort(HalfPrecision.floatToBfloat16(value));
      case FLOAT32 -> b.putFloat(value);
      case FLOAT64 -> b.putDouble(value);
      case COMPLEX64 -> b.putFloat(value).putFloat(0);
      case COMPLEX128 -> b.putDouble(value).putDouble(0);
    }
  }
}
