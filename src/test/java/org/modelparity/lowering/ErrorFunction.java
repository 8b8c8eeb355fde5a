package org.modelparity.lowering;

/** The error function in double precision: its series near zero, a continued fraction beyond. */
final class ErrorFunction {
  private ErrorFunction() {}

  static double erf(double x) {
    if (Double.isNaN(x)) {
      return x;
    }
    return Math.abs(x) > 3 ? Math.copySign(1 - tail(Math.abs(x)), x) : series(x);
  }

  static double erfc(double x) {
    if (x > 1.5) {
      return tail(x);
    }
    return x < -3 ? 2 - tail(-x) : 1 - erf(x);
  }

  private static double series(double x) {
    double term = x;
    double sum = x;
    for (int n = 1; n < 200; n++) {
      term *= -x * x / n;
      sum += term / (2 * n + 1);
    }
    return 2 / Math.sqrt(Math.PI) * sum;
  }

  private static double tail(double x) {
    if (x > 27) {
      return 0;
    }
    double fraction = 0;
    for (int n = 300; n > 0; n--) {
      fraction = n / 2.0 / (x + fraction);
    }
    return Math.exp(-x * x) / Math.sqrt(Math.PI) / (x + fraction);
  }
}
