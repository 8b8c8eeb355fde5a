package org.modelparity.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.modelparity.tensor.Numbers;
import org.modelparity.tensor.Tolerance;

/**
 * What the gate found.
 *
 * @param regressions worse than the baseline
 * @param known FAILs that the baseline accepts
 * @param fixed rows that the baseline has as FAIL and that are now SUCCESS
 * @param stale rows in the baseline that no longer exist
 * @param remarks that fail nothing, one line each
 */
public record Verdict(
    FailOn failOn,
    Results.Summary summary,
    List<Finding> regressions,
    List<Finding> known,
    List<Row> fixed,
    List<Row> stale,
    List<String> remarks) {
  private static final String ACCEPT = "mvn parity:accept";

  public Verdict {
    regressions = List.copyOf(regressions);
    known = List.copyOf(known);
    fixed = List.copyOf(fixed);
    stale = List.copyOf(stale);
    remarks = List.copyOf(remarks);
  }

  /** A row and what the gate says of it, one line. */
  public record Finding(Result result, String reason) {}

  /** Whether the build fails. */
  public boolean fails() {
    return switch (failOn) {
      case NEVER -> false;
      case REGRESSION -> !regressions.isEmpty();
      case STALE -> !regressions.isEmpty() || !stale.isEmpty();
      case FAILURE -> !regressions.isEmpty() || !known.isEmpty();
    };
  }

  /** Whether {@link FailOn#NEVER} kept something from failing that deserves a warning. */
  public boolean warns() {
    return !fails() && !regressions.isEmpty();
  }

  /** Why this row counts as a failure: a regression, or, if every FAIL does, any FAIL. */
  public Optional<String> failure(Result result) {
    Stream<Finding> failing =
        failOn == FailOn.FAILURE
            ? Stream.concat(regressions.stream(), known.stream())
            : regressions.stream();
    return failing
        .filter(f -> f.result().row().equals(result.row()))
        .map(Finding::reason)
        .findFirst();
  }

  /** The closing line: {@code 20 rows: 18 SUCCESS, 2 FAIL (1 regression, 1 known), 1 fixed}. */
  public String counts() {
    List<String> more = new ArrayList<>();
    if (!fixed.isEmpty()) {
      more.add(fixed.size() + " fixed");
    }
    if (!stale.isEmpty()) {
      more.add(stale.size() + " stale in the baseline");
    }
    return "%s: %d SUCCESS, %d FAIL (%s, %d known)%s"
        .formatted(
            count(summary.rows(), "row"),
            summary.success(),
            summary.fail(),
            count(regressions.size(), "regression"),
            known.size(),
            more.isEmpty() ? "" : ", " + String.join(", ", more));
  }

  /**
   * What fails the build, or would, and what to do about it, in several lines; empty if there is
   * nothing to say.
   *
   * @param report where to read more, for example {@code target/site/parity/index.html}
   */
  public Optional<String> message(String report) {
    return message(report, "");
  }

  /**
   * The same for a module of a build of several.
   *
   * @param module what Maven selects the module by, for example {@code :vision}
   */
  public Optional<String> message(String report, String module) {
    List<Finding> failing = new ArrayList<>(regressions);
    if (failOn == FailOn.FAILURE) {
      failing.addAll(known);
    }
    List<Row> staleEntries = failOn == FailOn.STALE ? stale : List.of();
    if (failing.isEmpty() && staleEntries.isEmpty()) {
      return Optional.empty();
    }
    StringBuilder text = new StringBuilder(counts());
    for (Finding finding : failing) {
      text.append("\n  ").append(finding.result().row()).append(": ").append(finding.reason());
      finding.result().remedyLine().ifPresent(r -> text.append("\n    remedy: ").append(r));
      passing(finding.result()).ifPresent(p -> text.append("\n    to let it pass: ").append(p));
      if (regressions.contains(finding)) {
        text.append("\n    to accept it: ").append(command(finding.result().row(), module));
      }
    }
    for (Row row : staleEntries) {
      text.append("\n  ").append(row).append(": is in the baseline, but no longer exists");
    }
    if (!staleEntries.isEmpty()) {
      text.append("\n    to remove stale entries: ").append(accept(module));
    }
    text.append("\nMend the models, or accept the rows as shown. For more details see: ");
    return Optional.of(text.append(report).toString());
  }

  /** The command that accepts this row as it is. */
  public static String command(Row row) {
    return command(row, "");
  }

  static String command(Row row, String module) {
    return accept(module)
        + " -Dparity.includes="
        + quoted(Includes.patternFor(row))
        + " -Dparity.reason=\"...\"";
  }

  private static String accept(String module) {
    return module.isEmpty() ? ACCEPT : ACCEPT + " -pl " + quoted(module);
  }

  private static String quoted(String argument) {
    return argument.matches("[A-Za-z0-9_./:+-]+")
        ? argument
        : "'" + argument.replace("'", "'\\''") + "'";
  }

  /** The configuration that holds a failing row to the smallest tolerance that it passes. */
  private static Optional<String> passing(Result result) {
    return result.succeeded()
        ? Optional.empty()
        : result
            .smallestPassing()
            .map(
                t ->
                    "<example><name>%s</name><rtol>%s</rtol><atol>%s</atol></example>"
                        .formatted(
                            xml(result.example()),
                            Numbers.briefAtLeast(t.rtol()),
                            Numbers.briefAtLeast(t.atol())));
  }

  private static String xml(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;");
  }

  /** A tolerance in two digits that are never too small. */
  public static String worded(Tolerance tolerance) {
    return "rtol %s, atol %s"
        .formatted(Numbers.briefAtLeast(tolerance.rtol()), Numbers.briefAtLeast(tolerance.atol()));
  }

  private static String count(int number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }
}
