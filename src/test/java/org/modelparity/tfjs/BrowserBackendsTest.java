package org.modelparity.tfjs;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.modelparity.tfjs.Models.floats;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.modelparity.browser.Browser;
import org.modelparity.graph.Attributes;
import org.modelparity.graph.Constant;
import org.modelparity.graph.PortableGraph;
import org.modelparity.graph.Value;
import org.modelparity.target.ExecutionException;
import org.modelparity.tensor.ElementType;
import org.modelparity.tensor.Shape;
import org.modelparity.tensor.Tensor;

/** The backends that take a browser; skipped where there is none. */
class BrowserBackendsTest {
  private static boolean browserIsThere() {
    try (Browser browser = Browser.open()) {
      return true;
    } catch (ExecutionException e) {
      return false;
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"webgl", "webgpu"})
  void computesAConvolution(String backend, @TempDir Path folder) throws Exception {
    assumeTrue(browserIsThere());
    List<Tensor> inputs =
        List.of(floats(2, 6, 6, 3), Tensor.ofFloats(Shape.of(2), Float.NaN, 1e30f));
    PortableGraph graph =
        Models.graph(
            inputs,
            (b, in) -> {
              Shape shape = Shape.of(2, 3, 3, 4);
              Value product =
                  b.add(
                      "Conv2D",
                      List.of(in.get(0), new Constant(floats(3, 3, 3, 4))),
                      Map.of(
                          "strides", Attributes.list(1, 2, 2, 1),
                          "padding", Attributes.of("SAME")),
                      ElementType.FLOAT32,
                      shape);
              List<Value> biased = List.of(product, new Constant(floats(4)));
              Value sum = b.add("BiasAdd", biased, Map.of(), ElementType.FLOAT32, shape);
              Value relu = b.add("Relu", List.of(sum), Map.of(), ElementType.FLOAT32, shape);
              List<Value> same = List.of(in.get(1), in.get(1));
              return List.of(
                  relu, b.add("AddV2", same, Map.of(), ElementType.FLOAT32, Shape.of(2)));
            });
    Models.assertRight(graph, inputs, folder, backend);
  }

  @Test
  void saysWhatThePageThrew() throws Exception {
    assumeTrue(browserIsThere());
    try (Browser browser = Browser.open()) {
      assertThatThrownBy(() -> browser.await("missing.method()"))
          .isInstanceOf(ExecutionException.class)
          .hasMessage("ReferenceError: missing is not defined");
    }
  }
}
