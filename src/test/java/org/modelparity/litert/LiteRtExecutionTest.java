package org.modelparity.litert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.modelparity.model.Models;
import org.modelparity.model.Program;
import org.modelparity.target.ConversionException;
import org.modelparity.target.ConversionRequest;
import org.modelparity.target.Execution;
import org.modelparity.target.ExecutionException;
import org.modelparity.tensor.Comparison;
import org.modelparity.tensor.Shape;
import org.modelparity.tensor.Signature;
import org.modelparity.tensor.Tensor;
import org.modelparity.tensor.Tolerance;
import org.modelparity.testing.Fixtures;
import org.modelparity.tflite.TfliteTarget;

class LiteRtExecutionTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"nlp_seq", "vae", "ppo"})
  void computesWhatTheOriginalComputed(String name) throws Exception {
    Fixtures.Fixture example = Fixtures.of("jax-0.4-graph", name);
    Signature signature = Models.open(example.folder()).signatures().get(0);
    try (Execution execution = open(example)) {
      Map<String, Tensor> inputs = Fixtures.named(signature.inputs(), example.inputs());
      Map<String, Tensor> expected = Fixtures.named(signature.outputs(), example.outputs());
      Map<String, Tensor> first = execution.run(inputs);
      assertThat(Comparison.of(expected, first, Tolerance.DEFAULT).mismatch()).isEmpty();
      assertThat(execution.run(inputs)).isEqualTo(first);
    }
  }

  @Test
  void saysWhichTypesThereAre() throws Exception {
    try (Execution execution = open(Fixtures.of("jax-0.4-graph", "vae"))) {
      assertThatThrownBy(() -> execution.run(Map.of("x", Tensor.ofLongs(Shape.of(1), 1))))
          .isInstanceOf(ExecutionException.class)
          .hasMessage(
              "LiteRT.js has tensors of float32, int32 and uint8 only, and input x is int64");
    }
  }

  @Test
  void refusesWhatIsNoModel() throws Exception {
    Path file = Files.writeString(folder.resolve("bad.tflite"), "no model at all");
    assertThatThrownBy(() -> LiteRtExecution.open(file, "serving_default"))
        .isInstanceOf(ExecutionException.class)
        .satisfies(e -> assertThat(e.getMessage()).isNotBlank().doesNotContain("\n"));
  }

  private Execution open(Fixtures.Fixture example) throws Exception {
    Program program = Models.open(example.folder());
    ConversionRequest request =
        new ConversionRequest(
            program,
            program.signatures().get(0),
            () -> {
              throw new ConversionException("not by way of the portable graph");
            },
            folder,
            Map.of());
    return new TfliteTarget().convert(request).open("litertjs");
  }
}
