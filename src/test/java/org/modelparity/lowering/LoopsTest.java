package org.modelparity.lowering;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.modelparity.graph.FoldingGraphBuilder;
import org.modelparity.graph.GraphBuilder;
import org.modelparity.graph.Node;
import org.modelparity.graph.PortableGraph;
import org.modelparity.graph.Running;
import org.modelparity.graph.Value;
import org.modelparity.tensor.ElementType;
import org.modelparity.tensor.Shape;
import org.modelparity.tensor.Tensor;

class LoopsTest {
  private static final Shape TWO = Shape.of(2);

  /** (i, x, w) -> x + w, while i is less than a number of trips. */
  private static List<Value> loop(GraphBuilder graph, Value trips, Value x, Value w, int budget) {
    Primitives p = new Primitives(graph);
    Elementwise e = new Elementwise(graph);
    return new Loops(graph, budget)
        .whileLoop(
            List.of(graph.constant(Tensor.scalar(0)), x, w, trips),
            s -> p.compare("Less", s.get(0), s.get(3)),
            s ->
                List.of(
                    p.int32("AddV2", s.get(0), Literals.int32(1)),
                    e.add(s.get(1), s.get(2)),
                    s.get(2),
                    s.get(3)));
  }

  @Test
  void constantConditionsAreUnrolled() {
    Grid x = Grid.random(new Random(1), ElementType.FLOAT32, 2);
    Grid w = Grid.random(new Random(2), ElementType.FLOAT32, 2);
    Grid expected = Grid.of(x.type, x.shape, q -> x.at(q) + 3 * w.at(q));
    Checks.assertGives(
        List.of(expected),
        (graph, v) ->
            List.of(loop(graph, graph.constant(Tensor.scalar(3)), v.get(0), v.get(1), 100).get(1)),
        x,
        w);
    try (FoldingGraphBuilder graph = new FoldingGraphBuilder()) {
      Value y =
          loop(
                  graph,
                  graph.constant(Tensor.scalar(3)),
                  graph.input("x0", ElementType.FLOAT32, TWO),
                  graph.constant(Tensor.ofFloats(TWO, 1, 2)),
                  100)
              .get(1);
      assertThat(graph.build(List.of(new PortableGraph.Output("y", y))).nodes())
          .extracting(Node::operation)
          .containsExactly("Placeholder", "AddV2", "AddV2", "AddV2");
    }
  }

  @Test
  void runningConditionsAndLongLoopsStayLoops() {
    loopCases().forEach(Checks.Case::check);
  }

  static List<Checks.Case> loopCases() {
    Grid x = Grid.random(new Random(1), ElementType.FLOAT32, 2);
    Grid w = Grid.random(new Random(2), ElementType.FLOAT32, 2);
    Grid expected = Grid.of(x.type, x.shape, q -> x.at(q) + 30 * w.at(q));
    return List.of(
        new Checks.Case(
            List.of(expected),
            (graph, v) -> List.of(loop(graph, v.get(2), v.get(0), v.get(1), 1000).get(1)),
            x,
            w,
            Grid.scalar(ElementType.INT32, 30)),
        new Checks.Case(
            List.of(expected),
            (graph, v) ->
                List.of(
                    loop(graph, graph.constant(Tensor.scalar(30)), v.get(0), v.get(1), 10).get(1)),
            x,
            w));
  }

  @Test
  void whatABodyHandsOnIsNoLoopVariable() {
    try (FoldingGraphBuilder graph = new FoldingGraphBuilder()) {
      Value y =
          loop(
                  graph,
                  graph.input("x0", ElementType.INT32, Shape.scalar()),
                  graph.input("x1", ElementType.FLOAT32, TWO),
                  graph.constant(Tensor.ofFloats(TWO, 1, 2)),
                  100)
              .get(1);
      Node loop = ((Running) y).node();
      assertThat(loop.operation()).isEqualTo("StatelessWhile");
      // The counter and x; the number of trips is captured, the weights stay constant.
      assertThat(loop.inputs()).hasSize(3);
    }
  }

  @Test
  void branches() {
    Grid x = Grid.random(new Random(1), ElementType.FLOAT32, 2);
    for (int index = -1; index < 4; index++) {
      int taken = index < 0 || index > 2 ? 2 : index;
      Grid expected = Grid.of(x.type, x.shape, q -> x.at(q) * (taken + 1));
      Checks.assertGives(
          List.of(expected),
          (graph, v) -> {
            Elementwise e = new Elementwise(graph);
            return new Loops(graph)
                .conditional(
                    v.get(1),
                    List.of(
                        () -> List.of(v.get(0)),
                        () -> List.of(e.add(v.get(0), v.get(0))),
                        () ->
                            List.of(
                                e.multiply(v.get(0), Literals.scalar(ElementType.FLOAT32, 3)))));
          },
          x,
          Grid.scalar(ElementType.INT32, index));
    }
  }
}
