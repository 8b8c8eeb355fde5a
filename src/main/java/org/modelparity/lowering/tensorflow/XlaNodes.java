package org.modelparity.lowering.tensorflow;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BinaryOperator;
import org.modelparity.graph.GraphBuilder;
import org.modelparity.graph.Value;
import org.modelparity.lowering.ConvolutionSpec;
import org.modelparity.lowering.Convolutions;
import org.modelparity.lowering.GatherSpec;
import org.modelparity.lowering.Indexing;
import org.modelparity.lowering.LoweringException;
import org.modelparity.lowering.Matrices;
import org.modelparity.lowering.Reductions;
import org.modelparity.lowering.ScatterSpec;
import org.modelparity.lowering.Shapes;
import org.modelparity.lowering.WindowSpec;
import org.modelparity.lowering.Windows;
import org.modelparity.lowering.stablehlo.XlaCallModules;
import org.modelparity.tensor.ElementType;

/**
 * What jax2tf writes: StableHLO in an XlaCallModule; before that, XLA's own operations with their
 * attributes.
 */
final class XlaNodes implements NodeHandlers.Family {
  private final Matrices matrices;
  private final Convolutions convolutions;
  private final Indexing indexing;
  private final Reductions reductions;
  private final Windows windows;
  private final Shapes shapes;
  private final GraphBuilder graph;
  private final int budget;

  XlaNodes(GraphBuilder graph, int budget) {
    this.graph = graph;
    this.budget = budget;
    this.matrices = new Matrices(graph);
    this.convolutions = new Convolutions(graph);
    this.indexing = new Indexing(graph);
    this.reductions = new Reductions(graph);
    this.windows = new Windows(graph);
    this.shapes = new Shapes(graph);
  }

  @Override
  public void register(NodeHandlers handlers) {
    handlers.many(
        "XlaCallModule",
        n -> XlaCallModules.lower(n.node().getAttrMap(), n.values(0, n.size()), graph, budget));
    handlers.one("XlaDot", n -> dot(n, n.in(0).type()));
    handlers.one("XlaDotV2", n -> dot(n, n.type("preferred_element_type")));
    handlers.one("XlaConv", n -> convolve(n, n.in(0).type(), 1));
    handlers.one(
        "XlaConvV2",
        n -> convolve(n, n.type("preferred_element_type"), n.number("batch_group_count")));
    handlers.one("XlaGather", this::gather);
    handlers.one("XlaScatter", this::scatter);
    handlers.one("XlaPad", this::pad);
    handlers.one(
        "XlaDynamicSlice", n -> indexing.dynamicSlice(n.in(0), elements(n.in(1)), n.longs(2)));
    handlers.one(
        "XlaDynamicUpdateSlice",
        n -> indexing.dynamicUpdateSlice(n.in(0), n.in(1), elements(n.in(2))));
    handlers.one("XlaReduce", this::reduce);
    handlers.many("XlaVariadicReduceV2", this::variadicReduce);
    handlers.one("XlaReduceWindow", this::reduceWindow);
    handlers.one("XlaSelectAndScatter", this::selectAndScatter);
    handlers.many(
        "XlaVariadicSort",
        n -> {
          throw new LoweringException("a sort by a comparator of its own");
        });
  }

  /** DotDimensionNumbers: 1, 2 contracting and 3, 4 batch dimensions of lhs and rhs. */
  private Value dot(NodeContext n, ElementType type) {
    Numbers d = Numbers.of(n.attribute("dimension_numbers").getS());
    return matrices.dotGeneral(
        n.in(0), n.in(1), d.array(3), d.array(4), d.array(1), d.array(2), type);
  }

  /**
   * ConvolutionDimensionNumbers: kernel 3 input, 4 output, 6 spatial; input 7 batch, 8 feature, 11
   * spatial; output 9 batch, 10 feature, 12 spatial.
   */
  private Value convolve(NodeContext n, ElementType type, long batchGroups) {
    Numbers d = Numbers.of(n.attribute("dimension_numbers").getS());
    long[] strides = n.longs(2);
    long[] padding = n.longs(3);
    long[] left = n.longs(4);
    long[] right = n.longs(5);
    List<ConvolutionSpec.Spatial> window = new ArrayList<>();
    for (int i = 0; i < strides.length; i++) {
      window.add(
          new ConvolutionSpec.Spatial(
              strides[i], padding[2 * i], padding[2 * i + 1], left[i], right[i], false));
    }
    return convolutions.convolution(
        n.in(0),
        n.in(1),
        new ConvolutionSpec(
            new ConvolutionSpec.Layout(d.one(7), d.one(8), d.list(11)),
            new ConvolutionSpec.Layout(d.one(3), d.one(4), d.list(6)),
            new ConvolutionSpec.Layout(d.one(9), d.one(10), d.list(12)),
            window,
            n.longs(6)[0],
            batchGroups),
        type);
  }

  /**
   * GatherDimensionNumbers: 1 offset, 2 collapsed, 3 start index map, 4 vector, 5 and 6 batching.
   */
  private Value gather(NodeContext n) {
    Numbers d = Numbers.of(n.attribute("dimension_numbers").getS());
    return indexing.gather(
        n.in(0),
        n.in(1),
        new GatherSpec(
            d.list(1),
            d.list(2),
            d.list(5),
            d.list(6),
            d.list(3),
            d.one(4),
            Arrays.stream(n.longs(2)).boxed().toList()));
  }

  /** ScatterDimensionNumbers: 1 window, 2 inserted, 3 indexed, 4 vector, 5 and 6 batching. */
  private Value scatter(NodeContext n) {
    Numbers d = Numbers.of(n.attribute("dimension_numbers").getS());
    ScatterSpec spec =
        new ScatterSpec(d.list(1), d.list(2), d.list(5), d.list(6), d.list(3), d.one(4), false);
    return indexing
        .scatter(
            List.of(n.in(0)),
            n.in(1),
            List.of(n.in(2)),
            spec,
            (current, update) ->
                tensors(n, "update_computation", List.of(current.get(0), update.get(0))))
        .get(0);
  }

  private Value pad(NodeContext n) {
    return shapes.pad(n.in(0), n.in(1), n.longs(2), n.longs(3), n.longs(4));
  }

  private Value reduce(NodeContext n) {
    return reductions
        .reduceGeneral(
            List.of(n.in(0)),
            List.of(n.in(1)),
            n.intList("dimensions_to_reduce"),
            combiner(n, "reducer", 1))
        .get(0);
  }

  private List<Value> variadicReduce(NodeContext n) {
    int count = n.size() / 2;
    return reductions.reduceGeneral(
        n.values(0, count),
        n.values(count, n.size()),
        n.intList("dimensions_to_reduce"),
        combiner(n, "reducer", count));
  }

  private Value reduceWindow(NodeContext n) {
    long[] sizes = n.longs(2);
    long[] strides = n.longs(3);
    long[] base = n.longs(4);
    long[] dilations = n.longs(5);
    long[] padding = n.longs(6);
    List<WindowSpec.Dimension> dimensions = new ArrayList<>();
    for (int i = 0; i < sizes.length; i++) {
      dimensions.add(
          new WindowSpec.Dimension(
              sizes[i], strides[i], padding[2 * i], padding[2 * i + 1], base[i], dilations[i]));
    }
    return windows
        .reduceWindow(
            List.of(n.in(0)),
            List.of(n.in(1)),
            new WindowSpec(dimensions),
            combiner(n, "computation", 1))
        .get(0);
  }

  private Value selectAndScatter(NodeContext n) {
    throw new LoweringException("it computes a gradient; export the model for inference");
  }

  private BinaryOperator<List<Value>> combiner(NodeContext n, String function, int count) {
    return (a, b) -> {
      List<Value> arguments = new ArrayList<>(a);
      arguments.addAll(b);
      List<Value> results = tensors(n, function, arguments);
      if (results.size() != count) {
        throw new LoweringException("its computation has " + results.size() + " results");
      }
      return results;
    };
  }

  private static List<Value> tensors(NodeContext n, String function, List<Value> arguments) {
    List<TfValue> results =
        n.interpreter()
            .call(
                n.function(function), arguments.stream().<TfValue>map(TfValue.Known::new).toList());
    List<Value> values = new ArrayList<>();
    for (TfValue result : results) {
      if (!(result instanceof TfValue.Known known)) {
        throw new LoweringException("its computation cannot be converted");
      }
      values.add(known.value());
    }
    return values;
  }

  private List<Value> elements(Value vector) {
    List<Value> scalars = new ArrayList<>();
    for (long i = 0; i < vector.shape().size(); i++) {
      scalars.add(
          shapes.reshape(shapes.slice(vector, 0, i, i + 1), org.modelparity.tensor.Shape.scalar()));
    }
    return scalars;
  }
}
