package org.modelparity.evaluation;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.modelparity.tensor.Numbers;
import org.modelparity.tensor.Tolerance;

/**
 * Decides about the build: the only place that does. Pure: the same results, baseline and day give
 * the same verdict.
 *
 * @param driftFactor by how much the largest absolute error of a SUCCESS may grow beyond the
 *     committed one; empty if errors within the tolerance never matter
 * @param today to which accepted failures are held
 */
public record Gate(FailOn failOn, OptionalDouble driftFactor, LocalDate today) {
  /** A tolerance this much looser than needed is remarked on. */
  private static final double LOOSE = 1000;

  /** Errors below this share of atol are noise to the drift rule. */
  private static final double NOISE = 1e-3;

  /**
   * @throws IllegalArgumentException if the drift factor is below 1
   */
  public Gate {
    if (driftFactor.isPresent() && !(driftFactor.getAsDouble() >= 1)) {
      throw new IllegalArgumentException(
          "driftFactor is " + driftFactor.getAsDouble() + ", but must be at least 1");
    }
  }

  /** The verdict on results held to a baseline. */
  public Verdict judge(Results results, Baseline baseline) {
    List<Verdict.Finding> regressions = new ArrayList<>();
    List<Verdict.Finding> known = new ArrayList<>();
    List<Row> fixed = new ArrayList<>();
    List<String> remarks = new ArrayList<>();
    for (Result result : results.rows()) {
      Optional<Baseline.Entry> entry = baseline.entry(result.row());
      Optional<String> regression = regression(result, entry);
      if (regression.isPresent()) {
        regressions.add(new Verdict.Finding(result, regression.get()));
      } else if (!result.succeeded()) {
        known.add(new Verdict.Finding(result, knownReason(result, entry.orElseThrow())));
      } else if (entry.isPresent() && entry.get().status() == Status.FAIL) {
        fixed.add(result.row());
      }
      looseTolerance(result).ifPresent(remarks::add);
    }
    List<Row> stale = baseline.stale(results).stream().map(Baseline.Entry::row).toList();
    return new Verdict(failOn, results.summary(), regressions, known, fixed, stale, remarks);
  }

  /** Why a row is worse than the baseline; empty if it is not. */
  private Optional<String> regression(Result result, Optional<Baseline.Entry> entry) {
    if (result.succeeded()) {
      return entry.flatMap(e -> drift(result, e));
    }
    String now = "FAIL at " + result.stage() + ": " + result.error();
    if (entry.isEmpty()) {
      return Optional.of("is " + now + " (not in the baseline)");
    }
    Baseline.Entry known = entry.get();
    if (known.status() == Status.SUCCESS) {
      return Optional.of("was SUCCESS, is " + now);
    }
    if (result.stage().compareTo(known.stage()) < 0) {
      return Optional.of("was FAIL only at " + known.stage() + ", is " + now);
    }
    if (known.lastDay().isPresent() && today.isAfter(known.lastDay().get())) {
      return Optional.of("was accepted until " + known.until() + ", is still " + now);
    }
    return Optional.empty();
  }

  private Optional<String> drift(Result result, Baseline.Entry entry) {
    if (driftFactor.isEmpty() || entry.maxAbsError() == null || result.maxAbsError() == null) {
      return Optional.empty();
    }
    double noise = result.tolerance() == null ? 0 : NOISE * result.tolerance().atol();
    double committed = entry.maxAbsError();
    double now = result.maxAbsError();
    double allowed = driftFactor.getAsDouble() * Math.max(committed, noise);
    if (now <= allowed) {
      return Optional.empty();
    }
    return Optional.of(
        "passes, but its max abs error grew from %s to %s, beyond driftFactor %s"
            .formatted(
                Numbers.brief(committed),
                Numbers.briefAtLeast(now),
                Numbers.brief(driftFactor.getAsDouble())));
  }

  private static String knownReason(Result result, Baseline.Entry entry) {
    String reason = entry.reason() == null ? "" : ", because: " + entry.reason();
    String until = entry.until() == null ? "" : ", until " + entry.until();
    return "FAIL at " + result.stage() + " is accepted" + until + reason;
  }

  /** Only for tolerances looser than the default: nobody chose the default for this row. */
  private static Optional<String> looseTolerance(Result result) {
    Tolerance tolerance = result.tolerance();
    if (!result.succeeded() || tolerance == null || result.toleranceUse() == null) {
      return Optional.empty();
    }
    boolean chosen =
        tolerance.rtol() > Tolerance.DEFAULT.rtol() || tolerance.atol() > Tolerance.DEFAULT.atol();
    double use = result.smallestPassing().map(t -> ratio(t, tolerance)).orElse(1.0);
    if (!chosen || use * LOOSE > 1) {
      return Optional.empty();
    }
    String needed =
        use == 0
            ? "the outputs are equal"
            : "%s would do".formatted(Verdict.worded(tolerance.times(use)));
    return Optional.of(
        "%s: %s is more than %d times looser than needed; %s"
            .formatted(result.row(), tolerance, (int) LOOSE, needed));
  }

  private static double ratio(Tolerance smaller, Tolerance larger) {
    return larger.rtol() > 0 ? smaller.rtol() / larger.rtol() : smaller.atol() / larger.atol();
  }
}
