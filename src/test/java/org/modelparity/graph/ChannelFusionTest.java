package org.modelparity.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.modelparity.tensor.ElementType;
import org.modelparity.tensor.Shape;
import org.modelparity.tensor.Tensor;
import org.modelparity.tensorflow.EagerRuntime;
import org.tensorflow.proto.AttrValue;

class ChannelFusionTest {
  private static final ElementType FLOAT = ElementType.FLOAT32;

  private final EagerRuntime runtime = new EagerRuntime();
  private final FoldingGraphBuilder graph = new FoldingGraphBuilder(runtime);
  private final Random random = new Random(1);

  @AfterEach
  void close() {
    graph.close();
    runtime.close();
  }

  private Tensor noise(long... dimensions) {
    Shape shape = Shape.of(dimensions);
    float[] values = new float[(int) shape.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextFloat() * 2 - 1;
    }
    return Tensor.ofFloats(shape, values);
  }

  private Constant weights(long... dimensions) {
    return graph.constant(noise(dimensions));
  }

  private Value op(String operation, Value a, Value b) {
    return graph.add(operation, FLOAT, a.shape(), a, b);
  }

  private Value normalised(Value x) {
    long channels = x.shape().dimension(x.shape().rank() - 1);
    Value centred = op("Sub", x, weights(1, 1, 1, channels));
    Value scaled = op("Mul", centred, weights(1, 1, 1, channels));
    Value shifted = op("AddV2", scaled, weights(channels));
    return graph.add("Relu", FLOAT, x.shape(), shifted);
  }

  private static final Map<String, AttrValue> CONVOLUTION =
      Map.of("strides", Attributes.list(1, 1, 1, 1), "padding", Attributes.of("SAME"));

  private Value convolution(String operation, Value x, Constant weights, long channels) {
    return graph.add(
        operation, List.of(x, weights), CONVOLUTION, FLOAT, x.shape().with(3, channels));
  }

  private PortableGraph optimized(Tensor x, Value y) {
    PortableGraph built = graph.build(List.of(new PortableGraph.Output("y", y)));
    PortableGraph optimized = Simplification.apply(built, runtime);
    float[] before = GraphExecution.run(built, Map.of("x", x)).get("y").toFloats();
    float[] after = GraphExecution.run(optimized, Map.of("x", x)).get("y").toFloats();
    for (int i = 0; i < before.length; i++) {
      assertThat(after[i]).isCloseTo(before[i], Offset.offset(1e-5f));
    }
    return optimized;
  }

  private static List<String> operations(PortableGraph graph) {
    return graph.nodes().stream().map(Node::operation).toList();
  }

  @Test
  void batchNormalisationGoesIntoConvolutions() {
    Tensor input = noise(1, 5, 5, 3);
    Value x = graph.input("x", FLOAT, input.shape());
    Value y = normalised(convolution("Conv2D", x, weights(3, 3, 3, 4), 4));
    Value z = normalised(convolution("DepthwiseConv2dNative", y, weights(3, 3, 4, 2), 8));
    assertThat(operations(optimized(input, z)))
        .containsExactly(
            "Placeholder", "Conv2D", "BiasAdd", "Relu", "DepthwiseConv2dNative", "BiasAdd", "Relu");
  }

  @Test
  void reshapesMoveBehindBiasAndActivation() {
    Tensor input = noise(6, 3);
    Value x = graph.input("x", FLOAT, input.shape());
    Value product = graph.add("MatMul", FLOAT, Shape.of(6, 4), x, weights(3, 4));
    Constant shape = graph.constant(Tensor.vector(2, 3, 4));
    Value reshaped = graph.add("Reshape", FLOAT, Shape.of(2, 3, 4), product, shape);
    Value biased = op("AddV2", reshaped, weights(1, 1, 4));
    Value y = graph.add("Relu", FLOAT, biased.shape(), biased);
    assertThat(operations(optimized(input, y)))
        .containsExactly("Placeholder", "MatMul", "BiasAdd", "Relu", "Reshape");
  }

  @Test
  void whatIsUsedElsewhereStays() {
    Tensor input = noise(1, 4, 4, 2);
    Value x = graph.input("x", FLOAT, input.shape());
    Value product = convolution("Conv2D", x, weights(1, 1, 2, 2), 2);
    Value scaled = op("Mul", product, weights(2));
    assertThat(operations(optimized(input, op("AddV2", scaled, product))))
        .containsExactly("Placeholder", "Conv2D", "Mul", "AddV2");
  }

  @Test
  void termsThatAreNotPerChannelStay() {
    Tensor input = noise(1, 4, 4, 2);
    Value x = graph.input("x", FLOAT, input.shape());
    Value product = convolution("Conv2D", x, weights(1, 1, 2, 4), 4);
    assertThat(operations(optimized(input, op("AddV2", product, weights(1, 4, 4, 1)))))
        .containsExactly("Placeholder", "Conv2D", "AddV2");
  }

  @Test
  void loopsAreRebuilt() {
    Tensor input = noise(3);
    Value x = graph.input("x", FLOAT, input.shape());
    Value twice = op("AddV2", x, x);
    Value zero = graph.constant(Tensor.scalar(0));
    Value y =
        graph
            .whileLoop(
                List.of(zero, x),
                v ->
                    graph.add(
                        "Less",
                        ElementType.BOOL,
                        Shape.scalar(),
                        v.get(0),
                        graph.constant(Tensor.scalar(3))),
                v ->
                    List.of(
                        graph.add(
                            "AddV2",
                            ElementType.INT32,
                            Shape.scalar(),
                            v.get(0),
                            graph.constant(Tensor.scalar(1))),
                        op("AddV2", op("Mul", v.get(1), graph.constant(Tensor.scalar(1f))), twice)))
            .get(1);
    PortableGraph optimized = optimized(input, y);
    assertThat(optimized.subgraphs().get("StatelessWhile_body").nodes())
        .extracting(Node::operation)
        .doesNotContain("Mul")
        .contains("AddV2");
  }

  @Test
  void sameGraphSameBytes() {
    Tensor input = noise(1, 5, 5, 3);
    Value x = graph.input("x", FLOAT, input.shape());
    Value y = normalised(convolution("Conv2D", x, weights(3, 3, 3, 4), 4));
    PortableGraph built = graph.build(List.of(new PortableGraph.Output("y", y)));
    assertThat(Simplification.apply(built, runtime).toGraphDef())
        .isEqualTo(Simplification.apply(built, runtime).toGraphDef());
  }
}
