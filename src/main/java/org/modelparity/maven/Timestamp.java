package org.modelparity.maven;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;

/** When a build says that it happens. */
final class Timestamp {
  private Timestamp() {}

  /**
   * The time that {@code project.build.outputTimestamp} gives, in ISO 8601 or as seconds since
   * 1970; now, where it gives none.
   *
   * @see <a href="https://maven.apache.org/guides/mini/guide-reproducible-builds.html">Reproducible
   *     builds</a>
   */
  static Instant of(String outputTimestamp) {
    String text = outputTimestamp == null ? "" : outputTimestamp.strip();
    if (text.length() < 2) {
      return Instant.now(); // one character switches the property off
    }
    try {
      return text.matches("[0-9]+")
          ? Instant.ofEpochSecond(Long.parseLong(text))
          : OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException | NumberFormatException e) {
      return Instant.now(); // Maven's own plugins complain about it
    }
  }
}
