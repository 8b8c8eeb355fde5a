package org.modelparity.lowering;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import org.modelparity.graph.Carrier;
import org.modelparity.graph.Constant;
import org.modelparity.graph.GraphBuilder;
import org.modelparity.graph.Running;
import org.modelparity.graph.Value;
import org.modelparity.tensor.ElementType;
import org.modelparity.tensor.Tensor;

/** XLA's conversion between types. */
final class Conversion {
  private final GraphBuilder graph;
  private final Carried c;
  private final Broadcasting broadcasting;
  private final IntegerArithmetic integers;

  Conversion(
      GraphBuilder graph, Carried carried, Broadcasting broadcasting, IntegerArithmetic integers) {
    this.graph = graph;
    this.c = carried;
    this.broadcasting = broadcasting;
    this.integers = integers;
  }

  Value convert(Value x, ElementType type) {
    ElementType from = x.type();
    if (from == type) {
      return x;
    }
    if (from.isComplex() || type.isComplex()) {
      throw new LoweringException("conversion from " + from + " to " + type);
    }
    return x instanceof Constant constant ? convert(constant, type) : convert((Running) x, type);
  }

  private Constant convert(Constant x, ElementType type) {
    Tensor from = x.tensor().compact();
    if (x.type().isFloating() && type.isFloating()) {
      return (Constant) broadcasting.apply("Cast", type, x);
    }
    if (type.isBoolean()) {
      boolean[] values = new boolean[from.size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = from.getDouble(i) != 0;
      }
      return spread(Tensor.ofBooleans(from.shape(), values), x);
    }
    if (x.type().isFloating()) {
      ByteBuffer b = Tensor.allocate(8L * from.size());
      for (int i = 0; i < from.size(); i++) {
        b.putLong(saturated(from.getDouble(i), type));
      }
      Tensor longs = Tensor.of(ElementType.INT64, from.shape(), b.flip());
      return spread(Constants.cast(longs, type), x);
    }
    if (x.type() == ElementType.UINT64 && type.isFloating()) {
      double[] values = new double[from.size()];
      ByteBuffer b = Tensor.allocate(8L * values.length);
      for (int i = 0; i < values.length; i++) {
        b.putDouble(from.getDouble(i));
      }
      Constant doubles = new Constant(Tensor.of(ElementType.FLOAT64, from.shape(), b.flip()));
      return convert(spread(doubles.tensor(), x), type);
    }
    return spread(Constants.cast(from, type), x);
  }

  private static Constant spread(Tensor tensor, Value like) {
    return new Constant(Tensor.broadcast(tensor, like.shape()));
  }

  /** Towards zero, at the ends of the type's range, NaN as 0; uint64 by its bits. */
  private static long saturated(double value, ElementType type) {
    if (Double.isNaN(value)) {
      return 0;
    }
    if (type == ElementType.UINT64) {
      return value <= 0
          ? 0
          : value >= 0x1p64 ? -1 : new BigDecimal(value).toBigInteger().longValue();
    }
    long low = type.isUnsigned() ? 0 : BigInteger.TWO.pow(type.bits() - 1).negate().longValue();
    long high =
        BigInteger.TWO
            .pow(type.isUnsigned() ? type.bits() : type.bits() - 1)
            .subtract(BigInteger.ONE)
            .longValue();
    return Math.max(low, Math.min(high, (long) value));
  }

  private Value convert(Running x, ElementType type) {
    ElementType from = x.type();
    if (type.isBoolean()) {
      // Cast to bool keeps the byte on TF.js wasm.
      return from.isFloating() ? c.ne(c.load(x), c.of(0f)) : c.ne(c.load(x), c.of(0));
    }
    if (from.isFloating()) {
      return type.isFloating() ? graph.retype(x, type) : c.store(toInteger(c.load(x), type), type);
    }
    if (type.isFloating()) {
      return c.store(
          IntegerArithmetic.wideUnsigned(from) ? unsignedToFloat(c.load(x)) : c.toFloat(c.load(x)),
          type);
    }
    if (from.isBoolean()) {
      return c.store(c.cast(x, Carrier.of(type)), type);
    }
    boolean fits = from.bits() < type.bits() && (from.isUnsigned() || type.isSigned());
    return fits ? c.store(c.load(x), type) : integers.wrap(c.load(x), type);
  }

  /** Both halves are exact floats and so is the product, so that one addition rounds. */
  private Value unsignedToFloat(Value x) {
    Value low = c.floorMod(x, c.of(1 << 16));
    Value high = c.floorMod(c.floorDiv(c.sub(x, low), c.of(1 << 16)), c.of(1 << 16));
    return c.add(c.mul(c.toFloat(high), c.of(0x1p16f)), c.toFloat(low));
  }

  private Value toInteger(Value x, ElementType type) {
    if (isWhole(x)) {
      return c.cast(x, ElementType.INT32);
    }
    Value number = c.select(c.eq(x, x), x, c.of(0f));
    if (type.bits() < 32) {
      float high = type.isUnsigned() ? (1 << type.bits()) - 1 : (1 << type.bits() - 1) - 1;
      float low = type.isUnsigned() ? 0 : -(1 << type.bits() - 1);
      return c.cast(c.min(c.max(number, c.of(low)), c.of(high)), ElementType.INT32);
    }
    Value large = c.ge(number, c.of(0x1p31f));
    if (IntegerArithmetic.wideUnsigned(type)) {
      Value over = c.ge(number, c.of(0x1p32f));
      Value upper = c.sub(number, c.of(0x1p31f));
      Value inside = c.select(large, upper, c.max(number, c.of(0f)));
      Value whole = c.cast(c.select(over, c.of(0f), inside), ElementType.INT32);
      Value shifted = c.add(whole, c.select(large, c.of(Integer.MIN_VALUE), c.of(0)));
      return c.select(over, c.of(-1), shifted);
    }
    Value inside = c.select(large, c.of(0f), c.max(number, c.of(-0x1p31f)));
    return c.select(large, c.of(Integer.MAX_VALUE), c.cast(inside, ElementType.INT32));
  }

  /** Whether a float is known to have been a small integer or a boolean. */
  private static boolean isWhole(Value x) {
    return x instanceof Running r
        && r.node().operation().equals("Cast")
        && r.node().inputs().get(0).type().isBoolean();
  }
}
