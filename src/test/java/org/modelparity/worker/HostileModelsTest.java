package org.modelparity.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.modelparity.evaluation.Discovery;
import org.modelparity.evaluation.EvaluationRequest;
import org.modelparity.evaluation.ExampleOptions;
import org.modelparity.evaluation.RandomInputs;
import org.modelparity.evaluation.Result;
import org.modelparity.evaluation.Stage;
import org.modelparity.tensor.Tolerance;
import org.modelparity.testing.Workers;

/** Models that mean harm, in real workers: refused or stopped, with a reason. */
class HostileModelsTest {
  @TempDir Path folder;

  @Test
  void areRefusedOrStopped() throws Exception {
    Path models = folder.resolve("models/hostile");
    Path victim = folder.resolve("victim.txt");
    HostileModels.writesAFile(models.resolve("file"), victim);
    HostileModels.writesAFileInAFunction(models.resolve("function"), victim);
    HostileModels.recurses(models.resolve("recursion"));
    HostileModels.loops(models.resolve("loop"));
    HostileModels.fillsTheMemory(models.resolve("memory"));
    Map<String, Result> rows = evaluate(List.of());

    assertThat(rows).hasSize(5);
    assertThat(rows.get("file").stage()).isEqualTo(Stage.LOAD);
    assertThat(rows.get("file").error())
        .contains("node write is WriteFile", "<allowedOperations>WriteFile</allowedOperations>");
    assertThat(rows.get("function").stage()).isEqualTo(Stage.LOAD);
    assertThat(rows.get("function").error()).contains("node write of function side is WriteFile");
    assertThat(victim).doesNotExist();
    assertThat(rows.get("recursion").error()).contains("function again calls itself");
    assertThat(rows.get("loop").error())
        .startsWith("no result after 20 s, the worker was ended (timeout)");
    assertThat(rows.get("memory").error()).contains("OOM when allocating");
    assertThat(rows.values()).noneMatch(Result::succeeded);
  }

  /** Shows that the first test is about something: the same model does write. */
  @Test
  void whatIsAllowedRuns() throws Exception {
    Path victim = folder.resolve("victim.txt");
    HostileModels.writesAFile(folder.resolve("models/hostile/file"), victim);
    Result row = evaluate(List.of("WriteFile")).get("file");
    assertThat(row.succeeded()).isTrue();
    assertThat(victim).hasContent("written by a model");
  }

  private Map<String, Result> evaluate(List<String> allowed) throws Exception {
    ExampleOptions options =
        new ExampleOptions(
            Tolerance.DEFAULT, List.of("tflite"), 20, null, RandomInputs.DEFAULT, allowed);
    EvaluationRequest request =
        new EvaluationRequest(
            new Discovery(options).discover(folder.resolve("models")),
            Map.of("tflite", List.of("xnnpack")),
            folder.resolve("out"));
    Map<String, Result> rows = new HashMap<>();
    new WorkerPool(Workers.one("-Xmx512m"))
        .evaluate(request, (number, total, result) -> rows.put(result.example(), result));
    return rows;
  }
}
