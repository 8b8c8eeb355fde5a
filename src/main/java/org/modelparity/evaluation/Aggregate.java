package org.modelparity.evaluation;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * The results of all modules of a build as one: suites are named {@code module/suite}, and files
 * are named from the aggregate's own folder.
 *
 * @param results of all modules, in their order
 * @param verdict on all of them; its {@code failOn} is the modules' if they agree
 * @param changes of every row against the baseline of its module
 * @param origins where every row comes from
 */
public record Aggregate(
    Results results, Verdict verdict, Map<Row, Change> changes, Map<Row, Origin> origins) {
  public Aggregate {
    changes = Map.copyOf(changes);
    origins = Map.copyOf(origins);
  }

  /**
   * Where a row of an aggregate comes from.
   *
   * @param model path of the original model, relative to the repository; null if it is not in it
   * @param folder of the converted model, relative to the aggregate's own
   * @param command that accepts the row
   */
  public record Origin(String model, String folder, String command) {}

  /**
   * Reads the results and baselines of modules again, so that the aggregate cannot say anything
   * else than their reports.
   *
   * @param outputDirectory where the aggregate is to be written
   * @param generated when, as in {@link Results}
   * @throws EvaluationException if a file is missing or damaged
   */
  public static Aggregate of(
      List<ModuleOutcome> modules, Path outputDirectory, Instant generated, LocalDate today)
      throws EvaluationException {
    Draft draft = new Draft(outputDirectory);
    for (ModuleOutcome module : modules) {
      draft.add(module, today);
    }
    Results results =
        new Results(
            Results.SCHEMA,
            Results.text(generated),
            List.of(),
            null,
            draft.suites,
            draft.rows,
            null);
    List<FailOn> failOn = modules.stream().map(ModuleOutcome::failOn).distinct().toList();
    Verdict verdict =
        new Verdict(
            failOn.size() == 1 ? failOn.get(0) : FailOn.REGRESSION,
            results.summary(),
            draft.regressions,
            draft.known,
            draft.fixed,
            draft.stale,
            draft.remarks);
    return new Aggregate(results, verdict, draft.changes, draft.origins);
  }

  private static final class Draft {
    private final Path folder;
    private final List<Results.SuiteInfo> suites = new ArrayList<>();
    private final List<Result> rows = new ArrayList<>();
    private final List<Verdict.Finding> regressions = new ArrayList<>();
    private final List<Verdict.Finding> known = new ArrayList<>();
    private final List<Row> fixed = new ArrayList<>();
    private final List<Row> stale = new ArrayList<>();
    private final List<String> remarks = new ArrayList<>();
    private final Map<Row, Change> changes = new LinkedHashMap<>();
    private final Map<Row, Origin> origins = new LinkedHashMap<>();

    Draft(Path folder) {
      this.folder = folder.toAbsolutePath();
    }

    void add(ModuleOutcome module, LocalDate today) throws EvaluationException {
      Path file = Path.of(module.results()).toAbsolutePath();
      Results results = Results.read(file);
      Baseline baseline = Baseline.read(Path.of(module.baseline()));
      OptionalDouble drift =
          module.driftFactor() == null
              ? OptionalDouble.empty()
              : OptionalDouble.of(module.driftFactor());
      Verdict verdict = new Gate(module.failOn(), drift, today).judge(results, baseline);
      String name = module.module().replaceFirst("^:", "");
      Path relative = folder.relativize(file.getParent());
      results
          .suites()
          .forEach(
              s ->
                  suites.add(
                      new Results.SuiteInfo(name + "/" + s.name(), s.url(), s.description())));
      for (Result result : results.rows()) {
        Result moved = result.in(name, relative);
        rows.add(moved);
        changes.put(moved.row(), Change.of(result, baseline.entry(result.row())));
        origins.put(
            moved.row(),
            new Origin(
                module.models().get(result.row().toString()),
                relative.resolve(OutputFolders.relativeModel(result.row())).toString(),
                Verdict.command(result.row(), module.module())));
      }
      verdict.regressions().forEach(f -> regressions.add(moved(f, name, relative)));
      verdict.known().forEach(f -> known.add(moved(f, name, relative)));
      verdict.fixed().forEach(r -> fixed.add(r.in(name)));
      verdict.stale().forEach(r -> stale.add(r.in(name)));
      verdict.remarks().forEach(r -> remarks.add(name + "/" + r));
    }

    private static Verdict.Finding moved(Verdict.Finding finding, String name, Path relative) {
      return new Verdict.Finding(finding.result().in(name, relative), finding.reason());
    }
  }
}
