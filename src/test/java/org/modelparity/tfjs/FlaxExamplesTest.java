package org.modelparity.tfjs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.modelparity.graph.PortableGraph;
import org.modelparity.lowering.ProgramLowering;
import org.modelparity.model.Program;
import org.modelparity.target.Execution;
import org.modelparity.tensor.Comparison;
import org.modelparity.tensor.Signature;
import org.modelparity.tensor.Tensor;
import org.modelparity.tensor.Tolerance;
import org.modelparity.testing.Fixtures;

/** The Flax examples, from JAX's file to TF.js, against what JAX computed. */
class FlaxExamplesTest {
  /** ResNet50 on 224x224 images: right on cpu too, but that takes minutes. */
  private static final String LARGE = "imagenet";

  static Stream<Arguments> examplesOnBackends() {
    return Fixtures.suite("jax-0.12").stream()
        .flatMap(
            example ->
                Stream.of("wasm", "cpu")
                    .filter(backend -> !(backend.equals("cpu") && example.name().equals(LARGE)))
                    .map(backend -> Arguments.of(example, backend)));
  }

  @ParameterizedTest(name = "{0} on {1}")
  @MethodSource("examplesOnBackends")
  void computesWhatJaxComputed(Fixtures.Fixture example, String backend, @TempDir Path folder)
      throws Exception {
    Program program = org.modelparity.model.Models.open(example.folder());
    Signature signature = program.signatures().get(0);
    PortableGraph graph = new ProgramLowering().lower(program, signature, Map.of());
    GraphModel model = new GraphModelWriter(Quantization.NONE).write(graph, folder);
    try (Execution execution = model.open(backend)) {
      Map<String, Tensor> outputs =
          execution.run(Fixtures.named(signature.inputs(), example.inputs()));
      Map<String, Tensor> expected = Fixtures.named(signature.outputs(), example.outputs());
      Comparison comparison = Comparison.of(expected, outputs, Tolerance.DEFAULT);
      assertThat(comparison.mismatch()).isEmpty();
    }
    if (example.name().equals(LARGE)) {
      // What the official converter makes of the same network, batch normalisation folded.
      assertThat(model.nodes()).isLessThanOrEqualTo(225);
    }
  }
}
