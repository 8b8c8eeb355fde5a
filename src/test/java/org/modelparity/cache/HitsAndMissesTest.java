package org.modelparity.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.modelparity.evaluation.Baseline;
import org.modelparity.evaluation.Discovery;
import org.modelparity.evaluation.EvaluationRequest;
import org.modelparity.evaluation.ExampleOptions;
import org.modelparity.evaluation.FailOn;
import org.modelparity.evaluation.Gate;
import org.modelparity.evaluation.Includes;
import org.modelparity.evaluation.Result;
import org.modelparity.evaluation.Results;
import org.modelparity.evaluation.Verdict;
import org.modelparity.report.Report;
import org.modelparity.report.ReportFiles;
import org.modelparity.testing.Workers;
import org.modelparity.worker.WorkerPool;

/** Real workers on real models: what comes from the cache is what they would find again. */
class HitsAndMissesTest {
  @TempDir Path folder;

  @Test
  void aHitHasTheVerdictAndTheReportOfAMiss() throws Exception {
    EvaluationRequest first = request("first");
    CachedRows none = lookUp(first);
    assertThat(none.hits()).isEmpty();
    List<Result> evaluated = new ArrayList<>();
    List<Result> repeatable = new ArrayList<>();
    evaluated.addAll(
        new WorkerPool(Workers.one("-XX:TieredStopAtLevel=1"))
            .evaluate(
                first,
                (number, total, result) -> {},
                result -> {
                  repeatable.add(result);
                  none.store(result);
                }));
    Results misses = conclude(first, evaluated);

    // A success of each reference, a wrong export, inputs that do not fit, a damaged model.
    assertThat(repeatable).hasSize(5).hasSameElementsAs(evaluated);
    EvaluationRequest second = request("second");
    CachedRows all = lookUp(second);
    assertThat(all.missing().rows()).isEmpty();
    Results hits = conclude(second, all.hits());

    assertThat(hits.summary()).isEqualTo(new Results.Summary(5, 2, 3, 5));
    assertThat(hits.rows()).allMatch(Result::cached);
    assertThat(hits.rows()).isEqualTo(misses.rows().stream().map(Result::asCached).toList());
    Map<String, String> left = files("first");
    Map<String, String> right = files("second");
    assertThat(left.remove("out/results.json"))
        .isEqualTo(
            right
                .remove("out/results.json")
                .replace("\"cached\" : true", "\"cached\" : false")
                .replace("\"cached\" : 5", "\"cached\" : 0"));
    assertThat(left).containsKeys("site/index.html", "out/models/right/dense/tflite/model.tflite");
    assertThat(right).isEqualTo(left);

    // Pictures that were kept are those that are drawn.
    Report drawn = Report.of(misses, verdict(misses), held(), Map.of());
    new ReportFiles(folder.resolve("first/site"), folder.resolve("first/out")).write(drawn);
    assertThat(files("first").get("site/index.html")).isEqualTo(left.get("site/index.html"));
  }

  private CachedRows lookUp(EvaluationRequest request) throws InterruptedException {
    return CachedRows.lookUp(
        folder.resolve("cache"),
        1 << 24,
        "this",
        request,
        warning -> {
          throw new AssertionError(warning);
        });
  }

  private EvaluationRequest request(String build) throws Exception {
    ExampleOptions options = ExampleOptions.DEFAULT.withTargets(List.of("tflite"));
    return new EvaluationRequest(
        new Discovery(options).discover(Path.of("src/it/models")),
        Map.of("tflite", List.of("xnnpack")),
        folder.resolve(build).resolve("out"));
  }

  private Results conclude(EvaluationRequest request, List<Result> rows) throws Exception {
    Results results = Results.of(request, null, Includes.ALL, rows);
    Path output = request.outputDirectory();
    Baseline held = held();
    Verdict verdict = verdict(results);
    assertThat(verdict.fails()).isTrue();
    assertThat(verdict.regressions()).hasSize(3);
    results.write(output.resolve("results.json"));
    new ReportFiles(output.resolveSibling("site"), output)
        .write(
            Report.of(results, verdict, held, Map.of())
                .with(new KeptPictures(folder.resolve("cache"), 1 << 24, "this")));
    return Results.read(output.resolve("results.json"));
  }

  private Baseline held() throws Exception {
    return Baseline.read(folder.resolve("baseline.json"));
  }

  private Verdict verdict(Results results) throws Exception {
    return new Gate(FailOn.REGRESSION, OptionalDouble.empty(), LocalDate.EPOCH)
        .judge(results, held());
  }

  /** All that a build leaves, but for the logs of its workers. */
  private Map<String, String> files(String build) throws IOException {
    Path root = folder.resolve(build);
    Map<String, String> contents = new TreeMap<>();
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = root.relativize(file).toString().replace('\\', '/');
        if (!name.startsWith("out/workers/")) {
          contents.put(name, Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1));
        }
      }
    }
    return contents;
  }
}
