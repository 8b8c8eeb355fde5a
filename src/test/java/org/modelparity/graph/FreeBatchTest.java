package org.modelparity.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.modelparity.tensor.ElementType;
import org.modelparity.tensor.Shape;
import org.modelparity.tensor.Tensor;

/** One graph of two does, for a third size, what a graph made for that size does: in TensorFlow. */
class FreeBatchTest {
  private static final int WIDTH = 4;

  /** A graph's output from its input of shape [size, 4]. */
  private interface Lowering extends BiFunction<Batch, Running, Value> {}

  /** Builds for one size of the batch. */
  private record Batch(FoldingGraphBuilder graph, int size) {
    Value add(String operation, Shape shape, Value... inputs) {
      return graph.add(operation, ElementType.FLOAT32, shape, inputs);
    }

    /** The same rows for every element of the batch. */
    Constant rows() {
      float[] values = new float[size * WIDTH];
      for (int i = 0; i < values.length; i++) {
        values[i] = i % WIDTH;
      }
      return new Constant(Tensor.ofFloats(whole(), values));
    }

    Constant numbers() {
      int[] values = new int[size];
      for (int i = 0; i < size; i++) {
        values[i] = 7 + 3 * i;
      }
      return new Constant(Tensor.ofInts(Shape.of(size), values));
    }

    Shape whole() {
      return Shape.of(size, WIDTH);
    }
  }

  static Stream<Arguments> lowerings() {
    return Stream.of(
        named("the batch in a reshape", (b, x) -> reshaped(b, b.add("Tanh", b.whole(), x))),
        named("repeated rows beside the batch", (b, x) -> b.add("AddV2", b.whole(), x, b.rows())),
        named(
            "repeated rows beside one row",
            (b, x) -> b.add("AddV2", b.whole(), mean(b, x), b.rows())),
        named(
            "numbers of rows",
            (b, x) ->
                b.graph.add(
                    "AddV2",
                    ElementType.INT32,
                    Shape.of(b.size),
                    b.graph.add(
                        "ArgMax",
                        ElementType.INT32,
                        Shape.of(b.size),
                        x,
                        new Constant(Tensor.scalar(1))),
                    b.numbers())),
        named(
            "a slice to the end",
            (b, x) ->
                b.add(
                    "Slice", Shape.of(b.size - 1, WIDTH), x, ints(1, 0), ints(b.size - 1, WIDTH))),
        named(
            "a slice before the end",
            (b, x) ->
                b.add(
                    "Slice", Shape.of(b.size - 1, WIDTH), x, ints(0, 0), ints(b.size - 1, WIDTH))));
  }

  private static Arguments named(String name, Lowering lowering) {
    return Arguments.of(name, lowering);
  }

  private static Value reshaped(Batch b, Value x) {
    return b.add("Reshape", Shape.of((long) b.size * WIDTH), x, ints(b.size * WIDTH));
  }

  private static Value mean(Batch b, Value x) {
    return b.graph.add(
        "Mean",
        List.of(x, ints(0)),
        Map.of("keep_dims", Attributes.of(true)),
        ElementType.FLOAT32,
        Shape.of(1, WIDTH));
  }

  private static Constant ints(int... values) {
    return new Constant(Tensor.vector(values));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("lowerings")
  void servesAThirdSize(String name, Lowering lowering) throws Exception {
    PortableGraph free = FreeBatch.of(graph(lowering, 2), graph(lowering, 3), 2, 3);
    assertThat(free.inputs().get(0).value().shape()).isEqualTo(Shape.of(Shape.UNKNOWN, WIDTH));
    float[] values = new float[5 * WIDTH];
    for (int i = 0; i < values.length; i++) {
      values[i] = (i * 7 % 11) / 10f;
    }
    Map<String, Tensor> inputs = Map.of("x", Tensor.ofFloats(Shape.of(5, WIDTH), values));
    assertThat(GraphExecution.run(free, inputs))
        .isEqualTo(GraphExecution.run(graph(lowering, 5), inputs));
  }

  @Test
  void saysWhatIsOfOneSizeOnly() {
    Lowering square =
        (b, x) ->
            b.add(
                "AddV2",
                Shape.of(b.size, b.size),
                b.graph.add(
                    "MatMul",
                    List.of(x, x),
                    Map.of("transpose_b", Attributes.of(true)),
                    ElementType.FLOAT32,
                    Shape.of(b.size, b.size)),
                new Constant(
                    Tensor.ofFloats(Shape.of(b.size, b.size), new float[b.size * b.size])));
    assertThatThrownBy(() -> FreeBatch.of(graph(square, 2), graph(square, 3), 2, 3))
        .isInstanceOf(FixedBatchException.class)
        .hasMessageContaining("AddV2")
        .hasMessageContaining("the batch in two of its sizes");
  }

  private static PortableGraph graph(Lowering lowering, int size) {
    try (FoldingGraphBuilder graph = new FoldingGraphBuilder()) {
      Batch batch = new Batch(graph, size);
      Running x = graph.input("x", ElementType.FLOAT32, batch.whole());
      return graph.build(List.of(new PortableGraph.Output("y", lowering.apply(batch, x))));
    }
  }
}
