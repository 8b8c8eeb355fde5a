package org.modelparity.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.modelparity.tensor.ElementType;
import org.modelparity.tensor.Shape;
import org.modelparity.tensor.Tensor;
import org.tensorflow.proto.NodeDef;

class FoldingGraphBuilderTest {
  private static final Shape SCALAR = Shape.scalar();
  private static final Shape TWO = Shape.of(2);

  private final FoldingGraphBuilder graph = new FoldingGraphBuilder();

  @AfterEach
  void close() {
    graph.close();
  }

  private Value add(Value a, Value b) {
    return graph.add("AddV2", a.type(), a.shape(), a, b);
  }

  private Constant ints(int... values) {
    return graph.constant(Tensor.vector(values));
  }

  @Test
  void foldsInTheProgramsOwnType() {
    Tensor a = Tensor.of(ElementType.UINT32, TWO, Tensor.vector(-1, 5).data());
    Tensor b = Tensor.of(ElementType.UINT32, TWO, Tensor.vector(2, 6).data());
    Value product = graph.add("Mul", ElementType.UINT32, TWO, graph.constant(a), graph.constant(b));
    Value less = graph.add("Less", ElementType.BOOL, TWO, graph.constant(a), graph.constant(b));
    assertThat(((Constant) product).tensor().toLongs()).containsExactly(0xfffffffeL, 30);
    assertThat(((Constant) less).tensor()).isEqualTo(Tensor.ofBooleans(TWO, false, true));
  }

  @Test
  void refusesAFoldThatTensorFlowCannotDo() {
    assertThatThrownBy(() -> graph.add("FloorDiv", ElementType.INT32, TWO, ints(1, 2), ints(1, 0)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("FloorDiv");
  }

  @Test
  void sharesWhatWasAlreadyAdded() {
    Running x = graph.input("x", ElementType.INT32, TWO);
    assertThat(add(x, ints(1, 2))).isEqualTo(add(x, ints(1, 2)));
    assertThat(add(x, ints(1, 2))).isNotEqualTo(add(x, ints(1, 3)));
  }

  @Test
  void resultsWithoutElementsAreConstants() {
    Running x = graph.input("x", ElementType.INT32, Shape.of(0, 3));
    assertThat(add(x, x)).isInstanceOf(Constant.class);
  }

  @Test
  void castsToCarriersAndBack() {
    Running x = graph.input("x", ElementType.INT64, TWO);
    Value sum = add(x, graph.constant(Tensor.ofLongs(TWO, 1, 2)));
    PortableGraph built = graph.build(List.of(new PortableGraph.Output("sum", sum)));
    assertThat(built.nodes()).hasSize(2);
    assertThat(GraphExecution.run(built, Map.of("x", Tensor.ofLongs(TWO, 10, -20))))
        .containsExactly(Map.entry("sum", Tensor.ofLongs(TWO, 11, -18)));
  }

  @Test
  void outputsThatDependOnNoInput() {
    graph.input("unused", ElementType.FLOAT32, TWO);
    PortableGraph built =
        graph.build(List.of(new PortableGraph.Output("out:0", graph.constant(Tensor.scalar(3)))));
    assertThat(GraphExecution.run(built, Map.of("unused", Tensor.ofFloats(TWO, 1, 2))).get("out:0"))
        .isEqualTo(Tensor.scalar(3));
  }

  @Test
  void loopsCaptureOuterValues() {
    Running x = graph.input("x", ElementType.INT32, TWO);
    Running limit = graph.input("limit", ElementType.INT32, SCALAR);
    Value doubled = add(x, x);
    List<Value> results =
        graph.whileLoop(
            List.of(graph.constant(Tensor.scalar(0)), ints(0, 0)),
            v -> graph.add("Less", ElementType.BOOL, SCALAR, v.get(0), limit),
            v -> List.of(add(v.get(0), graph.constant(Tensor.scalar(1))), add(v.get(1), doubled)));
    PortableGraph built =
        graph.build(
            List.of(
                new PortableGraph.Output("count", results.get(0)),
                new PortableGraph.Output("sum", results.get(1))));
    assertThat(built.subgraphs()).hasSize(2);
    assertThat(
            GraphExecution.run(built, Map.of("x", Tensor.vector(1, 2), "limit", Tensor.scalar(5))))
        .containsEntry("count", Tensor.scalar(5))
        .containsEntry("sum", Tensor.vector(10, 20));
  }

  @Test
  void loopsMayBeNested() {
    Running x = graph.input("x", ElementType.INT32, SCALAR);
    Constant one = graph.constant(Tensor.scalar(1));
    Constant zero = graph.constant(Tensor.scalar(0));
    List<Value> results =
        graph.whileLoop(
            List.of(zero, zero),
            v -> graph.add("Less", ElementType.BOOL, SCALAR, v.get(0), x),
            v -> {
              List<Value> inner =
                  graph.whileLoop(
                      List.of(zero, v.get(1)),
                      w -> graph.add("Less", ElementType.BOOL, SCALAR, w.get(0), v.get(0)),
                      w -> List.of(add(w.get(0), one), add(w.get(1), x)));
              return List.of(add(v.get(0), one), inner.get(1));
            });
    PortableGraph built = graph.build(List.of(new PortableGraph.Output("y", results.get(1))));
    assertThat(GraphExecution.run(built, Map.of("x", Tensor.scalar(4))).get("y"))
        .isEqualTo(Tensor.scalar(24));
  }

  @Test
  void branchesCaptureOuterValues() {
    Running x = graph.input("x", ElementType.INT32, TWO);
    Running up = graph.input("up", ElementType.BOOL, SCALAR);
    List<Value> results =
        graph.ifElse(up, () -> List.of(add(x, ints(1, 1))), () -> List.of(ints(7, 8)));
    PortableGraph built = graph.build(List.of(new PortableGraph.Output("y", results.get(0))));
    Tensor one = Tensor.vector(1, 2);
    assertThat(GraphExecution.run(built, Map.of("x", one, "up", Tensor.scalar(true))).get("y"))
        .isEqualTo(Tensor.vector(2, 3));
    assertThat(GraphExecution.run(built, Map.of("x", one, "up", Tensor.scalar(false))).get("y"))
        .isEqualTo(Tensor.vector(7, 8));
  }

  @Test
  void valuesOfAClosedLoopAreRefused() {
    Running x = graph.input("x", ElementType.INT32, SCALAR);
    Value[] leaked = new Value[1];
    graph.whileLoop(
        List.of(x),
        v -> graph.add("Less", ElementType.BOOL, SCALAR, v.get(0), x),
        v -> {
          leaked[0] = add(v.get(0), x);
          return List.of(leaked[0]);
        });
    assertThatThrownBy(() -> add(leaked[0], x)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void hostArgumentsHaveConstantsOfTheirOwn() {
    Running x = graph.input("x", ElementType.INT32, TWO);
    Value sum = add(x, ints(1, 2));
    Value reshaped = graph.add("Reshape", ElementType.INT32, Shape.of(1, 2), sum, ints(1, 2));
    PortableGraph built = graph.build(List.of(new PortableGraph.Output("y", reshaped)));
    assertThat(built.toGraphDef().getNodeList().stream().filter(n -> n.getOp().equals("Const")))
        .extracting(NodeDef::getName)
        .containsExactly("AddV2/y", "Reshape/shape");
  }
}
