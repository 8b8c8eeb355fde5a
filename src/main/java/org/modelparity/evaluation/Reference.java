package org.modelparity.evaluation;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Where the expected numbers of a row come from. */
public enum Reference {
  /** The example's {@code outputs.npz}. */
  GOLDEN,
  /** The original SavedModel run by TensorFlow. */
  TENSORFLOW,
  /** The original StableHLO program run by TensorFlow's XLA. */
  XLA;

  /** As written in results, for example {@code golden}. */
  @JsonValue
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
