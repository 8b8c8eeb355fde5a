package org.modelparity.report;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import org.modelparity.evaluation.Result;
import org.modelparity.evaluation.Verdict;

/**
 * The page {@code index.html}: one file without anything else to load. From top to bottom the
 * verdict, a matrix of examples and targets, a table of all figures, and the story of every row.
 */
final class HtmlReport {
  private final Report report;
  private final List<Result> rows;
  private final Html html = new Html();

  private HtmlReport(Report report) {
    this.report = report;
    this.rows = report.results().rows();
  }

  static String page(Report report) {
    return new HtmlReport(report).page();
  }

  /** The part of the page that a site can put into its own. */
  static String body(Report report) {
    HtmlReport page = new HtmlReport(report);
    page.body();
    return page.html.toString();
  }

  private String page() {
    String script = resource("report.js");
    html.raw("<!DOCTYPE html>\n").open("html", "lang", "en").line();
    html.open("head").line();
    html.empty("meta", "charset", "UTF-8").line();
    html.empty(
            "meta",
            "http-equiv",
            "Content-Security-Policy",
            "content",
            "default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-"
                + sha256(script)
                + "'")
        .line();
    html.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1").line();
    html.element("title", "Evaluation Results").line();
    html.open("style").raw("\n" + resource("report.css")).close().line();
    html.close().line().open("body").line().open("main").line();
    body();
    html.close().line();
    html.open("script").raw(script).close().line();
    html.close().line().close().line();
    return html.toString();
  }

  private void body() {
    html.element("h1", "Evaluation Results").line();
    report
        .results()
        .generatedAt()
        .map(i -> LocalDate.ofInstant(i, ZoneOffset.UTC).toString())
        .ifPresent(
            d ->
                html.open("p", "class", "soft")
                    .text("Last generated on: ")
                    .element("time", d, "datetime", d)
                    .close()
                    .line());
    verdict();
    filter();
    new MatrixSection(report, html).write();
    new FiguresTable(report, html).write();
    html.element("h2", "Rows in detail").line();
    if (rows.isEmpty()) {
      html.element("p", "No example was evaluated.").line();
    }
    RowSection sections = new RowSection(report, html);
    for (int i = 0; i < rows.size(); i++) {
      sections.write(i, rows.get(i));
    }
  }

  private void verdict() {
    Verdict verdict = report.verdict();
    String kind = verdict.regressions().isEmpty() ? "good" : "bad";
    html.open("div", "class", "verdict " + kind).element("strong", verdict.counts());
    if (!verdict.regressions().isEmpty()) {
      html.open("ul");
      for (Verdict.Finding finding : verdict.regressions()) {
        html.open("li");
        link(finding.result());
        html.text(": " + finding.reason()).close();
      }
      html.close();
    }
    html.close().line();
    if (!verdict.fixed().isEmpty() || !verdict.stale().isEmpty() || !verdict.remarks().isEmpty()) {
      html.open("div", "class", "verdict note").open("ul");
      verdict.fixed().forEach(r -> html.element("li", r + ": fixed since the baseline"));
      verdict.stale().forEach(r -> html.element("li", r + ": in the baseline, but gone"));
      verdict.remarks().forEach(r -> html.element("li", r));
      html.close().close().line();
    }
  }

  private void link(Result result) {
    html.element("a", result.row().toString(), "href", "#" + anchor(rows.indexOf(result)));
  }

  /** Hidden until the script that it needs has run. */
  private void filter() {
    html.open("form", "class", "filter", "id", "filter", "hidden", "").line();
    html.open("label").text("Filter by words ");
    html.empty("input", "id", "filter-text", "type", "search", "autocomplete", "off");
    html.close().line();
    html.open("label").text("Show ").open("select", "id", "filter-status");
    html.element("option", "all rows", "value", "");
    html.element("option", "FAIL", "value", "fail");
    html.element("option", "SUCCESS", "value", "success");
    html.element("option", "changed against the baseline", "value", "changed");
    html.close().close().line();
    html.element("output", "", "id", "filter-count", "for", "filter-text filter-status").line();
    html.close().line();
  }

  /** The identifier of a row's section. */
  static String anchor(int index) {
    return "row-" + (index + 1);
  }

  private static String resource(String name) {
    try (InputStream in = HtmlReport.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(name + " of this plugin cannot be read", e);
    }
  }

  private static String sha256(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
