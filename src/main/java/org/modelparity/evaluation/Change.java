package org.modelparity.evaluation;

import java.util.Locale;
import java.util.Optional;

/** How a row compares with the baseline. */
public enum Change {
  /** As committed, or within a factor of two of the committed error. */
  SAME,
  /** Not in the baseline. */
  NEW,
  /** FAIL in the baseline, now SUCCESS. */
  FIXED,
  /** SUCCESS in the baseline, now FAIL, or FAIL at an earlier stage. */
  BROKEN,
  /** SUCCESS as before, with at most half of the committed error. */
  BETTER,
  /** SUCCESS as before, with more than twice the committed error. */
  WORSE;

  private static final double FACTOR = 2;

  /**
   * The change of a row.
   *
   * @param entry the row's entry in the baseline; empty if there is none
   */
  public static Change of(Result result, Optional<Baseline.Entry> entry) {
    if (entry.isEmpty()) {
      return NEW;
    }
    Baseline.Entry old = entry.get();
    if (result.succeeded()) {
      return old.status() == Status.FAIL ? FIXED : ofErrors(old.maxAbsError(), result);
    }
    boolean earlier = old.stage() == null || result.stage().compareTo(old.stage()) < 0;
    return earlier ? BROKEN : SAME;
  }

  private static Change ofErrors(Double before, Result result) {
    Double now = result.maxAbsError();
    if (before == null || now == null) {
      return SAME;
    }
    if (now > FACTOR * before) {
      return WORSE;
    }
    return now * FACTOR <= before && now < before ? BETTER : SAME;
  }

  /** For example {@code better}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
