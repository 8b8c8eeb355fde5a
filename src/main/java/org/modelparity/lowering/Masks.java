package org.modelparity.lowering;

import org.modelparity.graph.Value;

/** And with a constant that has few runs of ones: differences of remainders by powers of two. */
final class Masks {
  /** With more runs than this, tables take fewer nodes. */
  static final int FEW = 3;

  private final Carried c;

  Masks(Carried carried) {
    this.c = carried;
  }

  /** How many runs of neighbouring ones a mask has. */
  static int runs(int mask) {
    return Integer.bitCount(mask & ~(mask << 1));
  }

  Value and(Value x, int mask) {
    Value sum = null;
    for (int bit = 0; bit < Integer.SIZE; ) {
      int length = Integer.numberOfTrailingZeros(~(mask >>> bit));
      if (length == 0) {
        bit++;
        continue;
      }
      int end = Math.min(Integer.SIZE, bit + length);
      Value run = bit == 0 ? low(x, end) : c.sub(low(x, end), low(x, bit));
      sum = sum == null ? run : c.add(sum, run);
      bit = end;
    }
    return sum == null ? c.of(0) : sum;
  }

  /** The lowest {@code count} bits. */
  private Value low(Value x, int count) {
    return switch (count) {
      case 32 -> x;
      case 31 -> c.select(c.lt(x, c.of(0)), c.add(x, c.of(Integer.MIN_VALUE)), x);
      default -> c.floorMod(x, c.of(1 << count));
    };
  }
}
