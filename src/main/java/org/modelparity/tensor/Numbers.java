package org.modelparity.tensor;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** How numbers are worded in messages and tables: the same everywhere, whatever the locale. */
public final class Numbers {
  private Numbers() {}

  /** Two significant digits, rounded to nearest: {@code 4.1e-10}, {@code 0.14}, {@code 1e-4}. */
  public static String brief(double value) {
    return rounded(value, 2, RoundingMode.HALF_EVEN);
  }

  /** Two significant digits, never less than {@code value}: for limits that must suffice. */
  public static String briefAtLeast(double value) {
    return rounded(value, 2, RoundingMode.CEILING);
  }

  /** As many significant digits as tell any two numbers of that floating type apart. */
  static String exact(double value, ElementType type) {
    int digits =
        switch (type) {
          case FLOAT16 -> 5;
          case BFLOAT16 -> 4;
          case FLOAT64, COMPLEX128 -> 17;
          default -> 9;
        };
    return rounded(value, digits, RoundingMode.HALF_EVEN);
  }

  private static String rounded(double value, int digits, RoundingMode mode) {
    if (Double.isNaN(value)) {
      return "NaN";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "Infinity" : "-Infinity";
    }
    if (value == 0) {
      return "0";
    }
    BigDecimal decimal =
        (digits < 17 ? BigDecimal.valueOf(value) : new BigDecimal(value))
            .round(new MathContext(digits, mode))
            .stripTrailingZeros();
    int exponent = decimal.precision() - decimal.scale() - 1;
    if (exponent >= -2 && exponent < 9) {
      return decimal.toPlainString();
    }
    return decimal.movePointLeft(exponent).toPlainString() + "e" + exponent;
  }
}
