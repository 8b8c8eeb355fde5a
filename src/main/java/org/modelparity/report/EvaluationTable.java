package org.modelparity.report;

import static org.modelparity.report.Markdown.escape;
import static org.modelparity.report.Markdown.row;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.modelparity.evaluation.Result;
import org.modelparity.evaluation.Results;

/**
 * The evaluation table in the layout of jax2tf's own "Evaluation Results": a section for each
 * target, in it one for each suite, in it a table of examples.
 */
public final class EvaluationTable {
  private EvaluationTable() {}

  /** The page {@code index.md}: with the date, and with the figures of every row. */
  public static String page(Results results) {
    StringBuilder page = new StringBuilder("# Evaluation Results\n");
    results
        .generatedAt()
        .map(EvaluationTable::date)
        .ifPresent(d -> page.append("\n*Last generated on: ").append(d).append("* (YYYY-MM-DD)\n"));
    append(page, results, true);
    page.append("\n## Table generation\n\nRun `mvn parity:check` to regenerate this table.\n");
    return page.toString();
  }

  /**
   * The tables alone, for a file under version control: no date, and no figure that changes from
   * one run to the next.
   */
  public static String committed(Results results) {
    StringBuilder page = new StringBuilder("# Evaluation Results\n");
    append(page, results, false);
    return page.toString();
  }

  private static LocalDate date(Instant instant) {
    return LocalDate.ofInstant(instant, ZoneOffset.UTC);
  }

  private static void append(StringBuilder page, Results results, boolean figures) {
    for (String target : results.targets()) {
      page.append("\n## jax2tf --> ").append(escape(Wording.target(target))).append("\n");
      for (Results.SuiteInfo suite : results.suites()) {
        List<Result> rows = results.rows(target, suite);
        if (!rows.isEmpty()) {
          page.append("\n").append(suite(suite)).append("\n").append(outcomes(rows));
          if (figures) {
            page.append("\n").append(figures(rows));
          }
        }
      }
    }
  }

  private static String suite(Results.SuiteInfo suite) {
    StringBuilder head = new StringBuilder("### ").append(escape(suite.name())).append("\n");
    if (!suite.url().isBlank()) {
      head.append(Markdown.link("URL to examples", suite.url())).append("\n");
    }
    if (!suite.description().isBlank()) {
      head.append("\nDescription:");
      suite
          .description()
          .strip()
          .lines()
          .map(String::strip)
          .filter(l -> !l.isEmpty())
          .forEach(
              line ->
                  head.append(head.charAt(head.length() - 1) == ':' ? " " : "\n")
                      .append(escape(line)));
      head.append("\n");
    }
    return head.toString();
  }

  private static String outcomes(List<Result> rows) {
    StringBuilder table =
        new StringBuilder(row("Example", "Result", "Error Message"))
            .append(row("---", "---", "---"));
    for (Result result : rows) {
      table.append(
          row(escape(result.example()), result.status().toString(), escape(Wording.error(result))));
    }
    return table.toString();
  }

  private static String figures(List<Result> rows) {
    StringBuilder table =
        new StringBuilder(
                row("Example", "Reference", "Max abs error", "Max rel error", "Size", "Seconds"))
            .append(row("---", "---", "---:", "---:", "---:", "---:"));
    for (Result result : rows) {
      table.append(
          row(
              escape(result.example()),
              result.reference() == null ? "-" : result.reference().toString(),
              Wording.figure(result.maxAbsError()),
              Wording.figure(result.maxRelError()),
              Wording.size(result.bytes()),
              Wording.seconds(Wording.seconds(result))));
    }
    return table.toString();
  }
}
