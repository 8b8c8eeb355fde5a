package org.modelparity.tflite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.modelparity.model.Models;
import org.modelparity.model.Program;
import org.modelparity.model.SavedModelProgram;
import org.modelparity.target.ConversionException;
import org.modelparity.target.ConversionRequest;
import org.modelparity.target.ConvertedModel;
import org.modelparity.target.Execution;
import org.modelparity.target.ExecutionException;
import org.modelparity.tensor.Comparison;
import org.modelparity.tensor.Tensor;
import org.modelparity.tensor.Tolerance;
import org.modelparity.tensorflow.SavedModelRunner;
import org.modelparity.testing.Fixtures;

class TfliteOptionsTest {
  @TempDir Path folder;

  private final Fixtures.Fixture mnist = Fixtures.of("jax-0.4-graph", "mnist");

  @Test
  void weightsOfHalfTheSizeComputeNearlyTheSame() throws Exception {
    ConvertedModel model = convert(mnist, Map.of("weights", "float16"));
    assertThat(model.bytes()).isBetween(1_640_000L, 1_680_000L);
    assertThat(compare(model, mnist, new Tolerance(1e-2, 1e-2)).mismatch()).isEmpty();
  }

  @Test
  void weightsOfAQuarterOfTheSizeComputeRoughlyTheSame() throws Exception {
    ConvertedModel model = convert(mnist, Map.of("weights", "dynamic-range"));
    assertThat(model.bytes()).isBetween(820_000L, 880_000L);
    assertThat(compare(model, mnist, new Tolerance(5e-2, 5e-2)).mismatch()).isEmpty();
  }

  @Test
  void selectedTensorFlowOperationsConvertButDoNotRunHere() throws Exception {
    Fixtures.Fixture seq2seq = Fixtures.of("jax-0.4-graph", "seq2seq");
    ConvertedModel model = convert(seq2seq, Map.of("select-tf-ops", "true"));
    assertThatThrownBy(() -> compare(model, seq2seq, Tolerance.DEFAULT))
        .isInstanceOf(ExecutionException.class)
        .hasMessageContaining("needs TensorFlow's own operations");
  }

  private ConvertedModel convert(Fixtures.Fixture example, Map<String, String> options)
      throws Exception {
    Program program = Models.open(example.folder());
    return new TfliteTarget()
        .convert(
            new ConversionRequest(
                program,
                program.signatures().get(0),
                () -> {
                  throw new ConversionException("no portable graph in this test");
                },
                Files.createDirectories(folder.resolve("out")),
                options));
  }

  private static Comparison compare(
      ConvertedModel model, Fixtures.Fixture example, Tolerance tolerance) throws Exception {
    SavedModelProgram program = (SavedModelProgram) Models.open(example.folder());
    Map<String, Tensor> inputs = new java.util.LinkedHashMap<>();
    var values = java.util.List.copyOf(example.inputs().values());
    for (int i = 0; i < values.size(); i++) {
      inputs.put(program.signatures().get(0).inputs().get(i).name(), values.get(i));
    }
    try (SavedModelRunner reference = SavedModelRunner.open(program, program.signatures().get(0));
        Execution execution = model.open("xnnpack")) {
      return Comparison.of(reference.run(inputs), execution.run(inputs), tolerance);
    }
  }
}
