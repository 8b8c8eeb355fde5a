package org.modelparity.maven;

import java.io.File;
import java.util.List;
import java.util.Locale;
import org.apache.maven.doxia.sink.Sink;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.reporting.AbstractMavenReport;
import org.apache.maven.reporting.MavenReportException;
import org.modelparity.evaluation.EvaluationException;
import org.modelparity.evaluation.OutputFolders;
import org.modelparity.evaluation.Result;
import org.modelparity.evaluation.Results;

/**
 * Puts the evaluation table of the last {@code parity:check} into the Maven site, under Project
 * Reports:
 *
 * <pre>{@code
 * <reporting>
 *   <plugins>
 *     <plugin>
 *       <groupId>org.modelparity</groupId>
 *       <artifactId>parity-maven-plugin</artifactId>
 *       <version>0.1.0-SNAPSHOT</version>
 *     </plugin>
 *   </plugins>
 * </reporting>
 * }</pre>
 *
 * @since 0.1.0
 */
@Mojo(name = ReportMojo.GOAL, threadSafe = true, requiresOnline = false)
public final class ReportMojo extends AbstractMavenReport {
  static final String GOAL = "report";

  /**
   * Where {@code parity:check} left its results.
   *
   * @since 0.1.0
   */
  @Parameter(
      property = "parity.outputDirectory",
      defaultValue = "${project.build.directory}/parity")
  private File parityDirectory;

  /** Does nothing. */
  @Parameter(property = "parity.skip", defaultValue = "false")
  private boolean skip;

  @Override
  public boolean canGenerateReport() {
    return !skip && folders().results().toFile().isFile();
  }

  @Override
  protected void executeReport(Locale locale) throws MavenReportException {
    try {
      new EvaluationTable(getSink()).render(Results.read(folders().results()));
    } catch (EvaluationException e) {
      throw new MavenReportException(e.getMessage(), e);
    }
  }

  private OutputFolders folders() {
    return new OutputFolders(parityDirectory.toPath());
  }

  @Override
  @Deprecated // the site plugin of Maven 3 still calls it
  public String getOutputName() {
    return getOutputPath();
  }

  @Override
  public String getOutputPath() {
    return "parity-report";
  }

  @Override
  public String getName(Locale locale) {
    return "Model Parity";
  }

  @Override
  public String getDescription(Locale locale) {
    return "Which models convert to TensorFlow Lite and TensorFlow.js and compute the same numbers.";
  }

  /** The table in the site's own look. */
  private record EvaluationTable(Sink sink) {
    void render(Results results) {
      sink.head();
      sink.title();
      sink.text("Evaluation Results");
      sink.title_();
      sink.head_();
      sink.body();
      sink.section1();
      sink.sectionTitle1();
      sink.text("Evaluation Results");
      sink.sectionTitle1_();
      results.generatedAt().ifPresent(when -> paragraph("Last generated on: " + when));
      for (String target : results.targets()) {
        target(results, target);
      }
      sink.section1_();
      sink.body_();
      sink.flush();
      sink.close();
    }

    private void target(Results results, String target) {
      sink.section2();
      sink.sectionTitle2();
      sink.text(target);
      sink.sectionTitle2_();
      for (Results.SuiteInfo suite : results.suites()) {
        List<Result> rows =
            results.rows().stream()
                .filter(r -> r.target().equals(target) && r.suite().equals(suite.name()))
                .toList();
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
      if (!suite.url().isEmpty()) {
        sink.paragraph();
        sink.link(suite.url());
        sink.text("URL to examples");
        sink.link_();
        sink.paragraph_();
      }
      if (!suite.description().isEmpty()) {
        paragraph("Description: " + suite.description());
      }
      sink.table();
      sink.tableRows(null, false);
      row(true, "Example", "Result", "Error Message");
      for (Result result : rows) {
        row(
            false,
            result.example(),
            result.status().toString(),
            result.succeeded() ? "" : result.stage() + ": " + result.error());
      }
      sink.tableRows_();
      sink.table_();
      sink.section3_();
    }

    private void row(boolean header, String... cells) {
      sink.tableRow();
      for (String cell : cells) {
        if (header) {
          sink.tableHeaderCell();
          sink.text(cell);
          sink.tableHeaderCell_();
        } else {
          sink.tableCell();
          sink.text(cell);
          sink.tableCell_();
        }
      }
      sink.tableRow_();
    }

    private void paragraph(String text) {
      sink.paragraph();
      sink.text(text);
      sink.paragraph_();
    }
  }
}
