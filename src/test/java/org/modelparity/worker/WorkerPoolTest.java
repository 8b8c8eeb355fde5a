package org.modelparity.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.modelparity.evaluation.Discovery;
import org.modelparity.evaluation.EvaluationException;
import org.modelparity.evaluation.EvaluationRequest;
import org.modelparity.evaluation.ExampleOptions;
import org.modelparity.evaluation.ExampleOverride;
import org.modelparity.evaluation.RandomInputs;
import org.modelparity.evaluation.Reference;
import org.modelparity.evaluation.Result;
import org.modelparity.evaluation.Row;
import org.modelparity.evaluation.Stage;
import org.modelparity.evaluation.Status;
import org.modelparity.evaluation.Suite;
import org.modelparity.evaluation.SuiteDeclaration;
import org.modelparity.tensor.Tolerance;
import org.modelparity.testing.Archives;
import org.modelparity.testing.Workers;

/** Real workers on real models; each test starts its own. */
class WorkerPoolTest {
  private static final Path MODELS = Path.of("src/it/models");
  private static final ExampleOptions OPTIONS =
      new ExampleOptions(
          Tolerance.DEFAULT, List.of("tflite"), 300, null, RandomInputs.DEFAULT, List.of());

  @TempDir Path output;

  @Test
  void evaluatesEveryRow() throws Exception {
    List<Result> results = evaluate(List.of(), request());
    assertThat(results).hasSize(5);
    assertThat(row(results, "right", "affine").status()).isEqualTo(Status.SUCCESS);
    assertThat(row(results, "right", "affine").reference()).isEqualTo(Reference.GOLDEN);
    assertThat(row(results, "right", "dense").status()).isEqualTo(Status.SUCCESS);
    assertThat(row(results, "right", "dense").reference()).isEqualTo(Reference.TENSORFLOW);
    assertThat(output.resolve("models/right/affine/tflite/model.tflite")).isRegularFile();
  }

  @Test
  void saysThatTheExportIsAtFault() throws Exception {
    Result wrong = row(evaluate(List.of(), request()), "wrong", "affine");
    assertThat(wrong.stage()).isEqualTo(Stage.COMPARE);
    assertThat(wrong.error()).startsWith("golden -> SavedModel: ");
    assertThat(wrong.legs()).extracting(Result.Leg::status).first().isEqualTo(Status.FAIL);
    assertThat(wrong.legs()).extracting(Result.Leg::status).last().isEqualTo(Status.SUCCESS);
  }

  @Test
  void refusesInputsThatDoNotFit() throws Exception {
    Result misfit = row(evaluate(List.of(), request()), "misfit", "affine");
    assertThat(misfit.stage()).isEqualTo(Stage.LOAD);
    assertThat(misfit.error()).contains("inputs.npz", "'x'", "[3, 2]", "[2, 3]");
    assertThat(output.resolve(misfit.details())).content().contains("NpzException");
  }

  /**
   * An example for each fault, all in one evaluation; its name says what happens to which row. The
   * first worker is killed before it is ready, which costs no row.
   */
  @Test
  void workersThatEndCostOneRowEach() throws Exception {
    Map<String, String> reasons =
        Map.of(
            "kill", "signal 9 (SIGKILL)",
            "abort", "signal 6 (SIGABRT)",
            "exit", "exited with code 7",
            "memory", "Java heap was full",
            "tear", "exited with code 0");
    Map<Row, String> struck = new HashMap<>();
    List<String> faults = new ArrayList<>();
    for (String fault :
        List.of(
            "kill:load:tflite,tfjs",
            "kill:convert:tflite,tfjs",
            "kill:run:tflite,tfjs",
            "kill:compare:tflite,tfjs",
            "abort:run:tflite",
            "exit:load:tfjs",
            "memory:compare:tflite",
            "tear:run:tfjs")) {
      String[] parts = fault.split(":");
      String example = parts[0] + "-" + parts[1];
      Archives.copy(MODELS.resolve("right/affine"), output.resolve("in/faults").resolve(example));
      for (String target : parts[2].split(",")) {
        faults.add("%s:%s:faults/%s:%s".formatted(parts[0], parts[1], example, target));
        struck.put(new Row("faults", example, target), parts[0] + ":" + parts[1]);
      }
    }
    List<Result> results =
        evaluate(
            javaThatIsKilledAtFirst(),
            List.of("-Dparity.worker.fault=" + String.join(",", faults), "-Xmx512m"),
            2,
            Workers.bothTargets(output.resolve("in"), 300, output));
    assertThat(output.resolve("killed")).isDirectory();
    assertThat(results).extracting(Result::row).doesNotHaveDuplicates().hasSize(16);
    for (Result result : results) {
      String fault = struck.get(result.row());
      if (fault == null) {
        assertThat(result.status()).as(result.toString()).isEqualTo(Status.SUCCESS);
      } else {
        assertThat(fault).endsWith(":" + result.stage());
        String reason = reasons.get(fault.substring(0, fault.indexOf(':')));
        assertThat(result.error()).contains(reason, "its last words are in " + result.details());
        assertThat(output.resolve(result.details())).content().contains("fault on purpose");
      }
    }
  }

  private Path javaThatIsKilledAtFirst() throws IOException {
    return java(
        "mkdir '%s' 2>/dev/null && kill -9 $$\nexec '%s' \"$@\""
            .formatted(output.resolve("killed"), Workers.java()));
  }

  /** What is started in place of {@code java}. */
  private Path java(String script) throws IOException {
    Path java = output.resolve("java.sh");
    Files.writeString(java, "#!/bin/sh\n" + script + "\n");
    assertThat(java.toFile().setExecutable(true)).isTrue();
    return java;
  }

  /** The first row of a worker is told it, and so are the others. */
  @Test
  void aLibraryThatIsMissingIsNamed() throws Exception {
    List<Path> without =
        Workers.classPath().stream()
            .filter(p -> !p.getFileName().toString().matches("tensorflow-core-native-[0-9.]+-.+"))
            .toList();
    List<Result> results =
        new WorkerPool(new WorkerSettings(Workers.java(), List.of(), without, 1))
            .evaluate(request(), (number, total, result) -> {});
    assertThat(results).extracting(Result::row).doesNotHaveDuplicates().hasSize(5);
    // The other two are refused before anything runs.
    assertThat(results).noneMatch(Result::succeeded);
    assertThat(results)
        .filteredOn(result -> result.stage() != Stage.LOAD)
        .hasSize(3)
        .allMatch(result -> result.error().contains("no jnitensorflow"));
  }

  @Test
  void workersThatAreKilledEveryTimeAreNoRowsFault() throws Exception {
    Path java = java("kill -9 $$");
    assertThatThrownBy(() -> evaluate(java, List.of(), 1, request()))
        .isInstanceOf(WorkerException.class)
        .hasMessageContaining("workers end before they are ready: ")
        .hasMessageContaining("signal 9 (SIGKILL)")
        .hasMessageContaining("lower forkCount");
  }

  @Test
  void workersThatHangAreEnded() throws Exception {
    List<ExampleOverride> brief = new ArrayList<>();
    for (String fault : List.of("hang", "stop")) {
      Archives.copy(MODELS.resolve("right/affine"), output.resolve("in").resolve(fault));
      brief.add(
          new ExampleOverride(fault, null, null, null, 5L, null, null, null, null, null, null));
    }
    Archives.copy(MODELS.resolve("right/dense"), output.resolve("in/dense"));
    Suite suite =
        new Discovery(OPTIONS).find(new SuiteDeclaration("s", "", "", output.resolve("in"), brief));
    String faults = "-Dparity.worker.fault=hang:load:s/hang:tflite,stop:load:s/stop:tflite";
    List<Result> results = evaluate(List.of(faults), request(List.of(suite)));
    for (ExampleOverride example : brief) {
      Result ended = row(results, "s", example.name());
      assertThat(ended.error()).startsWith("no result after 5 s, the worker was ended (timeout)");
      assertThat(ended.stage()).isEqualTo(Stage.LOAD);
    }
    assertThat(row(results, "s", "dense").status()).isEqualTo(Status.SUCCESS);
  }

  @Test
  void whatAWorkerPrintsIsNoMessage() throws Exception {
    String property = "-Dparity.worker.fault=garbage:run:right/affine:tflite";
    String collector = "-XX:+UseParallelGC"; // in place of the workers' own
    List<Result> results = evaluate(List.of(property, collector), request());
    assertThat(row(results, "right", "affine").status()).isEqualTo(Status.SUCCESS);
    assertThat(output.resolve("workers/worker-1.log")).content().contains("\"event\":\"finished\"");
  }

  /** What a worker writes is cut off by the system, as when the disk is full. */
  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void aFullDiskCostsRowsAndTheNextBuildRecovers() throws Exception {
    Path limited = java("ulimit -f 1\nexec '%s' -XX:-UsePerfData \"$@\"".formatted(Workers.java()));
    List<Result> results = evaluate(limited, List.of(), 1, request());
    assertThat(results).extracting(Result::row).doesNotHaveDuplicates().hasSize(5);
    assertThat(results).noneMatch(Result::succeeded).allMatch(r -> !r.error().isBlank());
    assertThat(row(evaluate(List.of(), request()), "right", "dense").succeeded()).isTrue();
  }

  @Test
  void aJvmThatDoesNotStartIsNoRowsFault() {
    assertThatThrownBy(() -> evaluate(List.of("-Xmx1k"), request()))
        .isInstanceOf(WorkerException.class)
        .hasMessageContaining("-Xmx1k")
        .hasMessageContaining("worker-1.log");
  }

  private EvaluationRequest request() throws EvaluationException {
    return request(new Discovery(OPTIONS).discover(MODELS));
  }

  private EvaluationRequest request(List<Suite> suites) {
    return new EvaluationRequest(suites, Map.of("tflite", List.of("xnnpack")), output);
  }

  private static List<Result> evaluate(List<String> jvmArguments, EvaluationRequest request)
      throws Exception {
    return evaluate(Workers.java(), jvmArguments, 1, request);
  }

  private static List<Result> evaluate(
      Path java, List<String> jvmArguments, int forks, EvaluationRequest request) throws Exception {
    List<String> arguments = new ArrayList<>(List.of("-XX:TieredStopAtLevel=1"));
    arguments.addAll(jvmArguments);
    return new WorkerPool(new WorkerSettings(java, arguments, Workers.classPath(), forks))
        .evaluate(request, (number, total, result) -> {});
  }

  private static Result row(List<Result> results, String suite, String example) {
    return results.stream()
        .filter(r -> r.suite().equals(suite) && r.example().equals(example))
        .findFirst()
        .orElseThrow();
  }
}
