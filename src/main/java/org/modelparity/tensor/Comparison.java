package org.modelparity.tensor;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All outputs of one run against the expected ones: the only place that decides whether numbers
 * agree.
 *
 * @param outputs one for each expected output, in that order, then one for each unexpected output
 */
public record Comparison(Tolerance tolerance, List<OutputComparison> outputs) {
  public Comparison {
    outputs = List.copyOf(outputs);
  }

  /** Compares outputs by name, element type, shape and elements. */
  public static Comparison of(
      Map<String, Tensor> expected, Map<String, Tensor> actual, Tolerance tolerance) {
    throw new UnsupportedOperationException("not written yet");
  }

  public boolean matches() {
    return outputs.stream().allMatch(OutputComparison::matches);
  }

  /** Why the outputs do not match, in one line that names the worst output; empty if they do. */
  public Optional<String> mismatch() {
    return Optional.empty();
  }

  /** The largest absolute error of all outputs; 0 if there are no elements. */
  public double maxAbsError() {
    return 0;
  }

  /** The largest relative error of all outputs; 0 if no expected number is above atol. */
  public double maxRelError() {
    return 0;
  }

  /**
   * The largest share of its tolerance that an element used: at most 1 if all match; infinite if no
   * tolerance would make them match.
   */
  public double toleranceUse() {
    return 0;
  }

  /** The smallest multiple of the tolerance that would have passed; empty if none would. */
  public Optional<Tolerance> smallestPassing() {
    return Optional.empty();
  }
}
