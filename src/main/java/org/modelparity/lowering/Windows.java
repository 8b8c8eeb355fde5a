package org.modelparity.lowering;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.stream.IntStream;
import org.modelparity.graph.GraphBuilder;
import org.modelparity.graph.Running;
import org.modelparity.graph.Value;
import org.modelparity.lowering.WindowSpec.Dimension;
import org.modelparity.tensor.ElementType;
import org.modelparity.tensor.Shape;

/**
 * Reductions of sliding windows.
 *
 * <p>A window is reduced along one dimension after the other, the last one first, which keeps the
 * order of its elements. Along one dimension, windows of twice the size are made of two
 * neighbouring ones, so that a window of n elements takes about 2 log n steps; cumulative products
 * and the like are windows as long as their dimension.
 */
public final class Windows {
  private final Primitives primitives;
  private final Shapes shapes;
  private final Reductions reductions;
  private final Elementwise elementwise;
  private final Bits bits;
  private final Indexing indexing;

  public Windows(GraphBuilder graph) {
    this.primitives = new Primitives(graph);
    this.shapes = new Shapes(graph);
    this.reductions = new Reductions(graph);
    this.elementwise = new Elementwise(graph);
    this.bits = new Bits(graph);
    this.indexing = new Indexing(graph);
  }

  /**
   * StableHLO {@code reduce_window} with a region of one operation.
   *
   * @param init scalar, also what the tensor is padded with
   */
  public Value reduceWindow(Reducer kind, Value x, Value init, WindowSpec window) {
    Reducer reducer = kind.on(x.type());
    Shape shape = window.resultShape(x.shape());
    if (shape.size() == 0 || x.shape().size() == 0) {
      return reduceWindow(List.of(x), List.of(init), window, combiner(reducer)).get(0);
    }
    Value reduced = cumulativeSum(reducer, x, init, window);
    if (reduced == null) {
      reduced = pooled(reducer, padded(x, init, window), init, window);
    }
    return reducer.isIdentity(init) ? reduced : reductions.combine(reducer, init, reduced);
  }

  /**
   * StableHLO {@code reduce_window} with any associative region.
   *
   * @param combiner given two lists of tensors of one shape, works on them element by element
   */
  public List<Value> reduceWindow(
      List<Value> xs, List<Value> inits, WindowSpec window, BinaryOperator<List<Value>> combiner) {
    Shape shape = window.resultShape(xs.get(0).shape());
    List<Value> start = inits.stream().map(i -> shapes.broadcastTo(i, shape)).toList();
    if (shape.size() == 0) {
      return start;
    }
    List<Value> padded = new ArrayList<>();
    for (int i = 0; i < xs.size(); i++) {
      padded.add(padded(xs.get(i), inits.get(i), window));
    }
    return combiner.apply(start, slide(padded, window, combiner));
  }

  /**
   * StableHLO {@code select_and_scatter}: every element of {@code source} goes to the element that
   * its window selects.
   *
   * @param select whether the first of two elements is kept, as booleans
   * @param scatter how elements that meet are combined
   */
  public Value selectAndScatter(
      Value operand,
      Value source,
      Value init,
      WindowSpec window,
      BinaryOperator<Value> select,
      BinaryOperator<Value> scatter) {
    Shape from = operand.shape();
    Value places = shapes.reshape(Literals.ofIndex(ElementType.INT32, from, i -> i), from);
    Value nowhere = Literals.int32(-1);
    BinaryOperator<List<Value>> chosen =
        (a, b) -> {
          Value onlyFirst = primitives.compare("Less", b.get(1), Literals.int32(0));
          Value isFirst = primitives.compare("GreaterEqual", a.get(1), Literals.int32(0));
          Value keep = bits.or(onlyFirst, bits.and(isFirst, select.apply(a.get(0), b.get(0))));
          return List.of(
              elementwise.select(keep, a.get(0), b.get(0)),
              elementwise.select(keep, a.get(1), b.get(1)));
        };
    List<Value> padded =
        List.of(
            padded(operand, Literals.scalar(operand.type(), 0), window),
            padded(places, nowhere, window));
    Value selected = slide(padded, window, chosen).get(1);
    long count = source.shape().size();
    Value result =
        indexing
            .scatterRows(
                List.of(shapes.broadcastTo(init, Shape.of(from.size(), 1))),
                shapes.reshape(selected, Shape.of(count)),
                List.of(shapes.reshape(source, Shape.of(count, 1))),
                (a, b) -> List.of(scatter.apply(a.get(0), b.get(0))))
            .get(0);
    return shapes.reshape(result, from);
  }

  private BinaryOperator<List<Value>> combiner(Reducer reducer) {
    return (a, b) -> List.of(reductions.combine(reducer, a.get(0), b.get(0)));
  }

  private Value padded(Value x, Value padding, WindowSpec window) {
    return shapes.pad(x, padding, window.paddingLow(), window.paddingHigh(), window.interior());
  }

  /** A window over all elements up to (or from) each one is a running sum; null if it is none. */
  private Value cumulativeSum(Reducer reducer, Value x, Value init, WindowSpec window) {
    int[] wide = slidingAxes(window);
    if (reducer != Reducer.ADD || wide.length != 1 || !reducer.isIdentity(init)) {
      return null;
    }
    Dimension d = window.dimensions().get(wide[0]);
    long n = x.shape().dimension(wide[0]);
    boolean whole = d.size() == n && d.stride() == 1 && d.baseDilation() == 1;
    boolean forward = d.paddingLow() == n - 1 && d.paddingHigh() == 0;
    boolean backward = d.paddingLow() == 0 && d.paddingHigh() == n - 1;
    boolean narrow = x.type().isInteger() && x.type().bits() < 32;
    if (!whole || d.windowDilation() != 1 || narrow || !(forward || backward)) {
      return null;
    }
    boolean flat = x.shape().rank() > Shapes.MAX_RANK;
    Value from = flat ? shapes.reshape(x, Shapes.around(x.shape(), wide[0])) : x;
    return shapes.reshape(primitives.cumulativeSum(from, flat ? 1 : wide[0], backward), x.shape());
  }

  /** Pools of float32 by the kernels for it where they are right, the rest step by step. */
  private Value pooled(Reducer reducer, Value padded, Value init, WindowSpec window) {
    boolean kernel =
        padded instanceof Running
            && padded.type().isFloating()
            && (reducer == Reducer.ADD
                || reducer == Reducer.MAXIMUM && reducer.isIdentity(init)
                || reducer == Reducer.MINIMUM && reducer.isIdentity(init));
    int[] axes = slidingAxes(window);
    boolean plain =
        IntStream.of(axes).allMatch(a -> window.dimensions().get(a).windowDilation() == 1);
    if (!kernel || !plain || axes.length == 0 || wholePadding(padded, window)) {
      return slide(List.of(padded), window, combiner(reducer)).get(0);
    }
    Value x = padded;
    for (int i = axes.length - 1; i >= 0; i--) {
      boolean pair = i > 0 && axes[i - 1] == axes[i] - 1;
      int first = pair ? axes[i - 1] : axes[i];
      x = pool(reducer, x, first, pair ? 2 : 1, window);
      i -= pair ? 1 : 0;
    }
    return x;
  }

  /**
   * Whether a window may hold nothing but padding: kernels give the smallest finite number there,
   * not minus infinity.
   */
  private static boolean wholePadding(Value padded, WindowSpec window) {
    return window.dimensions().stream()
        .anyMatch(
            d ->
                d.paddingLow() >= d.extent()
                    || d.paddingHigh() >= d.extent()
                    || d.baseDilation() > d.extent());
  }

  /** Pools one or two neighbouring dimensions, the others being batch and features. */
  private Value pool(Reducer reducer, Value x, int first, int count, WindowSpec window) {
    Shape from = x.shape();
    Dimension h = window.dimensions().get(first);
    Dimension w = count == 2 ? window.dimensions().get(first + 1) : Dimension.SINGLE;
    long before = 1;
    long after = 1;
    Shape result = from;
    for (int i = 0; i < from.rank(); i++) {
      before *= i < first ? from.dimension(i) : 1;
      after *= i >= first + count ? from.dimension(i) : 1;
    }
    result = result.with(first, (from.dimension(first) - h.size()) / h.stride() + 1);
    if (count == 2) {
      result = result.with(first + 1, (from.dimension(first + 1) - w.size()) / w.stride() + 1);
    }
    Shape image =
        Shape.of(before, from.dimension(first), count == 2 ? from.dimension(first + 1) : 1, after);
    Value in = shapes.reshape(x, image);
    long[] sizes = {h.size(), w.size()};
    long[] strides = {h.stride(), w.stride()};
    Value pooled =
        switch (reducer) {
          case ADD ->
              elementwise.multiply(
                  primitives.pool("AvgPool", in, sizes, strides),
                  Literals.scalar(x.type(), h.size() * w.size()));
          case MAXIMUM -> primitives.pool("MaxPool", in, sizes, strides);
          default ->
              elementwise.negate(
                  primitives.pool("MaxPool", elementwise.negate(in), sizes, strides));
        };
    return shapes.reshape(pooled, result);
  }

  private static int[] slidingAxes(WindowSpec window) {
    return IntStream.range(0, window.dimensions().size())
        .filter(
            i -> window.dimensions().get(i).size() > 1 || window.dimensions().get(i).stride() > 1)
        .toArray();
  }

  private List<Value> slide(
      List<Value> padded, WindowSpec window, BinaryOperator<List<Value>> combiner) {
    List<Value> level = padded;
    int[] axes = slidingAxes(window);
    for (int i = axes.length - 1; i >= 0; i--) {
      level = slide(level, axes[i], window.dimensions().get(axes[i]), combiner);
    }
    return level;
  }

  /** Reduces windows along one axis. */
  private List<Value> slide(
      List<Value> xs, int axis, Dimension d, BinaryOperator<List<Value>> combiner) {
    long length = xs.get(0).shape().dimension(axis);
    long results = (length - d.extent()) / d.stride() + 1;
    if (d.size() <= 4 && d.stride() > 1) {
      List<Value> sum = null;
      for (long i = 0; i < d.size(); i++) {
        List<Value> part = every(xs, axis, i * d.windowDilation(), d.stride(), results);
        sum = sum == null ? part : combiner.apply(sum, part);
      }
      return sum;
    }
    long positions = length - d.extent() + 1;
    List<Value> doubled = xs; // windows of `width` elements, from every position
    List<Value> sum = null;
    long covered = 0;
    for (long width = 1; ; width *= 2) {
      if ((d.size() & width) != 0) {
        List<Value> part = every(doubled, axis, covered * d.windowDilation(), 1, positions);
        sum = sum == null ? part : combiner.apply(sum, part);
        covered += width;
      }
      if (covered == d.size()) {
        return every(sum, axis, 0, d.stride(), results);
      }
      long shorter = doubled.get(0).shape().dimension(axis) - width * d.windowDilation();
      doubled =
          combiner.apply(
              every(doubled, axis, 0, 1, shorter),
              every(doubled, axis, width * d.windowDilation(), 1, shorter));
    }
  }

  private List<Value> every(List<Value> xs, int axis, long from, long step, long count) {
    return xs.stream()
        .map(
            x -> {
              long[] start = new long[x.shape().rank()];
              long[] limit = x.shape().toArray();
              long[] stride = new long[start.length];
              Arrays.fill(stride, 1);
              start[axis] = from;
              limit[axis] = from + (count - 1) * step + 1;
              stride[axis] = step;
              return shapes.slice(x, start, limit, stride);
            })
        .toList();
  }
}
