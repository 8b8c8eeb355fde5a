package org.modelparity.maven;

import org.apache.maven.plugins.annotations.Parameter;
import org.modelparity.evaluation.RandomInputs;

/** How inputs are drawn where an example has no {@code inputs.npz}; see {@link CheckMojo}. */
public final class RandomInputsConfiguration {
  /** Seed of the draw; without it, one made from the names of suite and example. */
  @Parameter Long seed;

  /** Smallest floating number. */
  @Parameter Double minimum;

  /** Largest floating number, excluded. */
  @Parameter Double maximum;

  /** Smallest integer. */
  @Parameter Long integerMinimum;

  /** Largest integer, included. */
  @Parameter Long integerMaximum;

  RandomInputs toRandomInputs() throws ParameterException {
    RandomInputs byDefault = RandomInputs.DEFAULT;
    try {
      return new RandomInputs(
          seed,
          minimum == null ? byDefault.minimum() : minimum,
          maximum == null ? byDefault.maximum() : maximum,
          integerMinimum == null ? byDefault.integerMinimum() : integerMinimum,
          integerMaximum == null ? byDefault.integerMaximum() : integerMaximum,
          byDefault.shapes());
    } catch (IllegalArgumentException e) {
      throw new ParameterException("parameter randomInputs: " + e.getMessage());
    }
  }
}
