package org.modelparity.report;

import java.util.List;
import org.modelparity.evaluation.Change;
import org.modelparity.evaluation.Result;

/** All rows with all their figures, one line each. */
final class FiguresTable {
  private static final List<String> COLUMNS =
      List.of(
          "Suite",
          "Example",
          "Target",
          "Result",
          "Error message",
          "Reference",
          "Max abs error",
          "Max rel error",
          "Tolerance used",
          "Size",
          "Convert",
          "Run",
          "Against baseline");

  private final Report report;
  private final Html html;

  FiguresTable(Report report, Html html) {
    this.report = report;
    this.html = html;
  }

  void write() {
    html.element("h2", "All rows").line();
    html.open(
        "div", "class", "scroll", "tabindex", "0", "role", "region", "aria-label", "All rows");
    html.open("table", "class", "sortable", "id", "rows");
    html.element("caption", "Figures of every row; a dash where nothing was measured").line();
    html.open("thead").open("tr");
    COLUMNS.forEach(c -> html.element("th", c, "scope", "col"));
    html.close().close().line().open("tbody").line();
    List<Result> rows = report.results().rows();
    for (int i = 0; i < rows.size(); i++) {
      row(i, rows.get(i));
    }
    html.close().close().close().line();
  }

  private void row(int index, Result result) {
    html.open(
        "tr", "data-row", report.filterText(result), "data-status", report.filterStatus(result));
    html.element("td", result.suite());
    html.open("td").element("a", result.example(), "href", "#" + HtmlReport.anchor(index)).close();
    html.element("td", Wording.target(result.target()));
    html.element("td", result.status().toString(), "class", result.succeeded() ? "good" : "bad");
    html.element("td", Wording.error(result), "class", "error");
    html.element("td", result.reference() == null ? "-" : result.reference().toString());
    number(Wording.figure(result.maxAbsError()), result.maxAbsError());
    number(Wording.figure(result.maxRelError()), result.maxRelError());
    number(Wording.share(result.toleranceUse()), result.toleranceUse());
    number(Wording.size(result.bytes()), result.bytes());
    number(Wording.seconds(result.seconds().convert()), result.seconds().convert());
    number(Wording.seconds(result.seconds().run()), result.seconds().run());
    Change change = report.change(result);
    html.element("td", change == Change.SAME ? "same" : change.toString());
    html.close().line();
  }

  /** The value apart from its text, for sorting; what was not measured sorts first. */
  private void number(String text, Number value) {
    html.element(
        "td", text, "class", "number", "data-value", value == null ? "-1" : value.toString());
  }
}
