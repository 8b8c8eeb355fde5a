package org.modelparity.tfjs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BiFunction;
import org.modelparity.graph.FoldingGraphBuilder;
import org.modelparity.graph.GraphBuilder;
import org.modelparity.graph.GraphExecution;
import org.modelparity.graph.PortableGraph;
import org.modelparity.graph.Value;
import org.modelparity.target.Execution;
import org.modelparity.tensor.Comparison;
import org.modelparity.tensor.Shape;
import org.modelparity.tensor.Tensor;
import org.modelparity.tensor.Tolerance;

/** Small graphs, and whether TF.js computes what TensorFlow computes. */
final class Models {
  private Models() {}

  /** Builds the outputs {@code y0}, {@code y1}, ... of a graph from its inputs. */
  interface Body extends BiFunction<GraphBuilder, List<Value>, List<Value>> {}

  /** A graph whose inputs {@code x0}, {@code x1}, ... have the types and shapes of tensors. */
  static PortableGraph graph(List<Tensor> inputs, Body body) {
    try (GraphBuilder builder = new FoldingGraphBuilder()) {
      List<Value> values = new ArrayList<>();
      for (Tensor input : inputs) {
        values.add(builder.input("x" + values.size(), input.type(), input.shape()));
      }
      List<PortableGraph.Output> outputs = new ArrayList<>();
      for (Value value : body.apply(builder, values)) {
        outputs.add(new PortableGraph.Output("y" + outputs.size(), value));
      }
      return builder.build(outputs);
    }
  }

  static Map<String, Tensor> named(List<Tensor> inputs) {
    Map<String, Tensor> named = new LinkedHashMap<>();
    inputs.forEach(i -> named.put("x" + named.size(), i));
    return named;
  }

  /** Converts the graph and compares two runs of it on a backend with TensorFlow. */
  static void assertRight(PortableGraph graph, List<Tensor> inputs, Path folder, String backend)
      throws Exception {
    assertRight(graph, named(inputs), folder, backend);
  }

  static void assertRight(
      PortableGraph graph, Map<String, Tensor> inputs, Path folder, String backend)
      throws Exception {
    Map<String, Tensor> expected = GraphExecution.run(graph, inputs);
    GraphModel model = new GraphModelWriter(Quantization.NONE).write(graph, folder);
    try (Execution execution = model.open(backend)) {
      assertSame(expected, execution.run(inputs));
      assertSame(expected, execution.run(inputs));
    }
  }

  static void assertSame(Map<String, Tensor> expected, Map<String, Tensor> actual) {
    Comparison comparison = Comparison.of(expected, actual, Tolerance.DEFAULT);
    assertThat(comparison.mismatch()).isEmpty();
    assertThat(comparison.matches()).isTrue();
  }

  /** Seeded numbers between -2 and 2. */
  static Tensor floats(long... shape) {
    Shape s = Shape.of(shape);
    Random random = new Random(s.hashCode());
    float[] values = new float[(int) s.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextFloat() * 4 - 2;
    }
    return Tensor.ofFloats(s, values);
  }

  /** Seeded numbers between {@code low} and {@code high}, the latter excluded. */
  static Tensor ints(int low, int high, long... shape) {
    Shape s = Shape.of(shape);
    return Tensor.ofInts(s, new Random(s.hashCode()).ints(s.size(), low, high).toArray());
  }

  static Tensor booleans(long... shape) {
    Shape s = Shape.of(shape);
    Random random = new Random(s.hashCode());
    boolean[] values = new boolean[(int) s.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextBoolean();
    }
    return Tensor.ofBooleans(s, values);
  }
}
