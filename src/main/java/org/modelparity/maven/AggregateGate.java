package org.modelparity.maven;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.logging.Log;
import org.modelparity.evaluation.Aggregate;
import org.modelparity.evaluation.EvaluationException;
import org.modelparity.evaluation.ModuleOutcome;
import org.modelparity.report.ProgressLine;
import org.modelparity.report.Report;
import org.modelparity.report.ReportFiles;

/**
 * The end of a build of several modules: one report on all of them, one summary, one failure.
 *
 * @param target of the topmost module
 * @param generated what the report says of its time
 */
record AggregateGate(Path target, Instant generated, Log log) {
  static final String FOLDER = "parity-aggregate";

  /**
   * Writes the report and decides.
   *
   * @throws MojoFailureException if a module fails the build
   */
  void conclude(List<ModuleOutcome> modules) throws EvaluationException, MojoFailureException {
    Path output = target.resolve(FOLDER);
    Aggregate aggregate =
        Aggregate.of(modules, output, generated, LocalDate.now(Clock.systemDefaultZone()));
    Report report = Report.of(aggregate);
    AbstractGateMojo.appendStepSummary(report);
    if (modules.size() > 1) {
      ReportFiles files = new ReportFiles(target.resolve("site").resolve(FOLDER), output);
      aggregate.results().write(output.resolve("results.json"));
      files.writeTables(report);
      log.info(
          "%d modules, %s"
              .formatted(modules.size(), ProgressLine.closing(aggregate.verdict(), files.html())));
    }
    Optional<String> failure = failure(modules);
    if (failure.isPresent()) {
      throw new MojoFailureException(failure.get());
    }
  }

  /** Why the build fails, module by module; empty if it does not. */
  static Optional<String> failure(List<ModuleOutcome> modules) {
    List<ModuleOutcome> failing =
        modules.stream().filter(m -> m.failureText().isPresent()).toList();
    if (failing.isEmpty()) {
      return Optional.empty();
    }
    // Resuming with -rf, as Maven suggests, would leave out all but the last of them.
    String head =
        "%d of %d modules with models %s this build; to try again: -pl %s"
            .formatted(
                failing.size(),
                modules.size(),
                failing.size() == 1 ? "fails" : "fail",
                failing.stream().map(ModuleOutcome::module).collect(Collectors.joining(",")));
    String stories =
        failing.stream()
            .map(m -> "\n\n" + m.module() + ": " + m.failureText().orElseThrow())
            .collect(Collectors.joining());
    return Optional.of(head + stories);
  }
}
