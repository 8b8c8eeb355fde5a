package org.modelparity.lowering.tensorflow;

import java.util.ArrayList;
import java.util.List;
import org.modelparity.graph.Constant;
import org.modelparity.graph.GraphBuilder;
import org.modelparity.graph.Value;
import org.modelparity.lowering.Elementwise;
import org.modelparity.lowering.Reducer;
import org.modelparity.lowering.Shapes;
import org.modelparity.lowering.WindowSpec;
import org.modelparity.lowering.Windows;
import org.modelparity.tensor.ElementType;
import org.modelparity.tensor.Tensor;

/** Pooling over windows. */
final class PoolingNodes implements NodeHandlers.Family {
  private final Windows windows;
  private final Elementwise elementwise;
  private final Shapes shapes;

  PoolingNodes(GraphBuilder graph) {
    this.windows = new Windows(graph);
    this.elementwise = new Elementwise(graph);
    this.shapes = new Shapes(graph);
  }

  @Override
  public void register(NodeHandlers handlers) {
    for (String pool : List.of("MaxPool", "MaxPool3D")) {
      handlers.one(pool, n -> max(n, n.intList("ksize"), n.intList("strides")));
    }
    handlers.one("MaxPoolV2", n -> max(n, n.ints(1), n.ints(2)));
    for (String pool : List.of("AvgPool", "AvgPool3D")) {
      handlers.one(pool, this::average);
    }
  }

  private Value max(NodeContext n, int[] sizes, int[] strides) {
    Value x = n.in(0);
    Value lowest = number(Float.NEGATIVE_INFINITY, x.type());
    return windows.reduceWindow(Reducer.MAXIMUM, x, lowest, window(n, sizes, strides));
  }

  /** Padding does not count: the sums are divided by how many elements a window really has. */
  private Value average(NodeContext n) {
    Value x = n.in(0);
    Value zero = number(0, x.type());
    WindowSpec window = window(n, n.intList("ksize"), n.intList("strides"));
    Value sums = windows.reduceWindow(Reducer.ADD, x, zero, window);
    boolean padded =
        window.dimensions().stream().anyMatch(d -> d.paddingLow() > 0 || d.paddingHigh() > 0);
    if (!padded) {
      long count =
          window.dimensions().stream()
              .mapToLong(WindowSpec.Dimension::size)
              .reduce(1, (a, b) -> a * b);
      return elementwise.multiply(sums, number(1f / count, x.type()));
    }
    Value ones = shapes.broadcastTo(number(1, x.type()), x.shape());
    Value counts = windows.reduceWindow(Reducer.ADD, ones, zero, window);
    return elementwise.divide(sums, counts);
  }

  private static WindowSpec window(NodeContext n, int[] sizes, int[] strides) {
    List<WindowSpec.Dimension> dimensions = new ArrayList<>();
    for (int d = 0; d < sizes.length; d++) {
      long[] padding = Paddings.of(n, d, n.in(0).shape().dimension(d), sizes[d], strides[d], 1);
      dimensions.add(new WindowSpec.Dimension(sizes[d], strides[d], padding[0], padding[1], 1, 1));
    }
    return new WindowSpec(dimensions);
  }

  private Value number(float value, ElementType type) {
    return elementwise.convert(new Constant(Tensor.scalar(value)), type);
  }
}
