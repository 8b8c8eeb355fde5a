package org.modelparity.maven;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** When a build of several modules fails. */
enum FailAt {
  /** When all modules have been evaluated, once for all of them. */
  END,
  /** With the first module that fails. */
  MODULE;

  static FailAt of(String value) throws ParameterException {
    for (FailAt failAt : values()) {
      if (failAt.toString().equals(value.strip())) {
        return failAt;
      }
    }
    throw new ParameterException(
        "failAt",
        value,
        "one of "
            + Arrays.stream(values()).map(FailAt::toString).collect(Collectors.joining(", ")));
  }

  /** As users write it, for example {@code end}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
