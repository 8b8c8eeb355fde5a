package org.modelparity.evaluation;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What makes the gate fail the build. */
public enum FailOn {
  /** A row worse than the baseline, or absent from it and FAIL. */
  REGRESSION,
  /** A regression, or a baseline entry whose row no longer exists. */
  STALE,
  /** Any FAIL, known or not, and any regression. */
  FAILURE,
  /** Nothing: what would have failed the build is a warning. */
  NEVER;

  /**
   * The value that a user wrote.
   *
   * @throws EvaluationException that lists the allowed values
   */
  public static FailOn of(String value) throws EvaluationException {
    for (FailOn failOn : values()) {
      if (failOn.toString().equals(value)) {
        return failOn;
      }
    }
    throw new EvaluationException(
        "failOn is '%s', but must be one of %s"
            .formatted(
                value,
                Arrays.stream(values()).map(FailOn::toString).collect(Collectors.joining(", "))));
  }

  /** As users write it, for example {@code regression}. */
  @JsonValue
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
