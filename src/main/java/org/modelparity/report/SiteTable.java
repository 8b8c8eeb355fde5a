package org.modelparity.report;

import java.util.List;
import java.util.Map;
import org.apache.maven.doxia.sink.Sink;
import org.apache.maven.doxia.sink.impl.SinkEventAttributeSet;
import org.modelparity.evaluation.Result;
import org.modelparity.evaluation.Results;

/**
 * The evaluation table in a Maven site's own look.
 *
 * @param links to other pages, by their text
 */
public record SiteTable(Sink sink, Map<String, String> links) {
  private static final String TITLE = "Evaluation Results";

  /**
   * Writes the page.
   *
   * @param results null if there are none
   */
  public void render(Results results) {
    sink.head();
    sink.title();
    sink.text(TITLE);
    sink.title_();
    sink.head_();
    sink.body();
    sink.section1();
    sink.sectionTitle1();
    sink.text(TITLE);
    sink.sectionTitle1_();
    if (results == null) {
      paragraph("No example was evaluated.");
    } else {
      results.generatedAt().ifPresent(when -> paragraph("Last generated on: " + when));
      links.forEach(this::link);
      results.targets().forEach(target -> target(results, target));
    }
    sink.section1_();
    sink.body_();
    sink.flush();
    sink.close();
  }

  private void target(Results results, String target) {
    sink.section2();
    sink.sectionTitle2();
    sink.text(Wording.target(target));
    sink.sectionTitle2_();
    for (Results.SuiteInfo suite : results.suites()) {
      List<Result> rows = results.rows(target, suite);
      if (!rows.isEmpty()) {
        suite(suite, rows);
      }
    }
    sink.section2_();
  }

  private void suite(Results.SuiteInfo suite, List<Result> rows) {
    sink.section3();
    sink.sectionTitle3();
    sink.text(suite.name());
    sink.sectionTitle3_();
    if (Html.isWebAddress(suite.url())) {
      link("URL to examples", suite.url());
    }
    if (!suite.description().isBlank()) {
      paragraph("Description: " + suite.description().strip());
    }
    sink.table();
    sink.tableRows(null, false);
    sink.tableRow();
    for (String title : List.of("Example", "Result", "Max abs error", "Error Message")) {
      SinkEventAttributeSet scope = new SinkEventAttributeSet();
      scope.addAttribute("scope", "col");
      sink.tableHeaderCell(scope);
      sink.text(title);
      sink.tableHeaderCell_();
    }
    sink.tableRow_();
    for (Result result : rows) {
      sink.tableRow();
      cell(result.example());
      cell(result.status().toString());
      cell(Wording.figure(result.maxAbsError()));
      cell(Wording.error(result));
      sink.tableRow_();
    }
    sink.tableRows_();
    sink.table_();
    sink.section3_();
  }

  private void cell(String text) {
    sink.tableCell();
    sink.text(text);
    sink.tableCell_();
  }

  private void link(String text, String address) {
    sink.paragraph();
    sink.link(address);
    sink.text(text);
    sink.link_();
    sink.paragraph_();
  }

  private void paragraph(String text) {
    sink.paragraph();
    sink.text(text);
    sink.paragraph_();
  }
}
