package org.modelparity.lowering;

import java.nio.ByteBuffer;
import org.modelparity.graph.Carrier;
import org.modelparity.graph.Constant;
import org.modelparity.graph.Value;
import org.modelparity.tensor.ElementType;
import org.modelparity.tensor.Tensor;

/**
 * XLA's reduce_precision: the mantissa is rounded to nearest even, then what is beyond the format's
 * largest number becomes infinity and what is below its smallest normal number becomes zero.
 */
final class Precision {
  private final Carried c;
  private final Broadcasting broadcasting;

  Precision(Carried carried, Broadcasting broadcasting) {
    this.c = carried;
    this.broadcasting = broadcasting;
  }

  Value reduce(Value x, int exponentBits, int mantissaBits) {
    if (x instanceof Constant constant && x.type() == ElementType.FLOAT64) {
      return map(constant, exponentBits, mantissaBits, 11, 52);
    }
    if (x instanceof Constant constant) {
      return switch (x.type()) {
        case FLOAT16 -> map(constant, exponentBits, mantissaBits, 5, 10);
        case BFLOAT16 -> map(constant, exponentBits, mantissaBits, 8, 7);
        default -> map(constant, exponentBits, mantissaBits, 8, 23);
      };
    }
    Value result = c.load(x);
    if (mantissaBits < 23) {
      result = rounded(result, 23 - mantissaBits);
    }
    if (exponentBits < 8) {
      result = limited(result, exponentBits);
    }
    return c.store(result, x.type());
  }

  /** Adding 1.5 * 2^(e + bits) leaves room for no lower bits, and the addition rounds them. */
  private Value rounded(Value x, int bits) {
    Value magnitude = c.abs(x);
    Value large = c.ge(magnitude, c.of(0x1p64f));
    Value usual =
        c.and(
            broadcasting.apply("IsFinite", ElementType.BOOL, x), c.ge(magnitude, c.of(0x1p-100f)));
    Value inner = c.select(usual, x, c.of(1f));
    Value scaled = c.select(large, c.mul(inner, c.of(0x1p-64f)), inner);
    Value power = new FloatBits(c, broadcasting).leadingPower(c.abs(scaled));
    Value shift = c.mul(power, c.of(1.5f * (1 << bits)));
    Value cut = c.sub(c.add(scaled, shift), shift);
    Value unscaled = c.select(large, c.mul(cut, c.of(0x1p64f)), cut);
    return c.select(usual, unscaled, x);
  }

  private Value limited(Value x, int exponentBits) {
    int bias = (1 << exponentBits - 1) - 1;
    Value magnitude = c.abs(x);
    Value tiny = c.lt(magnitude, c.of((float) Math.scalb(1.0, 1 - bias)));
    Value huge = c.ge(magnitude, c.of((float) Math.scalb(1.0, bias + 1)));
    Value infinite = c.mul(x, c.of(Float.POSITIVE_INFINITY));
    // A product with zero keeps the sign, and what is tiny is neither infinite nor NaN.
    Value flushed = c.select(tiny, c.mul(c.select(tiny, x, c.of(0f)), c.of(0f)), x);
    return c.select(huge, infinite, flushed);
  }

  private static Constant map(
      Constant x, int exponentBits, int mantissaBits, int ownExponent, int ownMantissa) {
    Tensor from = x.tensor().compact();
    ByteBuffer b = Tensor.allocate(8L * from.size());
    int smallest = 2 - (1 << ownExponent - 1);
    for (int i = 0; i < from.size(); i++) {
      double value = from.getDouble(i);
      if (mantissaBits < ownMantissa) {
        value = rounded(value, mantissaBits, smallest);
      }
      b.putDouble(exponentBits < ownExponent ? limited(value, exponentBits) : value);
    }
    Tensor doubles = Tensor.of(ElementType.FLOAT64, from.shape(), b.flip());
    Tensor reduced = Carrier.store(doubles, x.type());
    return new Constant(Tensor.broadcast(reduced, x.shape()));
  }

  private static double rounded(double value, int mantissaBits, int smallestExponent) {
    if (value == 0 || Double.isNaN(value) || Double.isInfinite(value)) {
      return value;
    }
    int unit = Math.max(Math.getExponent(value), smallestExponent) - mantissaBits;
    double scaled = Math.rint(Math.scalb(value, -unit));
    return Math.scalb(scaled, unit);
  }

  private static double limited(double value, int exponentBits) {
    int bias = (1 << exponentBits - 1) - 1;
    if (Math.abs(value) >= Math.scalb(1.0, bias + 1)) {
      return value < 0 ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    }
    return Math.abs(value) < Math.scalb(1.0, 1 - bias) ? Math.copySign(0, value) : value;
  }
}
