package org.modelparity.maven;

import java.io.File;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.OptionalDouble;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;
import org.modelparity.evaluation.Baseline;
import org.modelparity.evaluation.EvaluationException;
import org.modelparity.evaluation.FailOn;
import org.modelparity.evaluation.Gate;
import org.modelparity.evaluation.Results;
import org.modelparity.evaluation.Row;
import org.modelparity.evaluation.Verdict;
import org.modelparity.report.Pictures;
import org.modelparity.report.ProgressLine;
import org.modelparity.report.Report;
import org.modelparity.report.ReportFiles;

/** What goals have that end with results: the gate, and the reports. */
abstract class AbstractGateMojo extends AbstractParityMojo {
  /**
   * What fails the build: {@code regression} (worse than the baseline, or not in it and FAIL),
   * {@code stale} (that, or an entry of the baseline whose row is gone), {@code failure} (any
   * FAIL), {@code never}.
   *
   * @since 0.1.0
   */
  @Parameter(property = "parity.failOn", defaultValue = "regression")
  private String failOn;

  /**
   * By how much the largest absolute error of a row may grow beyond the baseline's, at least 1. By
   * default, errors within the tolerance never matter.
   *
   * @since 0.1.0
   */
  @Parameter(property = "parity.driftFactor")
  private Double driftFactor;

  /**
   * Where the evaluation table goes.
   *
   * @since 0.1.0
   */
  @Parameter(
      property = "parity.reportDirectory",
      defaultValue = "${project.build.directory}/site/parity")
  private File reportDirectory;

  /**
   * A file under version control that gets the evaluation table too, without dates and times, so
   * that a change of it shows what changed.
   *
   * @since 0.1.0
   */
  @Parameter(property = "parity.tableFile")
  private File tableFile;

  /** The date that reports carry where the build is to be reproducible. */
  @Parameter(defaultValue = "${project.build.outputTimestamp}", readonly = true)
  private String outputTimestamp;

  final Gate gate() throws ParameterException, EvaluationException {
    if (driftFactor != null && !(driftFactor >= 1)) {
      throw new ParameterException("driftFactor", driftFactor, "a number of at least 1");
    }
    Parameters.output("reportDirectory", reportDirectory);
    Parameters.output("tableFile", tableFile);
    OptionalDouble drift =
        driftFactor == null ? OptionalDouble.empty() : OptionalDouble.of(driftFactor);
    return new Gate(FailOn.of(failOn.strip()), drift, LocalDate.now(Clock.systemDefaultZone()));
  }

  /** The factor of the gate; null if errors within the tolerance never matter. */
  final Double driftFactor() {
    return driftFactor;
  }

  final Instant timestamp() {
    return Timestamp.of(outputTimestamp);
  }

  /**
   * Writes results and reports, then lets the gate decide.
   *
   * @param module what Maven selects the module by, in a build of several; else empty
   */
  final void conclude(
      Gate gate, Baseline held, Results results, Map<Row, String> models, String module)
      throws EvaluationException, MojoFailureException {
    Verdict verdict = write(gate, held, results, models);
    appendStepSummary(Report.of(results, verdict, held, models));
    String text = verdict.message(reportFiles().html().toString(), module).orElse("");
    if (verdict.fails()) {
      throw new MojoFailureException(text);
    }
    warn(verdict, text);
  }

  /** Writes results and reports, and tells what they say. */
  final Verdict write(Gate gate, Baseline held, Results results, Map<Row, String> models)
      throws EvaluationException {
    Verdict verdict = gate.judge(results, held);
    results.write(outputFolders().results());
    reportFiles().write(Report.of(results, verdict, held, models).with(pictures()));
    if (tableFile != null) {
      ReportFiles.writeTable(tableFile.toPath(), results);
    }
    verdict.remarks().forEach(remark -> getLog().warn(remark));
    verdict.fixed().forEach(row -> getLog().info("fixed: " + row));
    verdict.stale().forEach(row -> getLog().warn("in the baseline, but no longer there: " + row));
    getLog().info(ProgressLine.closing(verdict, reportFiles().html()));
    return verdict;
  }

  /** Where the report's pictures come from. */
  Pictures pictures() {
    return Pictures.DRAWN;
  }

  final ReportFiles reportFiles() {
    return new ReportFiles(reportDirectory.toPath(), outputFolders().outputDirectory());
  }

  static void appendStepSummary(Report report) throws EvaluationException {
    String file = System.getenv("GITHUB_STEP_SUMMARY");
    if (file != null && !file.isBlank()) {
      ReportFiles.appendStepSummary(Path.of(file), report);
    }
  }

  /** Says what {@link FailOn#NEVER} keeps from failing the build. */
  final void warn(Verdict verdict, String text) {
    if (verdict.warns()) {
      getLog().warn(text);
    }
  }
}
