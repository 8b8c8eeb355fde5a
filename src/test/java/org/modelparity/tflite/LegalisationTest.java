package org.modelparity.tflite;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.modelparity.graph.Attributes;
import org.modelparity.graph.Constant;
import org.modelparity.graph.FoldingGraphBuilder;
import org.modelparity.graph.GraphExecution;
import org.modelparity.graph.PortableGraph;
import org.modelparity.graph.Running;
import org.modelparity.graph.Simplification;
import org.modelparity.graph.Value;
import org.modelparity.tensor.Comparison;
import org.modelparity.tensor.ElementType;
import org.modelparity.tensor.Shape;
import org.modelparity.tensor.Signature;
import org.modelparity.tensor.Tensor;
import org.modelparity.tensor.TensorSpec;
import org.modelparity.tensor.Tolerance;

/** Compares TFLite with XNNPACK with TensorFlow at the numbers where kernels differ. */
class LegalisationTest {
  private static final float INF = Float.POSITIVE_INFINITY;
  private static final float[] EDGES = {
    Float.NaN, INF, -INF, 0, -0f, 1, -1, 0.3f, -0.7f, 2.5f, -20, 88, 1e-6f, -1e-6f, 1e30f, 3e38f
  };
  private static final Shape SHAPE = Shape.of(2, 8);
  private static final Shape TURNED = Shape.of(8, 2);

  @TempDir Path folder;

  private final FoldingGraphBuilder graph = new FoldingGraphBuilder();
  private final Running x = graph.input("x", ElementType.FLOAT32, SHAPE);

  @ParameterizedTest
  @ValueSource(
      strings = {"Exp", "Expm1", "Log1p", "Sign", "Sqrt", "Rsqrt", "Relu", "Relu6", "Tanh", "Log"})
  void functionsAreRightForNaNAndInfinitiesAndLargeNumbers(String operation) throws Exception {
    same(unary(operation, x), EDGES);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Maximum", "Minimum"})
  void extremaKeepNaN(String operation) throws Exception {
    Value reversed =
        graph.add(
            "ReverseV2",
            List.of(x, new Constant(Tensor.vector(1))),
            Map.of(),
            ElementType.FLOAT32,
            SHAPE);
    same(binary(operation, x, reversed), EDGES);
    same(binary(operation, scalar(0.5f), x), EDGES);
    same(binary(operation, x, scalar(operation.equals("Maximum") ? -INF : INF)), EDGES);
    same(binary("Minimum", binary("Maximum", x, scalar(-2)), scalar(3)), EDGES);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Max", "Min"})
  void reductionsKeepNaN(String operation) throws Exception {
    same(reduce(operation, x, false), EDGES);
    same(reduce(operation, x, true), EDGES);
  }

  @Test
  void accuracyNearZeroIsKept() throws Exception {
    float[] tiny = new float[16];
    for (int i = 0; i < tiny.length; i++) {
      tiny[i] = (float) (Math.pow(10, -i / 2.0) * (i % 2 == 0 ? 0.9 : -0.9));
    }
    same(binary("Mul", unary("Expm1", x), scalar(1e8f)), tiny);
    same(binary("Mul", unary("Log1p", x), scalar(1e8f)), tiny);
  }

  @Test
  void operandsAreNotExchangedBeforeATransposition() throws Exception {
    float[] values = ramp();
    Value turned =
        graph.add(
            "Transpose",
            List.of(x, new Constant(Tensor.vector(1, 0))),
            Map.of(),
            ElementType.FLOAT32,
            TURNED);
    Constant column = new Constant(Tensor.ofFloats(Shape.of(8, 1), 1, 2, 3, 4, 5, 6, 7, 8));
    Constant row = new Constant(Tensor.ofFloats(Shape.of(2), 10, 20));
    for (String operation : new String[] {"Sub", "RealDiv"}) {
      for (Value c : new Value[] {scalar(2), column, row}) {
        same(
            graph.add(operation, List.of(c, turned), Map.of(), ElementType.FLOAT32, TURNED),
            values);
      }
    }
  }

  @Test
  void softmaxIsOneOperatorAndRightForNaN() throws Exception {
    Value shifted = binary("Sub", x, reduce("Max", x, true));
    Value exponentials = unary("Exp", shifted);
    Value softmax = binary("RealDiv", exponentials, reduce("Sum", exponentials, true));
    assertThat(operators(softmax)).containsExactly(TfliteFile.SOFTMAX);
    same(softmax, ramp());
    same(softmax, 1, 2, -INF, 4, 5, 6, 7, 8, 1, 2, Float.NaN, 4, 5, 6, 7, 8);
    same(softmax, -INF, -INF, -INF, -INF, -INF, -INF, -INF, -INF, 1, 2, 3, 4, 5, 6, 7, 8);
  }

  @Test
  void logSoftmaxWithAFirstValueIsOneOperator() throws Exception {
    Value maximum =
        graph.add(
            "Reshape",
            List.of(
                graph.add(
                    "Maximum",
                    List.of(reduce("Max", x, false), scalar(-INF)),
                    Map.of(),
                    ElementType.FLOAT32,
                    Shape.of(2)),
                new Constant(Tensor.vector(2, 1))),
            Map.of(),
            ElementType.FLOAT32,
            Shape.of(2, 1));
    Value shifted = binary("Sub", x, maximum);
    Value sum = reduce("Sum", unary("Exp", shifted), true);
    Value logSoftmax = binary("Sub", shifted, unary("Log", sum));
    assertThat(operators(logSoftmax)).containsExactly(TfliteFile.LOG_SOFTMAX);
    same(logSoftmax, ramp());
  }

  @Test
  void exponentialLinearUnitsAreOneOperator() throws Exception {
    Value positive = graph.add("Greater", List.of(x, scalar(0)), Map.of(), ElementType.BOOL, SHAPE);
    Value safe = select(positive, scalar(0), x);
    Value elu = select(positive, x, unary("Expm1", safe));
    assertThat(operators(elu)).hasSize(1);
    same(elu, EDGES);
  }

  @Test
  void aBiasOfHigherRankIsFusedWithTheProduct() throws Exception {
    float[] weights = new float[24];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = i % 5 - 2;
    }
    Shape result = Shape.of(2, 3);
    Value product =
        graph.add(
            "MatMul",
            List.of(x, new Constant(Tensor.ofFloats(Shape.of(8, 3), weights))),
            Map.of(),
            ElementType.FLOAT32,
            result);
    Value sum =
        graph.add(
            "AddV2",
            List.of(new Constant(Tensor.ofFloats(Shape.of(1, 3), 1, 2, 3)), product),
            Map.of(),
            ElementType.FLOAT32,
            result);
    Value relu = graph.add("Relu", List.of(sum), Map.of(), ElementType.FLOAT32, result);
    assertThat(operators(relu)).containsExactly(TfliteFile.FULLY_CONNECTED);
    same(relu, ramp());
  }

  @Test
  void logicalOperationsMayRepeatOperandsOfRankFive() throws Exception {
    Shape shape = Shape.of(1, 2, 1, 2, 4);
    Value folded =
        graph.add(
            "Reshape",
            List.of(x, new Constant(Tensor.vector(shape.toIntArray()))),
            Map.of(),
            ElementType.FLOAT32,
            shape);
    Value positive =
        graph.add("Greater", List.of(folded, scalar(0)), Map.of(), ElementType.BOOL, shape);
    Constant mask = new Constant(Tensor.ofBooleans(Shape.of(2, 1), true, false));
    for (String operation : new String[] {"LogicalAnd", "LogicalOr"}) {
      Value both = graph.add(operation, List.of(positive, mask), Map.of(), ElementType.BOOL, shape);
      same(both, ramp());
    }
  }

  @ParameterizedTest
  @CsvSource({"0, 6", "-1, 1", "0, 1", "-6, 6", "0, 255"})
  void integersMayBeClamped(int low, int high) throws Exception {
    Value whole =
        graph.add("Cast", List.of(binary("Mul", x, scalar(3))), Map.of(), ElementType.INT32, SHAPE);
    Constant lowest = new Constant(Tensor.scalar(low));
    Constant highest = new Constant(Tensor.scalar(high));
    same(integers("Minimum", integers("Maximum", whole, lowest), highest), ramp());
    same(integers("Maximum", integers("Minimum", whole, highest), lowest), ramp());
  }

  private Value integers(String operation, Value a, Value b) {
    return graph.add(operation, List.of(a, b), Map.of(), ElementType.INT32, SHAPE);
  }

  @Test
  void aVectorMayBeMultipliedByAMatrixThatIsNotKnown() throws Exception {
    Constant first = new Constant(Tensor.vector(0, 0));
    Value vector =
        reshape(
            graph.add(
                "Slice",
                List.of(x, first, new Constant(Tensor.vector(1, 8))),
                Map.of(),
                ElementType.FLOAT32,
                Shape.of(1, 8)),
            8);
    Value matrix =
        reshape(
            graph.add(
                "Tile",
                List.of(x, new Constant(Tensor.vector(4, 1))),
                Map.of(),
                ElementType.FLOAT32,
                Shape.of(8, 8)),
            8,
            8);
    Value product =
        graph.add(
            "MatMul",
            List.of(reshape(vector, 1, 8), matrix),
            Map.of(),
            ElementType.FLOAT32,
            Shape.of(1, 8));
    same(reshape(product, 8), ramp());
  }

  private Value reshape(Value a, int... shape) {
    return graph.add(
        "Reshape",
        List.of(a, new Constant(Tensor.vector(shape))),
        Map.of(),
        ElementType.FLOAT32,
        Shape.of(java.util.Arrays.stream(shape).asLongStream().toArray()));
  }

  private static float[] ramp() {
    float[] values = new float[16];
    for (int i = 0; i < values.length; i++) {
      values[i] = (i - 7) * 0.37f + (i % 3);
    }
    return values;
  }

  private Value unary(String operation, Value a) {
    return graph.add(operation, List.of(a), Map.of(), ElementType.FLOAT32, a.shape());
  }

  private Value binary(String operation, Value a, Value b) {
    return graph.add(operation, List.of(a, b), Map.of(), ElementType.FLOAT32, SHAPE);
  }

  private Value select(Value condition, Value a, Value b) {
    return graph.add("SelectV2", List.of(condition, a, b), Map.of(), ElementType.FLOAT32, SHAPE);
  }

  private Value reduce(String operation, Value a, boolean keep) {
    return graph.add(
        operation,
        List.of(a, new Constant(Tensor.vector(1))),
        Map.of("keep_dims", Attributes.of(keep)),
        ElementType.FLOAT32,
        keep ? Shape.of(2, 1) : Shape.of(2));
  }

  private static Constant scalar(float value) {
    return new Constant(Tensor.scalar(value));
  }

  private List<Integer> operators(Value y) throws Exception {
    return TfliteFile.operators(convert(portable(y)));
  }

  private PortableGraph portable(Value y) {
    return graph.build(List.of(new PortableGraph.Output("y", y)));
  }

  private byte[] convert(PortableGraph portable) throws Exception {
    Value y = portable.outputs().get(0).value();
    Signature signature =
        new Signature(
            "serving_default",
            List.of(new TensorSpec("x", ElementType.FLOAT32, SHAPE)),
            List.of(new TensorSpec("y", y.type(), y.shape())));
    ConverterFlags flags = ConverterFlags.of(folder, "serving_default", Map.of());
    return TfliteTarget.convert(
        Legalisation.apply(Simplification.apply(portable)), signature, flags, folder);
  }

  private void same(Value y, float... values) throws Exception {
    PortableGraph portable = portable(y);
    Map<String, Tensor> inputs = Map.of("x", Tensor.ofFloats(SHAPE, values));
    Path file = Files.write(folder.resolve("model.tflite"), convert(portable));
    try (TfliteRuntime runtime = TfliteRuntime.open(file, "serving_default")) {
      Comparison comparison =
          Comparison.of(
              GraphExecution.run(portable, inputs), runtime.run(inputs), Tolerance.DEFAULT);
      assertThat(comparison.mismatch()).isEmpty();
    }
  }
}
