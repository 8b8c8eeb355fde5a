package org.modelparity.evaluation;

import java.util.List;
import java.util.Map;

/**
 * How inputs are drawn for an example that has no {@code inputs.npz}.
 *
 * @param seed of the draw; null for one made from the names of suite and example
 * @param minimum of floating numbers
 * @param maximum of floating numbers, excluded
 * @param integerMinimum of integers
 * @param integerMaximum of integers, included
 * @param shapes by input name, for inputs with unknown dimensions
 */
public record RandomInputs(
    Long seed,
    double minimum,
    double maximum,
    long integerMinimum,
    long integerMaximum,
    Map<String, List<Long>> shapes) {
  /** Floats in [-1, 1), integers in [0, 9], unknown dimensions 1. */
  public static final RandomInputs DEFAULT = new RandomInputs(null, -1, 1, 0, 9, Map.of());

  /**
   * @throws IllegalArgumentException if a range is empty or not finite
   */
  public RandomInputs {
    if (!(minimum < maximum) || Double.isInfinite(maximum - minimum)) {
      throw new IllegalArgumentException(
          "the range of random inputs is [%s, %s), but must be a finite one from a number to a larger one"
              .formatted(minimum, maximum));
    }
    if (integerMinimum > integerMaximum) {
      throw new IllegalArgumentException(
          "the range of random integers is [%d, %d], but must be one that is not empty"
              .formatted(integerMinimum, integerMaximum));
    }
    shapes = Map.copyOf(shapes);
  }
}
