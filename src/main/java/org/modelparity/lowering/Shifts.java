package org.modelparity.lowering;

import java.util.function.LongBinaryOperator;
import java.util.stream.IntStream;
import org.modelparity.graph.Constant;
import org.modelparity.graph.Value;
import org.modelparity.tensor.ElementType;

/** Shifts as products and quotients by powers of two. */
final class Shifts {
  private static final int HALF = 1 << 16;

  private final Carried c;
  private final IntegerArithmetic integers;

  Shifts(Carried carried, IntegerArithmetic integers) {
    this.c = carried;
    this.integers = integers;
  }

  private static boolean outside(long amount, int bits) {
    return amount < 0 || amount >= bits;
  }

  Value left(Value x, Value amount) {
    ElementType type = x.type();
    int bits = type.bits();
    if (x instanceof Constant a && amount instanceof Constant b) {
      return Constants.zip(a, b, type, (v, k) -> outside(k, bits) ? 0 : v << k);
    }
    // Powers of two, of which the one behind the last is 0. The products are exact in doubles too.
    int[] powers = IntStream.range(0, 33).map(i -> i < 32 ? 1 << i : 0).toArray();
    Value power = power(c.table(powers), c.load(amount), Math.min(32, bits));
    return integers.wrap(c.mul(c.load(x), power), type);
  }

  /** Entries by amount, the last for amounts outside of 0 to {@code bits - 1}. */
  private Value power(Constant table, Value amount, int bits) {
    if (amount instanceof Constant k) {
      Constant index = Constants.map(k, ElementType.INT32, v -> outside(v, bits) ? 32 : v);
      return c.gather(table, index);
    }
    Value last = c.of(32);
    Value inside = c.and(c.ge(amount, c.of(0)), c.lt(amount, c.of(bits)));
    return c.gather(table, c.select(inside, amount, last));
  }

  Value rightLogical(Value x, Value amount) {
    ElementType type = x.type();
    int bits = type.bits();
    LongBinaryOperator shift =
        (v, k) -> outside(k, bits) ? 0 : (bits == 64 ? v : v & (1L << bits) - 1) >>> k;
    if (x instanceof Constant a && amount instanceof Constant b) {
      return Constants.zip(a, b, type, shift);
    }
    refuse64(type);
    if (bits < 32) {
      // As an unsigned number it is not negative, so that both shifts are one.
      Value unsigned = c.floorMod(c.load(x), c.of(1 << bits));
      Value shifted = right(unsigned, within(c.load(amount), bits), false);
      return type.isSigned() ? integers.wrap(shifted, type) : c.store(shifted, type);
    }
    return c.store(right(c.load(x), c.load(amount), true), type);
  }

  Value rightArithmetic(Value x, Value amount) {
    ElementType type = x.type();
    int bits = type.bits();
    if (x instanceof Constant a && amount instanceof Constant b) {
      return Constants.zip(
          signExtended(a, bits), b, type, (v, k) -> outside(k, bits) ? v >> 63 : v >> k);
    }
    refuse64(type);
    Value signed =
        type.isUnsigned() && bits < 32 ? c.load(integers.wrap(c.load(x), signed(type))) : c.load(x);
    Value shifted = right(signed, within(c.load(amount), bits), false);
    return type.isUnsigned() ? integers.wrap(shifted, type) : c.store(shifted, type);
  }

  private static Constant signExtended(Constant x, int bits) {
    int unused = 64 - bits;
    return Constants.map(x, ElementType.INT64, v -> v << unused >> unused);
  }

  private static ElementType signed(ElementType type) {
    return type.bits() == 8 ? ElementType.INT8 : ElementType.INT16;
  }

  private static void refuse64(ElementType type) {
    if (type.bits() == 64) {
      throw new LoweringException(
          "a right shift of running " + type + " values, of which only 32 bits are computed");
    }
  }

  /** Amounts outside of the type's width are those outside of int32's width. */
  private Value within(Value amount, int bits) {
    if (bits >= 32) {
      return amount;
    }
    if (amount instanceof Constant k) {
      return Constants.map(k, ElementType.INT32, v -> outside(v, bits) ? 32 : v);
    }
    Value inside = c.and(c.ge(amount, c.of(0)), c.lt(amount, c.of(bits)));
    return c.select(inside, amount, c.of(32));
  }

  private Value right(Value x, Value amount, boolean logical) {
    if (amount instanceof Constant k && k.tensor().compact().size() == 1) {
      long n = k.tensor().compact().getLong(0);
      if (!outside(n, 32)) {
        return logical ? logical(x, (int) n) : arithmetic(x, (int) n);
      }
    }
    return rightByTable(x, amount, logical);
  }

  /** Quotients are exact in float32: at most 24 significant bits remain, or halves are divided. */
  private Value arithmetic(Value x, int amount) {
    if (amount == 0) {
      return x;
    }
    if (amount == 31) {
      return c.select(c.lt(x, c.of(0)), c.of(-1), c.of(0));
    }
    if (amount >= 8) {
      Constant divisor = c.of(1 << amount);
      return c.floorDiv(c.sub(x, c.floorMod(x, divisor)), divisor);
    }
    Value low = c.floorMod(x, c.of(HALF));
    Value high = c.floorDiv(c.sub(x, low), c.of(HALF));
    return c.add(c.mul(high, c.of(1 << 16 - amount)), c.floorDiv(low, c.of(1 << amount)));
  }

  private Value logical(Value x, int amount) {
    return switch (amount) {
      case 0 -> x;
      case 1 -> c.div2(x);
      default -> c.floorMod(arithmetic(x, amount), c.of(1 << 32 - amount));
    };
  }

  private Value rightByTable(Value x, Value amount, boolean logical) {
    Value low = c.floorMod(x, c.of(HALF));
    Value signedHigh = c.floorDiv(c.sub(x, low), c.of(HALF));
    Value high = logical ? c.floorMod(signedHigh, c.of(HALF)) : signedHigh;
    // Entry k divides: by 2^k below 16, by 2^(k-16) from there on. The last one leaves the sign.
    int[] divisors = IntStream.range(0, 33).map(k -> k == 32 ? HALF : 1 << k % 16).toArray();
    int[] factors = IntStream.range(0, 33).map(k -> k < 16 ? 1 << 16 - k : 0).toArray();
    Value divisor = power(c.table(divisors), amount, 32);
    Value factor = power(c.table(factors), amount, 32);
    Value small = c.add(c.mul(high, factor), c.floorDiv(low, divisor));
    Value large = c.floorDiv(high, divisor);
    return c.select(c.eq(factor, c.of(0)), large, small);
  }
}
