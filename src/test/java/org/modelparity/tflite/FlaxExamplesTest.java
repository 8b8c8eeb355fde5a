package org.modelparity.tflite;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.modelparity.lowering.ProgramLowering;
import org.modelparity.model.Models;
import org.modelparity.model.Program;
import org.modelparity.target.ConversionRequest;
import org.modelparity.target.ConvertedModel;
import org.modelparity.target.Execution;
import org.modelparity.tensor.Comparison;
import org.modelparity.tensor.Shape;
import org.modelparity.tensor.Signature;
import org.modelparity.tensor.Tensor;
import org.modelparity.tensor.Tolerance;
import org.modelparity.testing.Fixtures;

/** Models of current JAX on TFLite, with inputs at the edges beside the usual ones. */
class FlaxExamplesTest {
  @TempDir Path folder;

  /** All but the largest, which the demonstration converts. */
  static Stream<Fixtures.Fixture> examples() {
    return Stream.of("jax-0.12", "jaxexport")
        .flatMap(s -> Fixtures.suite(s).stream())
        .filter(f -> !f.name().equals("imagenet"));
  }

  @ParameterizedTest
  @MethodSource("examples")
  void computesWhatJaxComputes(Fixtures.Fixture example) throws Exception {
    Program program = Models.open(example.folder());
    Signature signature = program.signatures().get(0);
    Map<String, Shape> shapes = new HashMap<>();
    Fixtures.named(signature.inputs(), example.inputs())
        .forEach((k, v) -> shapes.put(k, v.shape()));
    ConversionRequest request =
        new ConversionRequest(
            program,
            signature,
            () -> new ProgramLowering().lower(program, signature, shapes),
            folder,
            Map.of());
    ConvertedModel model = new TfliteTarget().convert(request);
    assertThat(model.notes()).startsWith(TfliteTarget.PORTABLY);
    try (Execution execution = model.open("xnnpack")) {
      check(signature, execution, example.inputs(), example.outputs());
      int further = 0;
      for (Optional<Map<String, Tensor>> inputs = example.furtherInputs(1);
          inputs.isPresent();
          inputs = example.furtherInputs(further + 1)) {
        further++;
        check(signature, execution, inputs.get(), example.furtherOutputs(further).orElseThrow());
      }
      assertThat(further).isPositive();
    }
  }

  private static void check(
      Signature signature,
      Execution execution,
      Map<String, Tensor> inputs,
      Map<String, Tensor> outputs)
      throws Exception {
    Map<String, Tensor> actual = execution.run(Fixtures.named(signature.inputs(), inputs));
    Comparison comparison =
        Comparison.of(Fixtures.named(signature.outputs(), outputs), actual, Tolerance.DEFAULT);
    assertThat(comparison.mismatch()).isEmpty();
  }
}
