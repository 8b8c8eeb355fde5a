package org.modelparity.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.modelparity.evaluation.Discovery;
import org.modelparity.evaluation.EvaluationException;
import org.modelparity.evaluation.EvaluationRequest;
import org.modelparity.evaluation.ExampleOptions;
import org.modelparity.evaluation.ExampleOverride;
import org.modelparity.evaluation.RandomInputs;
import org.modelparity.evaluation.Reference;
import org.modelparity.evaluation.Result;
import org.modelparity.evaluation.Stage;
import org.modelparity.evaluation.Status;
import org.modelparity.evaluation.Suite;
import org.modelparity.evaluation.SuiteDeclaration;
import org.modelparity.tensor.Tolerance;
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

  @ParameterizedTest
  @CsvSource({
    "kill, CONVERT, signal 9 (SIGKILL)",
    "abort, RUN, signal 6 (SIGABRT)",
    "exit, LOAD, exited with code 7",
    "memory, COMPARE, Java heap was full",
    "tear, RUN, exited with code 0",
  })
  void aWorkerThatEndsCostsOneRow(String fault, Stage stage, String reason) throws Exception {
    String property = "-Dparity.worker.fault=%s:%s:right/affine:tflite".formatted(fault, stage);
    List<Result> results = evaluate(List.of(property, "-Xmx512m"), request());
    Result struck = row(results, "right", "affine");
    assertThat(struck.stage()).isEqualTo(stage);
    assertThat(struck.error()).contains(reason, "its last words are in " + struck.details());
    assertThat(output.resolve(struck.details())).content().contains("fault on purpose");
    assertThat(row(results, "right", "dense").status()).isEqualTo(Status.SUCCESS);
    assertThat(results).extracting(Result::row).doesNotHaveDuplicates().hasSize(5);
  }

  @ParameterizedTest
  @CsvSource({"hang", "stop"})
  void aWorkerThatHangsIsEnded(String fault) throws Exception {
    ExampleOverride brief =
        new ExampleOverride("affine", null, null, null, 10L, null, null, null, null, null, null);
    Suite suite =
        new Discovery(OPTIONS)
            .find(new SuiteDeclaration("right", "", "", MODELS.resolve("right"), List.of(brief)));
    String property = "-Dparity.worker.fault=" + fault + ":load:right/affine:tflite";
    List<Result> results = evaluate(List.of(property), request(List.of(suite)));
    Result affine = row(results, "right", "affine");
    assertThat(affine.error()).startsWith("no result after 10 s, the worker was ended (timeout)");
    assertThat(affine.stage()).isEqualTo(Stage.LOAD);
    assertThat(row(results, "right", "dense").status()).isEqualTo(Status.SUCCESS);
  }

  @Test
  void whatAWorkerPrintsIsNoMessage() throws Exception {
    String property = "-Dparity.worker.fault=garbage:run:right/affine:tflite";
    List<Result> results = evaluate(List.of(property), request());
    assertThat(row(results, "right", "affine").status()).isEqualTo(Status.SUCCESS);
    assertThat(output.resolve("workers/worker-1.log")).content().contains("\"event\":\"finished\"");
  }

  /** What a worker writes is cut off by the system, as when the disk is full. */
  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void aFullDiskCostsRowsAndTheNextBuildRecovers() throws Exception {
    Path limited = output.resolve("java.sh");
    Files.writeString(
        limited,
        "#!/bin/sh\nulimit -f 1\nexec '%s' -XX:-UsePerfData \"$@\"\n".formatted(Workers.java()));
    assertThat(limited.toFile().setExecutable(true)).isTrue();
    List<Result> results = evaluate(limited, List.of(), request());
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
    return evaluate(Workers.java(), jvmArguments, request);
  }

  private static List<Result> evaluate(
      Path java, List<String> jvmArguments, EvaluationRequest request) throws Exception {
    List<String> arguments = new ArrayList<>(List.of("-XX:TieredStopAtLevel=1"));
    arguments.addAll(jvmArguments);
    return new WorkerPool(new WorkerSettings(java, arguments, Workers.classPath(), 1))
        .evaluate(request, (number, total, result) -> {});
  }

  private static Result row(List<Result> results, String suite, String example) {
    return results.stream()
        .filter(r -> r.suite().equals(suite) && r.example().equals(example))
        .findFirst()
        .orElseThrow();
  }
}
