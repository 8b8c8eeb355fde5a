package org.modelparity.lowering.stablehlo;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import org.modelparity.graph.ComplexPair;
import org.modelparity.graph.Constant;
import org.modelparity.graph.Value;
import org.modelparity.lowering.LoweringException;
import org.modelparity.lowering.Reducer;
import org.modelparity.lowering.Reductions;
import org.modelparity.lowering.WindowSpec;
import org.modelparity.lowering.Windows;
import org.modelparity.tensor.Shape;
import org.modelparity.tensor.Tensor;

/** Operations that combine many elements into one, by a region. */
final class ReductionOperations implements OperationTable.Family {
  private final Reductions reductions;
  private final Windows windows;

  ReductionOperations(Reductions reductions, Windows windows) {
    this.reductions = reductions;
    this.windows = windows;
  }

  @Override
  public void register(OperationTable table) {
    table.many("reduce", this::reduce);
    table.many("reduce_window", this::reduceWindow);
    table.one("select_and_scatter", this::selectAndScatter);
    table.many("map", ReductionOperations::map);
  }

  private List<Value> reduce(Invocation o) {
    int count = o.size() / 2;
    List<Value> xs = o.values(0, count);
    List<Value> inits = o.values(count, 2 * count);
    int[] axes = o.ints("dimensions", 0, 0);
    Optional<Reducer> single = count == 1 ? Reducers.single(o.block(0)) : Optional.empty();
    if (single.isPresent() && !(xs.get(0) instanceof ComplexPair)) {
      return List.of(reductions.reduce(single.get(), xs.get(0), inits.get(0), axes));
    }
    if (single.filter(Reducer.ADD::equals).isPresent()) {
      return List.of(
          onParts(
              xs.get(0), inits.get(0), (x, init) -> reductions.reduce(Reducer.ADD, x, init, axes)));
    }
    Optional<List<Value>> extreme = argumentExtreme(o, xs, inits, axes);
    return extreme.orElseGet(
        () -> reductions.reduceGeneral(xs, inits, axes, combiner(o.region(0))));
  }

  /** {@code jnp.argmax} and {@code jnp.argmin}: values with their positions along one axis. */
  private Optional<List<Value>> argumentExtreme(
      Invocation o, List<Value> xs, List<Value> inits, int[] axes) {
    if (xs.size() != 2
        || axes.length != 1
        || !isPosition(xs.get(1), axes[0])
        || xs.get(0).shape().size() == 0) {
      return Optional.empty();
    }
    Optional<Reducers.Extreme> found = Reducers.argumentExtreme(o.block(0), o.activation());
    if (found.isEmpty()) {
      return Optional.empty();
    }
    boolean largest = found.get() == Reducers.Extreme.LARGEST;
    Reducer reducer = largest ? Reducer.MAXIMUM : Reducer.MINIMUM;
    if (!isNeutral(inits.get(0), largest)) {
      return Optional.empty();
    }
    Value x = xs.get(0);
    Value values = reductions.reduce(reducer, x, inits.get(0), axes);
    Value indices =
        largest
            ? reductions.argMax(x, axes[0], xs.get(1).type())
            : reductions.argMin(x, axes[0], xs.get(1).type());
    return Optional.of(List.of(values, indices));
  }

  /**
   * Whether the initial value never wins but against its equal. An infinite element beside the
   * initial infinity would tie with it, and then the smaller index wins: that of the initial value
   * is 0, so that the result could differ only where every element is that infinity, and the first
   * index is 0 there too.
   */
  private static boolean isNeutral(Value init, boolean largest) {
    if (!(init instanceof Constant c)) {
      return false;
    }
    if (c.type().isFloating()) {
      return c.tensor().getDouble(0)
          == (largest ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY);
    }
    long value = c.type().isBoolean() ? (c.tensor().getBoolean(0) ? 1 : 0) : c.tensor().getLong(0);
    return value == limit(c, largest);
  }

  private static long limit(Constant init, boolean lowest) {
    if (init.type().isBoolean()) {
      return lowest ? 0 : 1;
    }
    int bits = init.type().bits();
    if (init.type().isUnsigned()) {
      return lowest ? 0 : bits == 64 ? -1 : (1L << bits) - 1;
    }
    return lowest ? -1L << (bits - 1) : ~(-1L << (bits - 1));
  }

  /** Whether each element of a constant is its own position along an axis. */
  private static boolean isPosition(Value value, int axis) {
    if (!(value instanceof Constant c) || !c.type().isInteger()) {
      return false;
    }
    Tensor tensor = c.tensor();
    long inner = 1;
    for (int i = axis + 1; i < tensor.shape().rank(); i++) {
      inner *= tensor.shape().dimension(i);
    }
    long length = tensor.shape().dimension(axis);
    for (int i = 0; i < tensor.size(); i++) {
      if (tensor.getLong(i) != i / inner % length) {
        return false;
      }
    }
    return true;
  }

  private List<Value> reduceWindow(Invocation o) {
    int count = o.size() / 2;
    List<Value> xs = o.values(0, count);
    List<Value> inits = o.values(count, 2 * count);
    WindowSpec window = window(o, xs.get(0).shape());
    Optional<Reducer> single = count == 1 ? Reducers.single(o.block(0)) : Optional.empty();
    if (single.isPresent() && !(xs.get(0) instanceof ComplexPair)) {
      return List.of(windows.reduceWindow(single.get(), xs.get(0), inits.get(0), window));
    }
    if (single.filter(Reducer.ADD::equals).isPresent()) {
      return List.of(
          onParts(
              xs.get(0),
              inits.get(0),
              (x, init) -> windows.reduceWindow(Reducer.ADD, x, init, window)));
    }
    return windows.reduceWindow(xs, inits, window, combiner(o.region(0)));
  }

  private static WindowSpec window(Invocation o, Shape shape) {
    int rank = shape.rank();
    long[] sizes = o.longs("window_dimensions", rank, 1);
    long[] strides = o.longs("window_strides", rank, 1);
    long[] base = o.longs("base_dilations", rank, 1);
    long[] dilations = o.longs("window_dilations", rank, 1);
    long[] padding = o.longs("padding", 2 * rank, 0);
    List<WindowSpec.Dimension> dimensions = new ArrayList<>();
    for (int i = 0; i < rank; i++) {
      dimensions.add(
          new WindowSpec.Dimension(
              sizes[i], strides[i], padding[2 * i], padding[2 * i + 1], base[i], dilations[i]));
    }
    return new WindowSpec(dimensions);
  }

  private Value selectAndScatter(Invocation o) {
    UnaryOperator<List<Value>> select = o.region(0);
    UnaryOperator<List<Value>> scatter = o.region(1);
    return windows.selectAndScatter(
        o.in(0),
        o.in(1),
        o.in(2),
        window(o, o.in(0).shape()),
        (a, b) -> select.apply(List.of(a, b)).get(0),
        (a, b) -> scatter.apply(List.of(a, b)).get(0));
  }

  /** The region on all elements at once, which its scalar operations allow. */
  private static List<Value> map(Invocation o) {
    if (o.operation().regions().size() != 1) {
      throw new LoweringException("has no region");
    }
    return o.region(0).apply(o.all());
  }

  private static Value onParts(Value x, Value init, BinaryOperator<Value> operation) {
    ComplexPair pair = (ComplexPair) x;
    ComplexPair start = (ComplexPair) init;
    return new ComplexPair(
        operation.apply(pair.real(), start.real()),
        operation.apply(pair.imaginary(), start.imaginary()));
  }

  /** A region of scalars as a function of tensors: accumulated values, then new ones. */
  static BinaryOperator<List<Value>> combiner(UnaryOperator<List<Value>> region) {
    return (accumulated, added) -> {
      List<Value> arguments = new ArrayList<>(accumulated);
      arguments.addAll(added);
      return region.apply(arguments);
    };
  }
}
