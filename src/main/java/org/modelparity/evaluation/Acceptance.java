package org.modelparity.evaluation;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A baseline brought up to date with results. By itself it only gets tighter: new successes,
 * smaller errors, rows that are gone. A new failure or a larger error needs a reason, which is
 * kept.
 *
 * @param baseline to be written
 * @param changes made, one line each
 * @param refused rows that need a reason, one line each
 */
public record Acceptance(Baseline baseline, List<String> changes, List<String> refused) {
  public Acceptance {
    changes = List.copyOf(changes);
    refused = List.copyOf(refused);
  }

  /**
   * Takes over what the results have.
   *
   * @param accepted rows that a reason is given for, or that may get tighter; others stay
   * @param reason why failures and larger errors are accepted; empty if none is given
   * @param until last day on which accepted failures stay accepted; empty for always
   */
  public static Acceptance of(
      Baseline old,
      Results results,
      Includes accepted,
      Optional<String> reason,
      Optional<LocalDate> until) {
    Draft draft = new Draft(old, reason.filter(r -> !r.isBlank()), until);
    results.rows().stream().filter(r -> accepted.matches(r.row())).forEach(draft::accept);
    old.stale(results).stream().filter(e -> accepted.matches(e.row())).forEach(draft::remove);
    return new Acceptance(Baseline.of(draft.entries.values()), draft.changes, draft.refused);
  }

  /** The text of a refusal; empty if nothing was refused. */
  public Optional<String> refusal() {
    if (refused.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        "Accepting these rows needs a reason:\n  "
            + String.join("\n  ", refused)
            + "\nGive it with -Dparity.reason=\"...\", and, for a while only,"
            + " -Dparity.until=<yyyy-mm-dd>.");
  }

  private static final class Draft {
    private final TreeMap<Row, Baseline.Entry> entries = new TreeMap<>();
    private final List<String> changes = new ArrayList<>();
    private final List<String> refused = new ArrayList<>();
    private final Optional<String> reason;
    private final Optional<LocalDate> until;

    Draft(Baseline old, Optional<String> reason, Optional<LocalDate> until) {
      old.rows().forEach(e -> entries.put(e.row(), e));
      this.reason = reason;
      this.until = until;
    }

    void remove(Baseline.Entry entry) {
      entries.remove(entry.row());
      changes.add(entry.row() + ": removed, the row no longer exists");
    }

    void accept(Result result) {
      Baseline.Entry old = entries.get(result.row());
      if (result.succeeded()) {
        acceptSuccess(result, old);
      } else {
        acceptFailure(result, old);
      }
    }

    private void acceptSuccess(Result result, Baseline.Entry old) {
      Baseline.Entry entry = entry(result, null, null);
      if (old == null || old.status() == Status.FAIL) {
        put(entry, old == null ? "added as SUCCESS" : "was FAIL, is SUCCESS");
        return;
      }
      double before = old.maxAbsError() == null ? Double.POSITIVE_INFINITY : old.maxAbsError();
      double now = entry.maxAbsError() == null ? before : entry.maxAbsError();
      if (now < before) {
        put(entry, "max abs error " + before + " -> " + now);
      } else if (now > before && reason.isPresent()) {
        put(entry(result, reason.get(), null), "max abs error " + before + " -> " + now);
      }
    }

    private void acceptFailure(Result result, Baseline.Entry old) {
      boolean known = old != null && old.status() == Status.FAIL;
      if (reason.isPresent()) {
        put(
            entry(result, reason.get(), until.map(LocalDate::toString).orElse(null)),
            "FAIL at " + result.stage() + " accepted");
      } else if (!known) {
        refused.add(result.row() + ": FAIL at " + result.stage() + ": " + result.error());
      } else if (result.stage().compareTo(old.stage()) < 0) {
        refused.add(
            "%s: failed at %s, now at %s: %s"
                .formatted(result.row(), old.stage(), result.stage(), result.error()));
      } else {
        Baseline.Entry entry = entry(result, old.reason(), old.until());
        if (result.stage() != old.stage() || !result.error().equals(old.error())) {
          put(entry, "FAIL at " + result.stage() + " as known, with another error");
        }
      }
    }

    private void put(Baseline.Entry entry, String change) {
      if (!entry.equals(entries.put(entry.row(), entry))) {
        changes.add(entry.row() + ": " + change);
      }
    }

    private static Baseline.Entry entry(Result result, String reason, String until) {
      return new Baseline.Entry(
          result.suite(),
          result.example(),
          result.target(),
          result.status(),
          result.stage(),
          result.error(),
          rounded(result.maxAbsError()),
          reason,
          until);
    }

    /** Three digits, upwards: more would change with every processor. */
    private static Double rounded(Double error) {
      if (error == null || !Double.isFinite(error) || error == 0) {
        return error;
      }
      return BigDecimal.valueOf(error).round(new MathContext(3, RoundingMode.UP)).doubleValue();
    }
  }
}
