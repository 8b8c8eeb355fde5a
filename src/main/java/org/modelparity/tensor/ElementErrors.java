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
 * @param cosine of the angle between both tensors as vectors, over elements finite in both; 1 if
 *     both vectors are 0; NaN if it does not fit a double
 * @param toleranceUse largest error relative to what the tolerance allows; infinite where no
 *     multiple of the tolerance would do
 * @param worst the element with the largest tolerance use; null if there are no elements
 * @param histogram how many errors are of which magnitude
 * @param sample pairs of finite numbers for a plot, spread evenly over the tensor, the worst
 *     included; complex numbers as their parts
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
   * @param expected as text, with as many digits as tell numbers of its type apart
   * @param actual likewise
   */
  public record Worst(List<Long> index, String expected, String actual) {
    public Worst {
      index = List.copyOf(index);
    }
  }

  /** An expected number and what was computed instead. */
  public record Pair(double expected, double actual) {}
}
