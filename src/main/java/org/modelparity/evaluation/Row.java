package org.modelparity.evaluation;

import java.util.Comparator;
import java.util.Objects;

/** What a line of the table is about: one example converted for one target. */
public record Row(String suite, String example, String target) implements Comparable<Row> {
  private static final Comparator<Row> ORDER =
      Comparator.comparing(Row::suite).thenComparing(Row::example).thenComparing(Row::target);

  /** This row among those of several modules. */
  Row in(String module) {
    return new Row(module + "/" + suite, example, target);
  }

  @Override
  public int compareTo(Row other) {
    return ORDER.compare(this, other);
  }

  // Written out, since those of a record are made of method handles when they are first called,
  // which takes longer than looking up what is known.
  @Override
  public boolean equals(Object other) {
    return other instanceof Row row
        && suite.equals(row.suite)
        && example.equals(row.example)
        && target.equals(row.target);
  }

  @Override
  public int hashCode() {
    return Objects.hash(suite, example, target);
  }

  /** For example {@code flax/ppo -> tflite}. */
  @Override
  public String toString() {
    return suite + "/" + example + " -> " + target;
  }
}
