package org.modelparity.lowering;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.modelparity.graph.Constant;
import org.modelparity.graph.FoldingGraphBuilder;
import org.modelparity.graph.GraphBuilder;
import org.modelparity.graph.GraphExecution;
import org.modelparity.graph.PortableGraph;
import org.modelparity.graph.Value;
import org.modelparity.tensor.Tensor;

/** Evaluates a lowering on constants, and as a graph in TensorFlow. */
final class Lowered {
  /** What a test lowers. */
  interface Lowering extends BiFunction<GraphBuilder, List<Value>, Value> {}

  private Lowered() {}

  static Tensor folded(Lowering lowering, Tensor... inputs) {
    try (FoldingGraphBuilder graph = new FoldingGraphBuilder()) {
      List<Value> values = new ArrayList<>();
      for (Tensor input : inputs) {
        values.add(graph.constant(input));
      }
      return ((Constant) lowering.apply(graph, values)).tensor();
    }
  }

  static PortableGraph graph(Lowering lowering, Tensor... inputs) {
    try (FoldingGraphBuilder graph = new FoldingGraphBuilder()) {
      List<Value> values = new ArrayList<>();
      for (Tensor input : inputs) {
        values.add(graph.input("x" + values.size(), input.type(), input.shape()));
      }
      Value result = lowering.apply(graph, values);
      return graph.build(List.of(new PortableGraph.Output("y", result)));
    }
  }

  static Map<String, Tensor> named(Tensor... inputs) {
    Map<String, Tensor> named = new LinkedHashMap<>();
    for (Tensor input : inputs) {
      named.put("x" + named.size(), input);
    }
    return named;
  }

  static Tensor running(Lowering lowering, Tensor... inputs) {
    return GraphExecution.run(graph(lowering, inputs), named(inputs)).get("y");
  }
}
