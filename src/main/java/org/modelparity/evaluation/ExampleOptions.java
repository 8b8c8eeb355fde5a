package org.modelparity.evaluation;

import java.util.List;
import org.modelparity.tensor.Tolerance;

/**
 * How an example is evaluated: the evaluation's values, overridden where the example has its own.
 *
 * @param targets for example {@code tflite}, {@code tfjs}
 * @param timeoutSeconds for one row
 * @param signature name of the signature to convert; null for the model's default
 * @param allowedOperations operations with effects outside the model that are let pass, for example
 *     {@code ReadFile}
 */
public record ExampleOptions(
    Tolerance tolerance,
    List<String> targets,
    long timeoutSeconds,
    String signature,
    RandomInputs randomInputs,
    List<String> allowedOperations) {
  /** Both targets, the default tolerance, five minutes. */
  public static final ExampleOptions DEFAULT =
      new ExampleOptions(
          Tolerance.DEFAULT, List.of("tflite", "tfjs"), 300, null, RandomInputs.DEFAULT, List.of());

  public ExampleOptions {
    targets = List.copyOf(targets);
    allowedOperations = List.copyOf(allowedOperations);
  }

  /** These options for another signature. */
  ExampleOptions withSignature(String other) {
    return new ExampleOptions(
        tolerance, targets, timeoutSeconds, other, randomInputs, allowedOperations);
  }

  /** These options for fewer targets. */
  public ExampleOptions withTargets(List<String> fewer) {
    return new ExampleOptions(
        tolerance, fewer, timeoutSeconds, signature, randomInputs, allowedOperations);
  }
}
