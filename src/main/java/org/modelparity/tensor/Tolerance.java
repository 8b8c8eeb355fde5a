package org.modelparity.tensor;

/**
 * How far a floating number may be from the expected one: {@code abs(actual - expected) <= atol +
 * rtol * abs(expected)}, as in {@code numpy.allclose}. Integers and booleans must be equal whatever
 * the tolerance.
 *
 * @param rtol relative part, without unit, at least 0
 * @param atol absolute part, in the output's own unit, at least 0
 */
public record Tolerance(double rtol, double atol) {
  /** rtol 1e-4, atol 1e-5. */
  public static final Tolerance DEFAULT = new Tolerance(1e-4, 1e-5);

  /**
   * @throws IllegalArgumentException if a part is negative or not finite
   */
  public Tolerance {
    requireTolerance("rtol", rtol);
    requireTolerance("atol", atol);
  }

  private static void requireTolerance(String name, double value) {
    if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          name + " is " + value + ", but must be a finite number of at least 0");
    }
  }

  /** The largest absolute error that passes for a finite {@code expected} number. */
  public double allowed(double expected) {
    return atol + rtol * Math.abs(expected);
  }

  /** Both parts multiplied by {@code factor}. */
  public Tolerance times(double factor) {
    return new Tolerance(rtol * factor, atol * factor);
  }

  /** For example {@code rtol 1e-4, atol 1e-5}. */
  @Override
  public String toString() {
    return "rtol " + Numbers.brief(rtol) + ", atol " + Numbers.brief(atol);
  }
}
