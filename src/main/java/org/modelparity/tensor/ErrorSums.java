package org.modelparity.tensor;

import java.util.ArrayList;
import java.util.List;

/** Adds up the errors of one tensor's elements, one after the other, without keeping them. */
final class ErrorSums {
  private final Tolerance tolerance;
  private final Histogram.Counter histogram = new Histogram.Counter();
  private long count;
  private long mismatches;
  private double maxAbs;
  private double maxRel;
  private double sum;
  private double sumOfSquares;
  private double dot;
  private double expectedSquares;
  private double actualSquares;
  private double maxUse = -1;
  private double worstError = -1;
  private long worst;

  ErrorSums(Tolerance tolerance) {
    this.tolerance = tolerance;
  }

  /** A floating element: equal infinities and two NaN have no error. */
  void addFloating(double expected, double actual) {
    double error;
    if (expected == actual || (Double.isNaN(expected) && Double.isNaN(actual))) {
      error = 0;
    } else if (Double.isNaN(expected) || Double.isNaN(actual)) {
      error = Double.POSITIVE_INFINITY;
    } else {
      error = Math.abs(actual - expected);
    }
    addDirections(expected, actual);
    add(error, Math.abs(expected), use(error, expected));
  }

  /** A complex element: its error is the distance in the plane. */
  void addComplex(double re, double im, double actualRe, double actualIm) {
    boolean expectedNaN = Double.isNaN(re) || Double.isNaN(im);
    boolean actualNaN = Double.isNaN(actualRe) || Double.isNaN(actualIm);
    double error;
    if (expectedNaN || actualNaN) {
      error = expectedNaN && actualNaN ? 0 : Double.POSITIVE_INFINITY;
    } else {
      error =
          re == actualRe && im == actualIm ? 0 : Math.hypot(part(actualRe, re), part(actualIm, im));
    }
    addDirections(re, actualRe);
    addDirections(im, actualIm);
    double magnitude = Math.hypot(re, im);
    add(error, magnitude, use(error, magnitude));
  }

  /** Without the NaN that the difference of two equal infinities would be. */
  private static double part(double actual, double expected) {
    return actual == expected ? 0 : Math.abs(actual - expected);
  }

  /** An integer or boolean element, which the tolerance does not apply to. */
  void addExact(long expected, long actual, boolean unsigned) {
    double e = unsigned ? unsigned(expected) : expected;
    double a = unsigned ? unsigned(actual) : actual;
    boolean less = unsigned ? Long.compareUnsigned(actual, expected) < 0 : actual < expected;
    double error = unsigned(less ? expected - actual : actual - expected);
    addDirections(e, a);
    add(error, Math.abs(e), error == 0 ? 0 : Double.POSITIVE_INFINITY);
  }

  private static double unsigned(long bits) {
    return bits >= 0 ? bits : ((bits >>> 1) | (bits & 1)) * 2.0;
  }

  private double use(double error, double expected) {
    if (error == 0) {
      return 0;
    }
    if (error == Double.POSITIVE_INFINITY) {
      return error;
    }
    double allowed = tolerance.allowed(expected);
    double share = error / allowed;
    return error > allowed && share <= 1 ? Math.nextUp(1.0) : share; // the division may round to 1
  }

  private void addDirections(double expected, double actual) {
    if (Double.isFinite(expected) && Double.isFinite(actual)) {
      dot += expected * actual;
      expectedSquares += expected * expected;
      actualSquares += actual * actual;
    }
  }

  private void add(double error, double magnitude, double use) {
    if (use > 1) {
      mismatches++;
    }
    if (use > maxUse || (use == maxUse && error > worstError)) {
      maxUse = use;
      worstError = error;
      worst = count;
    }
    maxAbs = Math.max(maxAbs, error);
    if (magnitude > tolerance.atol() && error > 0) {
      double relative = error == Double.POSITIVE_INFINITY ? error : error / magnitude;
      maxRel = Math.max(maxRel, relative);
    }
    sum += error;
    sumOfSquares += error * error;
    histogram.add(error);
    count++;
  }

  /** Position of the worst element in row-major order. */
  long worst() {
    return worst;
  }

  ElementErrors errors(ElementErrors.Worst element, List<ElementErrors.Pair> sample) {
    return new ElementErrors(
        count,
        mismatches,
        maxAbs,
        maxRel,
        count == 0 ? 0 : sum / count,
        count == 0 ? 0 : Math.sqrt(sumOfSquares / count),
        cosine(),
        Math.max(0, maxUse),
        element,
        histogram.histogram(),
        new ArrayList<>(sample));
  }

  private double cosine() {
    if (expectedSquares == 0 && actualSquares == 0) {
      return 1;
    }
    double cosine = dot / (Math.sqrt(expectedSquares) * Math.sqrt(actualSquares));
    return Double.isNaN(cosine) && (expectedSquares == 0 || actualSquares == 0)
        ? 0
        : Math.max(-1, Math.min(1, cosine));
  }
}
