package org.modelparity.lowering;

import java.util.function.LongBinaryOperator;
import org.modelparity.graph.Constant;
import org.modelparity.graph.Value;
import org.modelparity.tensor.ElementType;

/**
 * XLA's integer arithmetic: results wrap; {@code x / 0 = -1}, {@code x % 0 = x}, {@code MIN / -1 =
 * MIN}, {@code MIN % -1 = 0}; remainders have the dividend's sign.
 *
 * <p>Running values are in int32: narrow types by their values, uint32 by its bits, 64-bit types by
 * their low half.
 */
final class IntegerArithmetic {
  private final Carried c;

  IntegerArithmetic(Carried carried) {
    this.c = carried;
  }

  /** Brings an int32 result back into the range of its type. */
  Value wrap(Value x, ElementType type) {
    return c.store(
        switch (type) {
          case UINT8 -> c.floorMod(x, c.of(1 << 8));
          case UINT16 -> c.floorMod(x, c.of(1 << 16));
          case INT8 -> wrapSigned(x, 1 << 8);
          case INT16 -> wrapSigned(x, 1 << 16);
          default -> x;
        },
        type);
  }

  private Value wrapSigned(Value x, int range) {
    Constant half = c.of(range / 2);
    return c.sub(c.floorMod(c.add(x, half), c.of(range)), half);
  }

  Value negate(Value x) {
    return wrap(c.sub(c.of(0), c.load(x)), x.type());
  }

  /** Whether the type's values are unsigned beyond what int32 holds. */
  static boolean wideUnsigned(ElementType type) {
    return type == ElementType.UINT32 || type == ElementType.UINT64;
  }

  /** Makes the signed order of int32 that of the type. */
  Value ordered(Value x) {
    Value loaded = c.loadNearest(x);
    return wideUnsigned(x.type()) ? c.add(loaded, c.of(Integer.MIN_VALUE)) : loaded;
  }

  private Value lessUnsigned(Value a, Value b) {
    Constant bias = c.of(Integer.MIN_VALUE);
    return c.lt(c.add(a, bias), c.add(b, bias));
  }

  Value divide(Value x, Value y) {
    ElementType type = x.type();
    if (x instanceof Constant a && y instanceof Constant b) {
      return Constants.zip(a, b, type, quotient(type));
    }
    Value a = c.load(x);
    Value b = c.load(y);
    if (wideUnsigned(type)) {
      return c.store(unsignedQuotient(a, b), type);
    }
    if (positive(y)) {
      return c.store(exactQuotient(c.sub(a, truncatedRemainder(a, b)), b), type);
    }
    Value divisor = safeDivisor(b);
    Value quotient = exactQuotient(c.sub(a, truncatedRemainder(a, divisor)), divisor);
    Value byOne = c.select(c.eq(b, c.of(-1)), c.sub(c.of(0), a), quotient);
    return wrap(c.select(c.eq(b, c.of(0)), c.of(-1), byOne), type);
  }

  Value remainder(Value x, Value y) {
    ElementType type = x.type();
    if (x instanceof Constant a && y instanceof Constant b) {
      return Constants.zip(a, b, type, remainder(type));
    }
    Value a = c.load(x);
    Value b = c.load(y);
    if (wideUnsigned(type)) {
      return c.store(c.sub(a, c.mul(unsignedQuotient(a, b, c.of(0)), b)), type);
    }
    if (positive(y)) {
      return c.store(truncatedRemainder(a, b), type);
    }
    Value byOne = c.select(c.eq(b, c.of(-1)), c.of(0), truncatedRemainder(a, safeDivisor(b)));
    return c.store(c.select(c.eq(b, c.of(0)), a, byOne), type);
  }

  /** A constant divisor that is positive as int32, as most are. */
  private static boolean positive(Value y) {
    if (!(y instanceof Constant constant)) {
      return false;
    }
    var tensor = constant.tensor().compact();
    for (int i = 0; i < tensor.size(); i++) {
      if (tensor.getLong(i) <= 0 || tensor.getLong(i) > Integer.MAX_VALUE) {
        return false;
      }
    }
    return true;
  }

  /** 0 and -1 abort TFLite or TensorFlow. */
  private Value safeDivisor(Value b) {
    return c.select(c.or(c.eq(b, c.of(0)), c.eq(b, c.of(-1))), c.of(1), b);
  }

  /** The remainder with the dividend's sign. */
  private Value truncatedRemainder(Value a, Value b) {
    Value floored = c.floorMod(a, b);
    Constant zero = c.of(0);
    Value aboveZero =
        b instanceof Constant && positive(b)
            ? c.lt(a, zero)
            : c.ne(
                c.cast(c.lt(a, zero), ElementType.INT32), c.cast(c.lt(b, zero), ElementType.INT32));
    Value correct = c.and(c.ne(floored, zero), aboveZero);
    return c.sub(floored, c.select(correct, b, zero));
  }

  /**
   * The quotient of a multiple of the divisor. TF.js wasm divides in float32, so the first quotient
   * may be off by little, and its remainder, which is small, is divided again and rounded.
   */
  Value exactQuotient(Value multiple, Value b) {
    Value first = c.floorDiv(multiple, b);
    Value rest = c.sub(multiple, c.mul(first, b));
    return c.add(first, c.floorDiv(c.add(rest, c.floorDiv(b, c.of(2))), b));
  }

  private Value unsignedQuotient(Value a, Value b) {
    return unsignedQuotient(a, b, c.of(-1));
  }

  /**
   * Unsigned division by way of the halved dividend, which is not negative (Hacker's Delight, 9-3).
   */
  private Value unsignedQuotient(Value a, Value b, Value byZero) {
    Constant zero = c.of(0);
    Value large = c.lt(b, zero);
    Value isZero = c.eq(b, zero);
    Value divisor = c.select(c.or(large, isZero), c.of(1), b);
    Value halved = c.div2(a);
    Value half = exactQuotient(c.sub(halved, c.floorMod(halved, divisor)), divisor);
    Value doubled = c.add(half, half);
    Value rest = c.sub(a, c.mul(doubled, divisor));
    Value more = c.cast(c.not(lessUnsigned(rest, divisor)), ElementType.INT32);
    Value small = c.add(doubled, more);
    Value atMostOne = c.cast(c.not(lessUnsigned(a, b)), ElementType.INT32);
    return c.select(isZero, byZero, c.select(large, atMostOne, small));
  }

  private static LongBinaryOperator quotient(ElementType type) {
    return type.isUnsigned()
        ? (a, b) -> b == 0 ? -1 : Long.divideUnsigned(a, b)
        : (a, b) -> b == 0 ? -1 : a / b;
  }

  private static LongBinaryOperator remainder(ElementType type) {
    return type.isUnsigned()
        ? (a, b) -> b == 0 ? a : Long.remainderUnsigned(a, b)
        : (a, b) -> b == 0 ? a : a % b;
  }

  /** Powers by squaring; of negative exponents only those of 1 and -1 are not 0. */
  Value power(Value x, Value y) {
    ElementType type = x.type();
    if (x instanceof Constant a && y instanceof Constant b) {
      return Constants.zip(a, b, type, (p, q) -> power(p, q, type.isSigned()));
    }
    Value base = c.load(x);
    Value exponent = c.load(y);
    if (exponent instanceof Constant e && e.tensor().compact().size() == 1) {
      int n = (int) e.tensor().compact().getLong(0);
      if (n >= 0) {
        return wrap(constantPower(base, n), type);
      }
    }
    Value result = c.of(1);
    Value square = base;
    Value rest = exponent;
    Constant two = c.of(2);
    int bits = type.bits() == 64 ? 32 : type.bits();
    for (int i = 0; i < bits; i++) {
      Value bit = c.floorMod(rest, two);
      result = c.select(c.eq(bit, c.of(1)), c.mul(result, square), result);
      square = c.mul(square, square);
      rest = c.div2(rest);
    }
    if (type.isSigned()) {
      Value odd = c.eq(c.floorMod(exponent, two), c.of(1));
      Value inverse =
          c.select(
              c.eq(base, c.of(1)),
              c.of(1),
              c.select(c.eq(base, c.of(-1)), c.select(odd, c.of(-1), c.of(1)), c.of(0)));
      result = c.select(c.lt(exponent, c.of(0)), inverse, result);
    }
    return wrap(result, type);
  }

  private Value constantPower(Value base, int exponent) {
    Value result = c.of(1);
    Value square = base;
    for (int n = exponent; n != 0; n >>>= 1) {
      if ((n & 1) != 0) {
        result = result instanceof Constant ? square : c.mul(result, square);
      }
      square = n > 1 ? c.mul(square, square) : square;
    }
    return result;
  }

  private static long power(long base, long exponent, boolean signed) {
    if (signed && exponent < 0) {
      return base == 1 ? 1 : base == -1 ? (exponent % 2 == 0 ? 1 : -1) : 0;
    }
    long result = 1;
    long square = base;
    for (long n = exponent; n != 0; n >>>= 1) {
      result = (n & 1) != 0 ? result * square : result;
      square *= square;
    }
    return result;
  }
}
