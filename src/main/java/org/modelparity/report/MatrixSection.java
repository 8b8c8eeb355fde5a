package org.modelparity.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.modelparity.evaluation.Change;
import org.modelparity.evaluation.Result;
import org.modelparity.evaluation.Results;

/** For each suite a matrix of examples and targets. */
final class MatrixSection {
  private final Report report;
  private final Html html;
  private final List<String> targets;

  MatrixSection(Report report, Html html) {
    this.report = report;
    this.html = html;
    this.targets = report.results().targets();
  }

  void write() {
    for (Results.SuiteInfo suite : report.results().suites()) {
      Map<String, Map<String, Integer>> examples = examples(suite.name());
      if (!examples.isEmpty()) {
        head(suite);
        table(suite, examples);
      }
    }
  }

  /** By example and target, where the row is among all rows. */
  private Map<String, Map<String, Integer>> examples(String suite) {
    Map<String, Map<String, Integer>> examples = new LinkedHashMap<>();
    List<Result> rows = report.results().rows();
    for (int i = 0; i < rows.size(); i++) {
      if (rows.get(i).suite().equals(suite)) {
        examples
            .computeIfAbsent(rows.get(i).example(), e -> new LinkedHashMap<>())
            .put(rows.get(i).target(), i);
      }
    }
    return examples;
  }

  private void head(Results.SuiteInfo suite) {
    html.element("h2", suite.name()).line();
    if (!suite.description().isBlank()) {
      html.element("p", suite.description().strip()).line();
    }
    if (Html.isWebAddress(suite.url())) {
      html.open("p").element("a", "URL to examples", "href", suite.url()).close().line();
    }
  }

  private void table(Results.SuiteInfo suite, Map<String, Map<String, Integer>> examples) {
    String label = "Examples of " + suite.name() + " by target";
    html.open("div", "class", "scroll", "tabindex", "0", "role", "region", "aria-label", label);
    html.open("table").element("caption", label).line();
    html.open("thead").open("tr").element("th", "Example", "scope", "col");
    targets.forEach(t -> html.element("th", Wording.target(t), "scope", "col"));
    html.close().close().line().open("tbody").line();
    examples.forEach(
        (example, cells) -> {
          List<Result> rows = cells.values().stream().map(report.results().rows()::get).toList();
          html.open(
              "tr",
              "data-row",
              rows.stream().map(report::filterText).collect(Collectors.joining(" ")),
              "data-status",
              rows.stream().map(report::filterStatus).collect(Collectors.joining(" ")));
          html.element("th", example, "scope", "row");
          targets.forEach(t -> cell(cells.get(t)));
          html.close().line();
        });
    html.close().close().close().line();
  }

  private void cell(Integer index) {
    if (index == null) {
      html.element("td", "");
      return;
    }
    Result result = report.results().rows().get(index);
    html.open("td", "class", result.succeeded() ? "good" : "bad");
    String text = result.succeeded() ? "\u2713 SUCCESS" : "\u2717 FAIL at " + result.stage();
    html.element("a", text, "href", "#" + HtmlReport.anchor(index));
    if (result.maxAbsError() != null) {
      html.empty("br").text("max abs " + Wording.figure(result.maxAbsError()));
    }
    Change change = report.change(result);
    if (change != Change.SAME) {
      html.text(" ").element("span", change.toString(), "class", "tag");
    }
    html.close();
  }
}
