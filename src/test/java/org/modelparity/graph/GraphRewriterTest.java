package org.modelparity.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.modelparity.tensor.ElementType;
import org.modelparity.tensor.Shape;
import org.modelparity.tensor.Tensor;

class GraphRewriterTest {
  private static final Shape PAIR = Shape.of(2);
  private static final Tensor X = Tensor.ofFloats(PAIR, 3, -4);

  @Test
  void aRuleReplacesANodeWhereverItIs() {
    PortableGraph graph = loopThatNegates();
    PortableGraph rewritten = GraphRewriter.rewrite(graph, GraphRewriterTest::absoluteForNegative);
    assertThat(run(graph)).isEqualTo(Tensor.ofFloats(PAIR, -3, 4));
    assertThat(run(rewritten)).isEqualTo(Tensor.ofFloats(PAIR, 3, 4));
    assertThat(rewritten.notes()).containsExactly("noted");
  }

  @Test
  void withoutARuleTheGraphComputesTheSame() {
    PortableGraph graph = loopThatNegates();
    PortableGraph same = GraphRewriter.rewrite(graph, site -> Optional.empty());
    assertThat(run(same)).isEqualTo(run(graph));
    assertThat(same.nodes()).hasSameSizeAs(graph.nodes());
    assertThat(same.toGraphDef()).isEqualTo(graph.toGraphDef());
  }

  @Test
  void typesOfTheProgramAreKept() {
    try (FoldingGraphBuilder builder = new FoldingGraphBuilder()) {
      Running x = builder.input("x", ElementType.UINT8, PAIR);
      Value sum = builder.add("AddV2", List.of(x, x), Map.of(), ElementType.UINT8, PAIR);
      PortableGraph graph = builder.build(List.of(new PortableGraph.Output("y", sum)));
      PortableGraph same = GraphRewriter.rewrite(graph, site -> Optional.empty());
      assertThat(same.outputs().get(0).value().type()).isEqualTo(ElementType.UINT8);
      assertThat(same.inputs().get(0).value().type()).isEqualTo(ElementType.UINT8);
    }
  }

  @Test
  void usersOfANodeCountResults() {
    try (FoldingGraphBuilder builder = new FoldingGraphBuilder()) {
      Running x = builder.input("x", ElementType.FLOAT32, PAIR);
      Value negative = builder.add("Neg", List.of(x), Map.of(), ElementType.FLOAT32, PAIR);
      Value absolute = builder.add("Abs", List.of(negative), Map.of(), ElementType.FLOAT32, PAIR);
      PortableGraph graph =
          builder.build(
              List.of(
                  new PortableGraph.Output("y", negative),
                  new PortableGraph.Output("z", absolute)));
      GraphRewriter.rewrite(
          graph,
          site -> {
            Node neg = ((Running) negative).node();
            Node abs = ((Running) absolute).node();
            assertThat(site.users(neg)).containsExactlyInAnyOrder(abs, neg);
            return Optional.empty();
          });
    }
  }

  @Test
  void partsOfComplexResultsAreRewrittenToo() {
    try (FoldingGraphBuilder builder = new FoldingGraphBuilder()) {
      Running x = builder.input("x", ElementType.FLOAT32, PAIR);
      Value negative = builder.add("Neg", List.of(x), Map.of(), ElementType.FLOAT32, PAIR);
      PortableGraph graph =
          builder.build(List.of(new PortableGraph.Output("y", new ComplexPair(x, negative))));
      PortableGraph rewritten =
          GraphRewriter.rewrite(graph, GraphRewriterTest::absoluteForNegative);
      ComplexPair y = (ComplexPair) rewritten.outputs().get(0).value();
      assertThat(y.real()).isEqualTo(rewritten.inputs().get(0).value());
      assertThat(((Running) y.imaginary()).node().operation()).isEqualTo("Abs");
      assertThat(rewritten.nodes()).hasSize(2);
    }
  }

  /** Negates three times. */
  private static PortableGraph loopThatNegates() {
    try (FoldingGraphBuilder builder = new FoldingGraphBuilder()) {
      Running x = builder.input("x", ElementType.FLOAT32, PAIR);
      Value count =
          builder.add(
              "Cast", List.of(rank(builder, x)), Map.of(), ElementType.INT32, Shape.scalar());
      List<Value> results =
          builder.whileLoop(
              List.of(count, x),
              v ->
                  builder.add(
                      "Less",
                      List.of(v.get(0), new Constant(Tensor.scalar(3))),
                      Map.of(),
                      ElementType.BOOL,
                      Shape.scalar()),
              v ->
                  List.of(
                      builder.add(
                          "AddV2",
                          List.of(v.get(0), new Constant(Tensor.scalar(1))),
                          Map.of(),
                          ElementType.INT32,
                          Shape.scalar()),
                      builder.add("Neg", List.of(v.get(1)), Map.of(), ElementType.FLOAT32, PAIR)));
      builder.note("noted");
      return builder.build(List.of(new PortableGraph.Output("y", results.get(1))));
    }
  }

  /** Zero, but not known when the graph is built. */
  private static Value rank(GraphBuilder builder, Value x) {
    Value zeros =
        builder.add(
            "Mul",
            List.of(x, new Constant(Tensor.scalar(0f))),
            Map.of(),
            ElementType.FLOAT32,
            PAIR);
    return builder.add(
        "Sum",
        List.of(zeros, new Constant(Tensor.vector(0))),
        Map.of(),
        ElementType.FLOAT32,
        Shape.scalar());
  }

  private static Optional<List<Value>> absoluteForNegative(GraphRewriter.Site site) {
    if (!site.node().operation().equals("Neg")) {
      return Optional.empty();
    }
    return Optional.of(
        List.of(
            site.graph().add("Abs", List.of(site.input(0)), Map.of(), ElementType.FLOAT32, PAIR)));
  }

  private static Tensor run(PortableGraph graph) {
    return GraphExecution.run(graph, Map.of("x", X)).get("y");
  }
}
