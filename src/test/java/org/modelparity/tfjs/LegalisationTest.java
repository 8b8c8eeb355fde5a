package org.modelparity.tfjs;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.modelparity.graph.Constant;
import org.modelparity.graph.GraphBuilder;
import org.modelparity.graph.PortableGraph;
import org.modelparity.graph.Value;
import org.modelparity.tensor.ElementType;
import org.modelparity.tensor.Shape;
import org.modelparity.tensor.Tensor;

/** Where kernels of TF.js are wrong as they are. */
class LegalisationTest {
  private static final float NAN = Float.NaN;

  private static Value add(GraphBuilder b, String operation, Value... inputs) {
    return b.add(operation, List.of(inputs), Map.of(), inputs[0].type(), inputs[0].shape());
  }

  private static Value scalar(float value) {
    return new Constant(Tensor.scalar(value));
  }

  @ParameterizedTest
  @ValueSource(strings = {"wasm", "cpu"})
  void keepsNaN(String backend, @TempDir Path folder) throws Exception {
    List<Tensor> inputs =
        List.of(
            Tensor.ofFloats(Shape.of(5), NAN, 1, -3, NAN, 0),
            Tensor.ofFloats(Shape.of(5), 2, NAN, -4, NAN, 9));
    PortableGraph graph =
        Models.graph(
            inputs,
            (b, in) ->
                List.of(
                    add(b, "Maximum", in.get(0), in.get(1)),
                    add(b, "Minimum", in.get(0), in.get(1)),
                    add(b, "Maximum", in.get(0), scalar(0.5f)),
                    add(b, "Relu6", in.get(0)),
                    add(b, "Relu", in.get(0)),
                    add(b, "Sign", in.get(0))));
    Models.assertRight(graph, inputs, folder, backend);
  }

  @ParameterizedTest
  @ValueSource(strings = {"wasm", "cpu"})
  void keepsNaNBehindABias(String backend, @TempDir Path folder) throws Exception {
    Tensor x = Tensor.ofFloats(Shape.of(2, 3), 1, NAN, 2, -9, -9, 1);
    PortableGraph graph =
        Models.graph(
            List.of(x),
            (b, in) -> {
              Constant weights = new Constant(Models.floats(3, 4));
              Constant bias = new Constant(Models.floats(4));
              ElementType type = ElementType.FLOAT32;
              Shape shape = Shape.of(2, 4);
              Value product = b.add("MatMul", List.of(in.get(0), weights), Map.of(), type, shape);
              Value sum = b.add("BiasAdd", List.of(product, bias), Map.of(), type, shape);
              return List.of(add(b, "Relu", sum));
            });
    Models.assertRight(graph, List.of(x), folder, backend);
  }

  @ParameterizedTest
  @ValueSource(strings = {"wasm", "cpu"})
  void keepsTheDigitsOfTinyNumbers(String backend, @TempDir Path folder) throws Exception {
    List<Tensor> inputs =
        List.of(Tensor.ofFloats(Shape.of(6), 1e-8f, -3e-9f, 0.0099f, -0.0101f, 2, 0));
    PortableGraph graph =
        Models.graph(
            inputs,
            (b, in) ->
                List.of(
                    add(b, "Mul", add(b, "Log1p", in.get(0)), scalar(1e8f)),
                    add(b, "Mul", add(b, "Sin", in.get(0)), scalar(1e8f)),
                    add(b, "Sign", in.get(0))));
    Models.assertRight(graph, inputs, folder, backend);
  }

  @ParameterizedTest
  @ValueSource(strings = {"wasm", "cpu"})
  void multipliesIntegersModulo32Bits(String backend, @TempDir Path folder) throws Exception {
    List<Tensor> inputs =
        List.of(
            Tensor.vector(123456789, Integer.MIN_VALUE, -1, 46341, 16777217),
            Tensor.vector(987654321, Integer.MAX_VALUE, -1, -46341, Integer.MAX_VALUE));
    PortableGraph graph =
        Models.graph(
            inputs,
            (b, in) ->
                List.of(
                    add(b, "Mul", in.get(0), in.get(1)),
                    add(b, "Mul", in.get(0), new Constant(Tensor.scalar(1664525))),
                    add(b, "Mul", in.get(0), new Constant(Tensor.scalar(1103515245)))));
    Models.assertRight(graph, inputs, folder, backend);
  }

  @ParameterizedTest
  @ValueSource(strings = {"wasm", "cpu"})
  void scattersIntoCopies(String backend, @TempDir Path folder) throws Exception {
    List<Tensor> inputs =
        List.of(
            Tensor.ofInts(Shape.of(2, 1), 2, 0),
            Tensor.ofFloats(Shape.of(2), 7, 8),
            Tensor.ofFloats(Shape.of(2, 2), 1, 2, 3, 4));
    PortableGraph graph =
        Models.graph(
            inputs,
            (b, in) -> {
              Constant weights = new Constant(Tensor.ofFloats(Shape.of(4), 1, 1, 1, 1));
              Value flat =
                  b.add(
                      "Reshape",
                      List.of(in.get(2), new Constant(Tensor.vector(4))),
                      Map.of(),
                      ElementType.FLOAT32,
                      Shape.of(4));
              return List.of(
                  scatter(b, weights, in),
                  add(b, "AddV2", flat, weights),
                  scatter(b, flat, in),
                  add(b, "Neg", in.get(2)));
            });
    Models.assertRight(graph, inputs, folder, backend);
  }

  private static Value scatter(GraphBuilder b, Value operand, List<Value> in) {
    return b.add(
        "TensorScatterUpdate",
        List.of(operand, in.get(0), in.get(1)),
        Map.of(),
        ElementType.FLOAT32,
        operand.shape());
  }
}
