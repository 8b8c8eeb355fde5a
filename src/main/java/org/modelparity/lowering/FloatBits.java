package org.modelparity.lowering;

import org.modelparity.graph.Constant;
import org.modelparity.graph.Value;
import org.modelparity.tensor.ElementType;

/** float32 values and their IEEE 754 bits as int32. */
final class FloatBits {
  private static final int MANTISSA = 1 << 23;
  private static final int INFINITY = 0x7f800000;
  private static final int NAN = 0x7fc00000;

  private final Carried c;
  private final Broadcasting broadcasting;

  FloatBits(Carried carried, Broadcasting broadcasting) {
    this.c = carried;
    this.broadcasting = broadcasting;
  }

  /**
   * The bits; NaN is the quiet one without sign, and magnitudes below 2^-126 are taken as zero.
   *
   * <p>The exponent is that of the largest power of two below, whose logarithm is an integer.
   */
  Value toBits(Value x) {
    Value magnitude = c.abs(x);
    Value large = c.ge(magnitude, c.of(0x1p64f));
    Value normal = c.ge(magnitude, c.of(0x1p-126f));
    Value finite = broadcasting.apply("IsFinite", ElementType.BOOL, x);
    Value inner = c.select(c.and(finite, normal), magnitude, c.of(1f));
    Value scaled = c.select(large, c.mul(inner, c.of(0x1p-64f)), inner);
    Value power = leadingPower(scaled);
    Value logarithm = c.mul(c.unary("Log", power), c.of((float) (1 / Math.log(2))));
    Value exponent = c.cast(c.unary("Round", logarithm), ElementType.INT32);
    Value biased = c.add(exponent, c.select(large, c.of(127 + 64), c.of(127)));
    Value fraction = c.mul(c.sub(c.div(scaled, power), c.of(1f)), c.of((float) MANTISSA));
    Value bits = c.add(c.mul(biased, c.of(MANTISSA)), c.cast(fraction, ElementType.INT32));
    Value isNan = c.ne(x, x);
    Value special = c.select(isNan, c.of(NAN), c.select(large, c.of(INFINITY), c.of(0)));
    Value unsigned = c.select(c.and(finite, normal), bits, special);
    Value negative = c.or(c.lt(x, c.of(0f)), c.lt(c.div(c.of(1f), x), c.of(0f)));
    return c.select(negative, c.add(unsigned, c.of(Integer.MIN_VALUE)), unsigned);
  }

  /**
   * The largest power of two that is not above a positive normal number below 2^100: Rump, Ogita
   * and Oishi, Accurate floating-point summation part I, algorithm 3.6.
   */
  Value leadingPower(Value x) {
    Value q = c.mul(x, c.of(0x1p23f + 1));
    return c.abs(c.sub(q, c.mul(q, c.of(1 - 0x1p-24f))));
  }

  /** The float of these bits; NaN of any kind becomes one NaN. */
  Value ofBits(Value bits) {
    Value negative = c.lt(bits, c.of(0));
    Value unsigned = c.select(negative, c.add(bits, c.of(Integer.MIN_VALUE)), bits);
    Value mantissa = c.floorMod(unsigned, c.of(MANTISSA));
    Value exponent = c.floorDiv(c.sub(unsigned, mantissa), c.of(MANTISSA));
    Value fraction = c.mul(c.toFloat(mantissa), c.of(0x1p-23f));
    Value normal = c.mul(c.add(fraction, c.of(1f)), c.gather(powers(), exponent));
    Value subnormal = c.mul(fraction, c.of(0x1p-126f));
    Value finite = c.select(c.eq(exponent, c.of(0)), subnormal, normal);
    Value special =
        c.select(c.eq(mantissa, c.of(0)), c.of(Float.POSITIVE_INFINITY), c.of(Float.NaN));
    Value magnitude = c.select(c.eq(exponent, c.of(255)), special, finite);
    return c.select(negative, c.unary("Neg", magnitude), magnitude);
  }

  private Constant powers() {
    float[] powers = new float[256];
    for (int i = 1; i < 255; i++) {
      powers[i] = Math.scalb(1f, i - 127);
    }
    return c.table(powers);
  }
}
