package org.modelparity.lowering.tensorflow;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import org.modelparity.graph.Constant;
import org.modelparity.graph.GraphBuilder;
import org.modelparity.graph.Value;
import org.modelparity.lowering.Comparison;
import org.modelparity.lowering.Elementwise;
import org.modelparity.lowering.Reducer;
import org.modelparity.lowering.Reductions;
import org.modelparity.lowering.Shapes;
import org.modelparity.lowering.Sorting;
import org.modelparity.lowering.WindowSpec;
import org.modelparity.lowering.Windows;
import org.modelparity.tensor.ElementType;
import org.modelparity.tensor.Shape;
import org.modelparity.tensor.Tensor;

/** Reductions over axes, running sums, positions of extremes and counting. */
final class ReductionNodes implements NodeHandlers.Family {
  private final Reductions reductions;
  private final Windows windows;
  private final Elementwise elementwise;
  private final Shapes shapes;
  private final Sorting sorting;

  ReductionNodes(GraphBuilder graph) {
    this.reductions = new Reductions(graph);
    this.windows = new Windows(graph);
    this.elementwise = new Elementwise(graph);
    this.shapes = new Shapes(graph);
    this.sorting = new Sorting(graph);
  }

  @Override
  public void register(NodeHandlers handlers) {
    Map.of(
            "Sum", Reducer.ADD,
            "Prod", Reducer.MULTIPLY,
            "Max", Reducer.MAXIMUM,
            "Min", Reducer.MINIMUM,
            "All", Reducer.AND,
            "Any", Reducer.OR)
        .forEach((name, kind) -> handlers.one(name, n -> reduce(n, kind, n.in(0))));
    handlers.one("Mean", this::mean);
    handlers.one(
        "EuclideanNorm",
        n -> elementwise.sqrt(reduce(n, Reducer.ADD, elementwise.multiply(n.in(0), n.in(0)))));
    handlers.one("ArgMax", n -> position(n, true));
    handlers.one("ArgMin", n -> position(n, false));
    handlers.one("Cumsum", n -> cumulative(n, Reducer.ADD, 0));
    handlers.one("Cumprod", n -> cumulative(n, Reducer.MULTIPLY, 1));
    handlers.many("TopKV2", n -> top(n, n.integer(1)));
    handlers.many("TopK", n -> top(n, (int) n.number("k")));
    handlers.one("Bucketize", this::bucketize);
    handlers.one("LowerBound", n -> search(n, Comparison.LT));
    handlers.one("UpperBound", n -> search(n, Comparison.LE));
    handlers.one("DenseBincount", this::bincount);
    handlers.one("Bincount", this::bincount);
  }

  private Value reduce(NodeContext n, Reducer kind, Value x) {
    int[] axes = NodeContext.axes(n.ints(1), x.shape().rank());
    Value y = reductions.reduce(kind, x, kind.identity(x.type()), axes);
    return n.flag("keep_dims") ? shapes.reshape(y, kept(x.shape(), axes)) : y;
  }

  private static Shape kept(Shape shape, int[] axes) {
    Shape kept = shape;
    for (int axis : axes) {
      kept = kept.with(axis, 1);
    }
    return kept;
  }

  private Value mean(NodeContext n) {
    Value x = n.in(0);
    long count = 1;
    for (int axis : NodeContext.axes(n.ints(1), x.shape().rank())) {
      count *= x.shape().dimension(axis);
    }
    Value sum = reduce(n, Reducer.ADD, x);
    return x.type().isFloating()
        ? elementwise.multiply(sum, number(1f / count, x.type()))
        : elementwise.divide(sum, number(count, x.type()));
  }

  private Value position(NodeContext n, boolean largest) {
    Value x = n.in(0);
    int axis = NodeContext.axis(n.integer(1), x.shape().rank());
    ElementType type = n.type("output_type");
    return largest ? reductions.argMax(x, axis, type) : reductions.argMin(x, axis, type);
  }

  private Value cumulative(NodeContext n, Reducer kind, int start) {
    Value x = n.in(0);
    int axis = NodeContext.axis(n.integer(1), x.shape().rank());
    boolean reverse = n.flag("reverse");
    long size = x.shape().dimension(axis);
    List<WindowSpec.Dimension> dimensions = new ArrayList<>();
    for (int d = 0; d < x.shape().rank(); d++) {
      dimensions.add(
          d == axis
              ? new WindowSpec.Dimension(
                  size, 1, reverse ? 0 : size - 1, reverse ? size - 1 : 0, 1, 1)
              : WindowSpec.Dimension.SINGLE);
    }
    Value first = number(start, x.type());
    Value y = windows.reduceWindow(kind, x, first, new WindowSpec(dimensions));
    if (!n.flag("exclusive")) {
      return y;
    }
    long[] low = new long[x.shape().rank()];
    long[] high = new long[x.shape().rank()];
    low[axis] = reverse ? -1 : 1;
    high[axis] = reverse ? 1 : -1;
    return shapes.pad(y, first, low, high, new long[x.shape().rank()]);
  }

  private List<Value> top(NodeContext n, long count) {
    return sorting.topK(n.in(0), count);
  }

  private Value bucketize(NodeContext n) {
    float[] boundaries = new float[n.attribute("boundaries").getList().getFCount()];
    for (int i = 0; i < boundaries.length; i++) {
      boundaries[i] = n.attribute("boundaries").getList().getF(i);
    }
    Value limits = new Constant(Tensor.ofFloats(Shape.of(boundaries.length), boundaries));
    Value x = elementwise.convert(n.in(0), ElementType.FLOAT32);
    return counted(
        x, limits, (value, limit) -> elementwise.compare(Comparison.GE, false, value, limit));
  }

  /** How many of a vector's elements stand in a relation to each value. */
  private Value counted(Value x, Value vector, BinaryOperator<Value> relation) {
    int rank = x.shape().rank();
    long[] row = new long[rank + 1];
    java.util.Arrays.fill(row, 1);
    row[rank] = vector.shape().size();
    Value hits =
        relation.apply(
            shapes.reshape(x, ShapeNodes.inserted(x.shape(), rank, 1)),
            shapes.reshape(vector, Shape.of(row)));
    return reductions.reduce(
        Reducer.ADD,
        elementwise.convert(hits, ElementType.INT32),
        new Constant(Tensor.scalar(0)),
        rank);
  }

  private Value search(NodeContext n, Comparison direction) {
    Value sorted = n.in(0);
    Value wanted = n.in(1);
    long rows = sorted.shape().dimension(0);
    Value hits =
        elementwise.compare(
            direction,
            false,
            shapes.reshape(sorted, Shape.of(rows, 1, sorted.shape().dimension(1))),
            shapes.reshape(wanted, Shape.of(rows, wanted.shape().dimension(1), 1)));
    Value counts =
        reductions.reduce(
            Reducer.ADD,
            elementwise.convert(hits, ElementType.INT32),
            new Constant(Tensor.scalar(0)),
            2);
    return elementwise.convert(counts, n.type("out_type"));
  }

  private Value bincount(NodeContext n) {
    Value values = n.in(0);
    int size = n.integer(1);
    boolean weighted = n.in(2).shape().size() > 0;
    ElementType type = weighted ? n.in(2).type() : n.type(n.has("T") ? "T" : "Tidx");
    boolean binary = n.operation().equals("DenseBincount") && n.flag("binary_output");
    int rank = values.shape().rank();
    if (rank > 2 || n.operation().equals("Bincount") && rank != 1) {
      values = shapes.reshape(values, Shape.of(values.shape().size()));
      rank = 1;
    }
    Value numbers = shapes.iota(values.type(), Shape.of(size), 0);
    Value hits =
        elementwise.compare(
            Comparison.EQ,
            false,
            shapes.reshape(values, ShapeNodes.inserted(values.shape(), rank, 1)),
            shapes.reshape(numbers, rank == 2 ? Shape.of(1, 1, size) : Shape.of(1, size)));
    if (binary) {
      Value any = reductions.reduce(Reducer.OR, hits, new Constant(Tensor.scalar(false)), rank - 1);
      return elementwise.convert(any, type);
    }
    Value counts = elementwise.convert(hits, type);
    if (weighted) {
      counts =
          elementwise.multiply(
              counts, shapes.reshape(n.in(2), ShapeNodes.inserted(values.shape(), rank, 1)));
    }
    return reductions.reduce(Reducer.ADD, counts, number(0, type), rank - 1);
  }

  private Value number(float value, ElementType type) {
    return elementwise.convert(new Constant(Tensor.scalar(value)), type);
  }
}
