package org.modelparity.target;

import java.util.List;

/**
 * A runtime that models are converted for. A new target is one package and one line of
 * registration.
 */
public interface Target {
  /** As written in the POM and in results, for example {@code tflite}. */
  String name();

  /** What can run its models, the default first, for example {@code wasm}, {@code cpu}. */
  List<String> backends();

  /**
   * Converts a model and writes the result below {@link ConversionRequest#folder()}.
   *
   * @throws ConversionException if the model cannot be converted; its message is one line
   */
  ConvertedModel convert(ConversionRequest request) throws ConversionException;
}
