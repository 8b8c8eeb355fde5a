package org.modelparity.tfjs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.modelparity.tfjs.Models.floats;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.modelparity.graph.Constant;
import org.modelparity.graph.PortableGraph;
import org.modelparity.graph.Value;
import org.modelparity.target.Execution;
import org.modelparity.tensor.ElementType;
import org.modelparity.tensor.Shape;
import org.modelparity.tensor.Tensor;

class QuantizationTest {
  @ParameterizedTest
  @CsvSource({"FLOAT16, 1e-3", "UINT8, 8.1e-3", "UINT16, 3.2e-5"})
  void losesNoMoreThanHalfAStep(Quantization quantization, float most, @TempDir Path folder)
      throws Exception {
    Tensor weights = floats(400);
    PortableGraph graph =
        Models.graph(
            List.of(Tensor.scalar(1f)),
            (b, in) ->
                List.of(
                    b.add(
                        "AddV2",
                        List.of(new Constant(weights), in.get(0)),
                        Map.of(),
                        ElementType.FLOAT32,
                        Shape.of(400))));
    GraphModel model = new GraphModelWriter(quantization).write(graph, folder);
    try (Execution execution = model.open("cpu")) {
      float[] decoded = execution.run(Map.of("x0", Tensor.scalar(0f))).get("y0").toFloats();
      float worst = 0;
      for (int i = 0; i < decoded.length; i++) {
        worst = Math.max(worst, Math.abs(decoded[i] - weights.toFloats()[i]));
      }
      assertThat(worst).isPositive().isLessThan(most);
    }
  }

  @ParameterizedTest
  @CsvSource({"FLOAT16", "UINT8", "UINT16"})
  void keepsZeroConstantAndInfiniteWeightsExact(Quantization quantization, @TempDir Path folder)
      throws Exception {
    List<Tensor> kept =
        List.of(
            Tensor.ofFloats(Shape.of(2), Float.POSITIVE_INFINITY, 0.1f),
            Tensor.ofFloats(Shape.of(2), 0.5f, 0.5f),
            Tensor.vector(1, -70000));
    PortableGraph graph =
        Models.graph(List.of(), (b, in) -> kept.stream().<Value>map(Constant::new).toList());
    GraphModel model = new GraphModelWriter(quantization).write(graph, folder);
    try (Execution execution = model.open("cpu")) {
      assertThat(execution.run(Map.of()).values()).containsExactlyElementsOf(kept);
    }
  }
}
