package org.modelparity.evaluation;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Where a row failed. */
public enum Stage {
  /** Opening the model, its inputs or its golden outputs. */
  LOAD,
  /** Converting the model for the target. */
  CONVERT,
  /** Running the original or the converted model. */
  RUN,
  /** Comparing numbers, including that there was nothing to compare with. */
  COMPARE;

  /** As written in results, for example {@code convert}. */
  @JsonValue
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
