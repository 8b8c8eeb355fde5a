package org.modelparity.report;

import static org.modelparity.report.Markdown.escape;
import static org.modelparity.report.Markdown.row;

import java.util.List;
import org.modelparity.evaluation.Result;
import org.modelparity.evaluation.Results;
import org.modelparity.evaluation.Verdict;

/** A summary in Markdown for the page of a CI run: counts, regressions, then a matrix. */
final class StepSummary {
  private StepSummary() {}

  static String of(Report report) {
    Verdict verdict = report.verdict();
    StringBuilder text = new StringBuilder("## Model parity\n\n");
    text.append(escape(verdict.counts())).append("\n");
    if (!verdict.regressions().isEmpty()) {
      text.append("\n### Regressions\n\n").append(row("Row", "Reason")).append(row("---", "---"));
      for (Verdict.Finding finding : verdict.regressions()) {
        text.append(row(escape(finding.result().row().toString()), escape(finding.reason())));
      }
    }
    List<String> targets = report.results().targets();
    for (Results.SuiteInfo suite : report.results().suites()) {
      if (report.results().rows().stream().noneMatch(r -> r.suite().equals(suite.name()))) {
        continue;
      }
      text.append("\n### ").append(escape(suite.name())).append("\n\n").append("| Example |");
      targets.forEach(t -> text.append(" ").append(escape(Wording.target(t))).append(" |"));
      text.append("\n| --- |").append(" --- |".repeat(targets.size())).append("\n");
      report.results().rows().stream()
          .filter(r -> r.suite().equals(suite.name()))
          .map(Result::example)
          .distinct()
          .forEach(example -> text.append(matrixRow(report.results(), suite, example, targets)));
    }
    return text.append("\n").toString();
  }

  private static String matrixRow(
      Results results, Results.SuiteInfo suite, String example, List<String> targets) {
    StringBuilder line = new StringBuilder("| ").append(escape(example)).append(" |");
    for (String target : targets) {
      String cell =
          results.rows().stream()
              .filter(
                  r ->
                      r.suite().equals(suite.name())
                          && r.example().equals(example)
                          && r.target().equals(target))
              .findFirst()
              .map(r -> r.succeeded() ? "SUCCESS" : "**FAIL** (" + r.stage() + ")")
              .orElse("");
      line.append(cell.isEmpty() ? "" : " ").append(cell).append(" |");
    }
    return line.append("\n").toString();
  }
}
