package org.modelparity.report;

import java.util.ArrayList;
import java.util.List;
import org.modelparity.evaluation.OutputResult;
import org.modelparity.evaluation.Result;
import org.modelparity.evaluation.Verdict;

/** The story of a row: what failed and what to do, how it ran, and pictures of its errors. */
final class RowSection {
  /** Pictures of more outputs than this would make the page too heavy to open. */
  private static final int MOST_PICTURES = 200;

  private final Report report;
  private final Html html;
  private int pictures;

  RowSection(Report report, Html html) {
    this.report = report;
    this.html = html;
  }

  void write(int index, Result result) {
    html.open(
            "section",
            "class",
            "row",
            "id",
            HtmlReport.anchor(index),
            "data-row",
            report.filterText(result),
            "data-status",
            report.filterStatus(result))
        .line();
    html.open("h3").text(result.row() + " ");
    html.element("span", result.status().toString(), "class", "tag " + kind(result));
    html.close().line();
    facts(result);
    html.open("details", "open", result.succeeded() ? null : "");
    html.element("summary", "Runs, outputs and pictures").line();
    legs(result);
    for (Result.Run run : result.runs()) {
      run(HtmlReport.anchor(index), run);
    }
    html.close().close().line();
  }

  private static String kind(Result result) {
    return result.succeeded() ? "good" : "bad";
  }

  private void facts(Result result) {
    html.open("dl").line();
    if (!result.succeeded()) {
      fact("Stage", result.stage().toString());
      fact("Error", result.error());
    }
    fact("Remedy", result.remedy());
    result
        .smallestPassing()
        .filter(t -> !result.succeeded())
        .ifPresent(t -> fact("Passes with", Verdict.worded(t)));
    report
        .verdict()
        .failure(result)
        .ifPresent(
            reason -> {
              fact("Gate", reason);
              code("Accept with", report.origin(result.row()).command());
            });
    result.notes().forEach(n -> fact("Note", n));
    fact("Tolerance", result.tolerance() == null ? null : result.tolerance().toString());
    fact("Size", result.bytes() == null ? null : Wording.size(result.bytes()));
    fact("Against baseline", report.change(result).toString());
    if (result.bytes() != null) {
      code("Converted model", report.origin(result.row()).folder());
    }
    code("Full story", result.details());
    html.close().line();
  }

  private void fact(String term, String text) {
    if (text != null) {
      html.element("dt", term).element("dd", text).line();
    }
  }

  private void code(String term, String text) {
    if (text != null) {
      html.element("dt", term).open("dd").element("code", text).close().line();
    }
  }

  private void legs(Result result) {
    if (result.legs().isEmpty()) {
      return;
    }
    table("Comparisons on the way", "From", "To", "Result", "Max abs error", "Error");
    for (Result.Leg leg : result.legs()) {
      cells(
          leg.from(),
          leg.to(),
          leg.status().toString(),
          Wording.figure(leg.maxAbsError()),
          leg.error() == null ? "" : leg.error());
    }
    endTable();
  }

  private void run(String anchor, Result.Run run) {
    html.open("h4").text("Backend " + run.label() + ": " + run.status()).close().line();
    if (run.error() != null) {
      html.element("p", run.stage() + ": " + run.error()).line();
    }
    if (run.outputs().isEmpty()) {
      return;
    }
    table(
        "Outputs on " + run.label() + ", one run in " + Wording.seconds(run.seconds()),
        "Output",
        "Type",
        "Mismatches",
        "Max abs error",
        "Max rel error",
        "Mean abs error",
        "RMSE",
        "Cosine",
        "Worst element",
        "Expected there",
        "Actual there");
    run.outputs().forEach(this::output);
    endTable();
    for (int i = 0; i < run.outputs().size(); i++) {
      pictures(anchor + "-" + run.label().replace(", ", "-") + "-" + i, run.outputs().get(i));
    }
  }

  private void output(OutputResult output) {
    String type = output.type() == null ? "-" : output.type() + " " + output.shape();
    if (output.problem() != null) {
      cells(output.name(), type, output.problem());
      return;
    }
    cells(
        output.name(),
        type,
        output.mismatches() + " of " + output.elements(),
        Wording.figure(output.maxAbsError()),
        Wording.figure(output.maxRelError()),
        Wording.figure(output.meanAbsError()),
        Wording.figure(output.rmse()),
        output.cosine() == null ? "-" : String.valueOf(Math.rint(output.cosine() * 1e9) / 1e9),
        output.worst() == null ? "-" : output.worst().index().toString(),
        output.worst() == null ? "-" : output.worst().expected(),
        output.worst() == null ? "-" : output.worst().actual());
  }

  private void pictures(String id, OutputResult output) {
    List<String> drawn = new ArrayList<>();
    if (pictures < MOST_PICTURES) {
      Pictures source = report.pictures();
      source.svg("histogram", output, () -> Chart.histogram(output)).ifPresent(drawn::add);
      source.svg("scatter", output, () -> Chart.scatter(output)).ifPresent(drawn::add);
    }
    if (drawn.isEmpty()) {
      return;
    }
    pictures++;
    String[] captions = {"errors by magnitude", "a sample of actual against expected numbers"};
    html.open("div", "id", id);
    for (int i = 0; i < drawn.size(); i++) {
      html.open("figure").raw(drawn.get(i));
      html.element("figcaption", "Output " + output.name() + ": " + captions[i]).close();
    }
    html.close().line();
  }

  private void table(String caption, String... columns) {
    html.open("div", "class", "scroll", "tabindex", "0", "role", "group", "aria-label", caption);
    html.open("table").element("caption", caption).open("thead").open("tr");
    for (String column : columns) {
      html.element("th", column, "scope", "col");
    }
    html.close().close().open("tbody").line();
  }

  private void cells(String... cells) {
    html.open("tr");
    for (String cell : cells) {
      html.element("td", cell);
    }
    html.close().line();
  }

  private void endTable() {
    html.close().close().close().line();
  }
}
