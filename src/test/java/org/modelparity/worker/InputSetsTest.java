package org.modelparity.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.modelparity.benchmark.EvaluateSuites;
import org.modelparity.evaluation.Result;
import org.modelparity.evaluation.Stage;
import org.modelparity.evaluation.Status;
import org.modelparity.tensor.Npz;
import org.modelparity.tensor.Shape;
import org.modelparity.tensor.Tensor;
import org.modelparity.testing.Archives;

/** Real workers on models with symbolic sizes, several inputs and several signatures. */
class InputSetsTest {
  @TempDir Path temporary;

  @Test
  void oneModelServesEveryBatchAndOthersGetTheirOwn() throws Exception {
    List<Result> results = evaluate(Path.of("src/test/fixtures/symbolic"));
    for (String target : List.of("tflite", "tfjs")) {
      Result rows = row(results, "rows", target);
      assertThat(rows.error()).isNull();
      assertThat(rows.runs())
          .extracting(Result.Run::inputs)
          .containsExactly(null, "inputs-1", "inputs-2");
      assertThat(rows.notes()).contains("the batch is free: (b, ...), checked at b = 2, 5");
      // Another length of the sequence is another program.
      assertThat(temporary.resolve("models/suite/rows/" + target + "/inputs-1")).doesNotExist();
      assertThat(temporary.resolve("models/suite/rows/" + target + "/inputs-2"))
          .isNotEmptyDirectory();
    }
  }

  @Test
  void aBatchThatCannotBeFreeSaysWhy() throws Exception {
    List<Result> results = evaluate(Path.of("src/test/fixtures/symbolic"));
    for (String target : List.of("tflite", "tfjs")) {
      Result square = row(results, "square", target);
      assertThat(square.error()).isNull();
      assertThat(square.notes())
          .anySatisfy(n -> assertThat(n).startsWith("the batch is fixed: ").contains("AddV2"));
      assertThat(temporary.resolve("models/suite/square/" + target + "/inputs-1"))
          .isNotEmptyDirectory();
    }
  }

  @Test
  void aFreeBatchIsTriedWithAnotherSizeThanTheInputs() throws Exception {
    Path example = copy(Path.of("src/test/fixtures/symbolic/suite/rows"), "models/suite/rows");
    for (String further : List.of("inputs-1", "outputs-1", "inputs-2", "outputs-2")) {
      Files.delete(example.resolve(further + ".npz"));
    }
    for (Result result : evaluate(temporary.resolve("models"))) {
      assertThat(result.error()).isNull();
      assertThat(result.notes()).contains("the batch is free: (b, ...), checked at b = 2, 4");
      assertThat(result.runs()).hasSize(1);
      assertThat(result.legs())
          .anySatisfy(leg -> assertThat(leg.from()).isEqualTo("xla, batch of 4"));
    }
  }

  @Test
  void wrongFurtherOutputsFailTheRow() throws Exception {
    Path example = copy(Path.of("src/test/fixtures/symbolic/suite/square"), "models/suite/square");
    Npz.write(
        example.resolve("outputs-1.npz"),
        Map.of("y", Tensor.ofFloats(Shape.of(4, 4), new float[16])));
    for (Result result : evaluate(temporary.resolve("models"))) {
      assertThat(result.stage()).isEqualTo(Stage.COMPARE);
      assertThat(result.runs())
          .extracting(Result.Run::status)
          .containsExactly(Status.SUCCESS, Status.FAIL);
      assertThat(result.error()).contains("golden -> StableHLO in XLA");
    }
  }

  @Test
  void everySignatureWithArchivesIsAnExample() throws Exception {
    Path affine = copy(Path.of("src/it/models/right/affine"), "models/suite/affine");
    Files.copy(affine.resolve("outputs.npz"), affine.resolve("inputs@backward.npz"));
    Files.copy(affine.resolve("inputs.npz"), affine.resolve("outputs@backward.npz"));
    List<Result> results = evaluate(temporary.resolve("models"));
    assertThat(results)
        .extracting(r -> r.example() + " " + r.target() + " " + r.status())
        .containsExactlyInAnyOrder(
            "affine tflite SUCCESS",
            "affine tfjs SUCCESS",
            "affine@backward tflite SUCCESS",
            "affine@backward tfjs SUCCESS");
  }

  private Path copy(Path from, String to) throws Exception {
    Path target = temporary.resolve(to);
    Archives.copy(from, target);
    return target;
  }

  private List<Result> evaluate(Path models) throws Exception {
    return EvaluateSuites.evaluate(
            models, temporary, List.of("tflite", "tfjs"), List.of("xnnpack", "wasm"), 1)
        .rows();
  }

  private static Result row(List<Result> results, String example, String target) {
    return results.stream()
        .filter(r -> r.example().equals(example) && r.target().equals(target))
        .findFirst()
        .orElseThrow();
  }
}
