package org.modelparity.evaluation;

import java.util.Comparator;

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

  /** For example {@code flax/ppo -> tflite}. */
  @Override
  public String toString() {
    return suite + "/" + example + " -> " + target;
  }
}
