package org.modelparity.tensor;

import java.util.List;

/**
 * How far the elements of one tensor are from the expected ones. The error of an element is {@code
 * abs(actual - expected)}; 0 where both are NaN or the same infinity; infinite where only one is
 * NaN, or infinities differ.
 *
 * @param count of elements
 * @param mismatches elements whose error is not within the tolerance
 * @param maxAbs largest error
 * @param maxRel largest error relative to the expected number, over those above atol; 0 if none is
 * @param meanAbs mean error
 * @param rmse root of the mean squared error
 * @param cosine of the angle between both tensors as vectors, over elements finite in both; NaN if
 *     it does not fit a double
 * @param toleranceUse largest error relative to what the tolerance allows; infinite where an
 *     element matches under no tolerance
 * @param worst the element with the largest tolerance use; null if there are no elements
 * @param histogram how many errors are of which magnitude
 * @param sample pairs of numbers for a plot, spread evenly over the tensor, the worst included
 */
public record ElementErrors(
    long count,
    long mismatches,
    double maxAbs,
    double maxRel,
    double meanAbs,
    double rmse,
    double cosine,
    double toleranceUse,
    Worst worst,
    Histogram histogram,
    List<Pair> sample) {
  public ElementErrors {
    sample = List.copyOf(sample);
  }

  /** Fraction of elements that mismatch; 0 if there are none. */
  public double mismatchFraction() {
    return count == 0 ? 0 : (double) mismatches / count;
  }

  /**
   * The worst element.
   *
   * @param index in each dimension
   * @param expected as text, exact to nine digits
   * @param actual as text, exact to nine digits
   */
  public record Worst(List<Long> index, String expected, String actual) {
    public Worst {
      index = List.copyOf(index);
    }
  }

  /** Two finite numbers. */
  public record Pair(double expected, double actual) {}

  /**
   * Errors counted by decade.
   *
   * @param zero errors of exactly 0
   * @param firstDecade exponent of the first count: {@code counts[i]} holds the errors in
   *     [10^(firstDecade+i), 10^(firstDecade+i+1))
   * @param counts without leading or trailing zeros; empty if no error is finite and above 0
   * @param infinite errors that are infinite
   */
  public record Histogram(long zero, int firstDecade, List<Long> counts, long infinite) {
    public Histogram {
      counts = List.copyOf(counts);
    }
  }
}
