package org.modelparity.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.modelparity.evaluation.Examples.compared;
import static org.modelparity.evaluation.Examples.failed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.modelparity.tensor.Comparison;
import org.modelparity.tensor.Shape;
import org.modelparity.tensor.Tensor;
import org.modelparity.tensor.Tolerance;

class ResultsTest {
  @TempDir Path folder;

  @Test
  void writesTheSchemaThatTheDesignPromises() throws Exception {
    Path file = folder.resolve("results.json");
    Examples.results(
            compared("flax/vae -> tflite", 0), failed("flax/ppo -> tfjs", Stage.LOAD, "no model"))
        .write(file);
    JsonNode json = new ObjectMapper().readTree(file.toFile());
    assertThat(json.get("schema").asInt()).isEqualTo(1);
    assertThat(json.get("generated").asText()).isEqualTo("2026-11-27T19:00:00Z");
    assertThat(json.get("summary").toString())
        .isEqualTo("{\"rows\":2,\"success\":1,\"fail\":1,\"cached\":0}");
    JsonNode success = json.get("rows").get(0);
    assertThat(success.get("suite").asText()).isEqualTo("flax");
    assertThat(success.get("example").asText()).isEqualTo("vae");
    assertThat(success.get("target").asText()).isEqualTo("tflite");
    assertThat(success.get("status").asText()).isEqualTo("SUCCESS");
    assertThat(success.get("stage").isNull()).isTrue();
    assertThat(success.get("reference").asText()).isEqualTo("golden");
    assertThat(success.get("maxAbsError").isNumber()).isTrue();
    assertThat(success.get("bytes").asLong()).isEqualTo(94_200_000);
    assertThat(success.get("seconds").toString()).isEqualTo("{\"convert\":0.125,\"run\":0.015}");
    assertThat(success.get("runs").get(0).get("backend").asText()).isEqualTo("xnnpack");
    JsonNode failure = json.get("rows").get(1);
    assertThat(failure.get("status").asText()).isEqualTo("FAIL");
    assertThat(failure.get("stage").asText()).isEqualTo("load");
    for (String unmeasured : List.of("maxAbsError", "maxRelError", "bytes", "reference")) {
      assertThat(failure.get(unmeasured).isNull()).as(unmeasured).isTrue();
    }
    assertThat(failure.get("seconds").toString()).isEqualTo("{\"convert\":null,\"run\":null}");
  }

  @Test
  void readsWhatItWritesAndWritesTheSameBytes() throws Exception {
    Results results =
        Examples.results(
            compared("flax/vae -> tflite", 0.5),
            compared("flax/vae -> tfjs", Double.POSITIVE_INFINITY),
            failed("other/<script> -> tfjs", Stage.CONVERT, "ops \"x\"\u0000\u2028\ud83d"));
    Path file = folder.resolve("results.json");
    results.write(file);
    byte[] bytes = Files.readAllBytes(file);
    Results read = Results.read(file);
    assertThat(read.rows().get(1).maxAbsError()).isInfinite();
    assertThat(read.rows().subList(0, 2)).isEqualTo(results.rows().subList(0, 2));
    read.write(file);
    assertThat(Files.readAllBytes(file)).isEqualTo(bytes);
    assertThat(new String(bytes, java.nio.charset.StandardCharsets.UTF_8)).doesNotContain("\r");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "{",
        "{\"schema\":2,\"rows\":[]}",
        "{\"schema\":1,\"rows\":[{}]}",
        "{\"schema\":1,\"rows\":[null]}",
        "{\"schema\":1,\"generated\":\"yesterday\",\"rows\":[]}",
        "{\"schema\":1,\"rows\":[{\"suite\":\"a\",\"example\":\"b\",\"target\":\"c\",\"status\":\"FAIL\"}]}"
      })
  void refusesWhatIsNotResults(String text) throws Exception {
    Path file = folder.resolve("results.json");
    Files.writeString(file, text);
    assertThatThrownBy(() -> Results.read(file))
        .isInstanceOf(EvaluationException.class)
        .hasMessageContaining("results.json")
        .hasMessageContaining("mvn parity:check");
  }

  @Test
  void owesOneResultForEveryRowOfTheRequest() {
    Result a = compared("flax/a -> tflite", 0);
    Result b = compared("flax/b -> tflite", 0);
    EvaluationRequest request = Examples.request(a, b);
    Results results = Results.of(request, null, Includes.ALL, List.of(b));
    assertThat(results.generated()).isNull();
    assertThat(results.rows().get(0).error()).isEqualTo("the row was not evaluated");
    assertThat(results.rows().get(1)).isEqualTo(b);
    assertThatThrownBy(() -> Results.of(request, null, Includes.ALL, List.of(a, b, b)))
        .hasMessageContaining("two results for flax/b -> tflite");
    Result c = compared("flax/c -> tflite", 0);
    assertThatThrownBy(() -> Results.of(request, null, Includes.ALL, List.of(a, b, c)))
        .hasMessageContaining("not asked for");
  }

  @Test
  void aRowWithoutReferenceOrRunIsAFail() {
    Row row = Examples.row("flax/a -> tflite");
    Result unverified = Result.builder(row).build();
    assertThat(unverified.status()).isEqualTo(Status.FAIL);
    assertThat(unverified.stage()).isEqualTo(Stage.COMPARE);
    Result notRun = Result.builder(row).reference(Reference.GOLDEN).build();
    assertThat(notRun.status()).isEqualTo(Status.FAIL);
    assertThat(notRun.stage()).isEqualTo(Stage.RUN);
  }

  @Test
  void theFirstFailureIsTheRows() {
    Map<String, Tensor> one = Map.of("y", Tensor.scalar(1f));
    Map<String, Tensor> two = Map.of("y", Tensor.scalar(2f));
    Result result =
        Result.builder(Examples.row("flax/a -> tfjs"))
            .reference(Reference.GOLDEN)
            .leg("golden", "SavedModel", Comparison.of(one, two, Tolerance.DEFAULT))
            .failedRun("cpu", Stage.RUN, "no kernel")
            .run("wasm", 1, Comparison.of(one, one, Tolerance.DEFAULT))
            .build();
    assertThat(result.stage()).isEqualTo(Stage.COMPARE);
    assertThat(result.error())
        .isEqualTo(
            "golden -> SavedModel: output 'y': 1 of 1 elements differ by more than rtol 1e-4, atol"
                + " 1e-5; worst at []: expected 1, got 2");
    assertThat(result.runs()).hasSize(2);
    assertThat(result.runs().get(0).error()).isEqualTo("no kernel");
  }

  @Test
  void givesTheSmallestToleranceThatWouldPass() {
    Result close = compared("flax/a -> tflite", 1e-3);
    Tolerance smallest = close.smallestPassing().orElseThrow();
    assertThat(compared("flax/a -> tflite", 1e-3, smallest.times(1.0001)).succeeded()).isTrue();
    assertThat(compared("flax/a -> tflite", 1e-3, smallest.times(0.99)).succeeded()).isFalse();
    assertThat(compared("flax/a -> tflite", Double.NaN).smallestPassing()).isEmpty();
    assertThat(failed("flax/a -> tflite", Stage.CONVERT, "no").smallestPassing()).isEmpty();
    Result exactly = compared("flax/a -> tflite", 0.5, new Tolerance(0, 0));
    assertThat(exactly.smallestPassing()).hasValue(new Tolerance(0, 0.5));
    Tensor int1 = Tensor.scalar(1);
    Tensor int2 = Tensor.scalar(2);
    Result integers =
        Result.builder(Examples.row("flax/a -> tflite"))
            .reference(Reference.GOLDEN)
            .run(
                "xnnpack",
                1,
                Comparison.of(Map.of("y", int1), Map.of("y", int2), Tolerance.DEFAULT))
            .build();
    assertThat(integers.smallestPassing()).isEmpty();
    assertThat(int1.shape()).isEqualTo(Shape.scalar());
  }
}
