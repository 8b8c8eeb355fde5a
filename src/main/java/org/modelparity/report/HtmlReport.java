package org.modelparity.report;

import java.util.List;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/** The evaluation table as a page for browsers. */
final class HtmlReport {
  private HtmlReport() {}

  static String page(Report report) {
    var extensions = List.of(TablesExtension.create());
    String body =
        HtmlRenderer.builder()
            .extensions(extensions)
            .escapeHtml(true)
            .sanitizeUrls(true)
            .build()
            .render(
                Parser.builder()
                    .extensions(extensions)
                    .build()
                    .parse(EvaluationTable.page(report.results())));
    return "<!DOCTYPE html>\n<html lang=\"en\">\n<head><meta charset=\"UTF-8\">"
        + "<title>Evaluation Results</title></head>\n<body>\n"
        + body
        + "</body>\n</html>\n";
  }
}
