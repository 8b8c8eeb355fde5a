package org.modelparity.lowering;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.modelparity.graph.FoldingGraphBuilder;
import org.modelparity.graph.GraphBuilder;
import org.modelparity.graph.GraphExecution;
import org.modelparity.graph.PortableGraph;
import org.modelparity.graph.Value;
import org.modelparity.tensor.ElementType;
import org.modelparity.tensor.Tensor;
import org.modelparity.tensorflow.EagerRuntime;

/** Runs lowerings in TensorFlow: on inputs of the model, and folded. */
final class Checks {
  private static final EagerRuntime RUNTIME = new EagerRuntime();
  private static final double RELATIVE = 1e-4;
  private static final double ABSOLUTE = 1e-4;

  private Checks() {}

  /** A lowering, its arguments, and what plain loops say it gives. */
  record Case(
      List<Grid> expected,
      BiFunction<GraphBuilder, List<Value>, List<Value>> lowering,
      Grid... arguments) {
    /** Runs it on inputs of the model, folded, and with each argument a constant by itself. */
    void check() {
      int all = (1 << arguments.length) - 1;
      assertSame("running", expected, run(lowering, 0, arguments));
      assertSame("folded", expected, run(lowering, all, arguments));
      for (int i = 0; i < arguments.length && arguments.length <= 3; i++) {
        assertSame("constant " + i, expected, run(lowering, 1 << i, arguments));
      }
    }
  }

  static void assertGives(
      List<Grid> expected,
      BiFunction<GraphBuilder, List<Value>, List<Value>> lowering,
      Grid... arguments) {
    new Case(expected, lowering, arguments).check();
  }

  static List<Grid> run(
      BiFunction<GraphBuilder, List<Value>, List<Value>> lowering,
      int constants,
      Grid... arguments) {
    try (FoldingGraphBuilder graph = new FoldingGraphBuilder(RUNTIME)) {
      PortableGraph portable = graph(graph, lowering, constants, arguments);
      Map<String, Tensor> inputs = new LinkedHashMap<>();
      for (PortableGraph.Input input : portable.inputs()) {
        int index = Integer.parseInt(input.name().substring(1));
        inputs.put(input.name(), arguments[index].tensor());
      }
      return GraphExecution.run(portable, inputs).values().stream().map(Grid::of).toList();
    }
  }

  /**
   * @param constants a bit for each argument that is constant
   */
  static PortableGraph graph(
      FoldingGraphBuilder graph,
      BiFunction<GraphBuilder, List<Value>, List<Value>> lowering,
      int constants,
      Grid... arguments) {
    List<Value> values = new ArrayList<>();
    for (int i = 0; i < arguments.length; i++) {
      Tensor tensor = arguments[i].tensor();
      boolean constant = (constants >> i & 1) != 0;
      values.add(
          constant ? graph.constant(tensor) : graph.input("x" + i, tensor.type(), tensor.shape()));
    }
    List<PortableGraph.Output> outputs = new ArrayList<>();
    for (Value value : lowering.apply(graph, values)) {
      outputs.add(new PortableGraph.Output("y" + outputs.size(), value));
    }
    return graph.build(outputs);
  }

  static void assertSame(String what, List<Grid> expected, List<Grid> actual) {
    assertThat(actual).as(what).hasSameSizeAs(expected);
    for (int i = 0; i < expected.size(); i++) {
      Grid e = expected.get(i);
      Grid a = actual.get(i);
      assertThat(a.type).as(what).isEqualTo(e.type);
      assertThat(a.shape).as(what).isEqualTo(e.shape);
      for (int k = 0; k < e.values.length; k++) {
        assertThat(same(e, e.values[k], a.values[k]))
            .as("%s, output %d at %d: expected %s, got %s", what, i, k, e.values[k], a.values[k])
            .isTrue();
      }
    }
  }

  private static boolean same(Grid grid, double expected, double actual) {
    double rounded = grid.type == ElementType.FLOAT32 ? (float) expected : expected;
    if (rounded == actual || Double.isNaN(expected) && Double.isNaN(actual)) {
      return true;
    }
    return grid.type.isFloating()
        && Math.abs(expected - actual) <= ABSOLUTE + RELATIVE * Math.abs(expected);
  }
}
