package org.modelparity.report;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.modelparity.evaluation.EvaluationException;
import org.modelparity.evaluation.FileProblem;
import org.modelparity.evaluation.OutputFolders;
import org.modelparity.evaluation.Result;
import org.modelparity.evaluation.Results;
import org.modelparity.evaluation.WholeFile;

/**
 * Where reports go.
 *
 * @param site for people, for example {@code target/site/parity}
 * @param output for programs, for example {@code target/parity}
 */
public record ReportFiles(Path site, Path output) {
  /** The page to open first. */
  public Path html() {
    return site.resolve("index.html");
  }

  /**
   * Writes every report, each whole or not at all.
   *
   * @throws EvaluationException if a file cannot be written
   */
  public void write(Report report) throws EvaluationException {
    writeTables(report);
    try {
      writeJUnit(report);
    } catch (IOException e) {
      throw unwritten(e);
    }
  }

  /**
   * Writes what sums up other reports: all but the JUnit XML, whose tests would count twice.
   *
   * @throws EvaluationException if a file cannot be written
   */
  public void writeTables(Report report) throws EvaluationException {
    try {
      WholeFile.write(site.resolve("index.md"), EvaluationTable.page(report.results()));
      WholeFile.write(html(), HtmlReport.page(report));
      WholeFile.write(output.resolve("parity.sarif"), Sarif.of(report));
    } catch (IOException e) {
      throw unwritten(e);
    }
  }

  private void writeJUnit(Report report) throws IOException {
    Files.createDirectories(output);
    try (DirectoryStream<Path> old = Files.newDirectoryStream(output, "TEST-*.xml")) {
      for (Path file : old) {
        Files.delete(file); // of a suite that may be gone
      }
    }
    for (Results.SuiteInfo suite : report.results().suites()) {
      List<Result> rows =
          report.results().rows().stream().filter(r -> r.suite().equals(suite.name())).toList();
      if (rows.isEmpty()) {
        continue;
      }
      WholeFile.write(
          output.resolve("TEST-" + OutputFolders.encode(suite.name()) + ".xml"),
          JUnitXml.suite(suite.name(), rows, report.verdict()));
    }
  }

  private EvaluationException unwritten(IOException e) {
    return new EvaluationException(
        "the report cannot be written: %s; make %s and %s writable, or set reportDirectory"
            .formatted(FileProblem.of(e), site, output),
        e);
  }

  /**
   * Writes the table without dates, for version control.
   *
   * @throws EvaluationException if the file cannot be written
   */
  public static void writeTable(Path file, Results results) throws EvaluationException {
    try {
      WholeFile.write(file, EvaluationTable.committed(results));
    } catch (IOException e) {
      throw new EvaluationException(
          file
              + " cannot be written: "
              + FileProblem.of(e)
              + "; make it writable, or set tableFile",
          e);
    }
  }

  /**
   * Appends a summary to the file that GitHub Actions names in {@code GITHUB_STEP_SUMMARY}.
   *
   * @throws EvaluationException if the file cannot be written
   */
  public static void appendStepSummary(Path file, Report report) throws EvaluationException {
    try {
      Files.writeString(
          file, StepSummary.of(report), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new EvaluationException(file + " cannot be written: " + FileProblem.of(e), e);
    }
  }
}
