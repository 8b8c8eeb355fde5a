package org.modelparity.lowering;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.modelparity.graph.Attributes;
import org.modelparity.graph.Constant;
import org.modelparity.graph.GraphBuilder;
import org.modelparity.graph.Running;
import org.modelparity.graph.Value;
import org.modelparity.tensor.ElementType;
import org.modelparity.tensor.Shape;
import org.modelparity.tensor.Tensor;

/**
 * Operations that move elements and compute none.
 *
 * <p>Values may have any rank; where kernels are wrong or missing above {@link #MAX_RANK},
 * neighbouring dimensions that an operation treats alike are merged around it.
 */
public final class Shapes {
  /** The rank up to which all kernels of all targets are right. */
  static final int MAX_RANK = 5;

  private final GraphBuilder graph;
  private final Padding padding;

  public Shapes(GraphBuilder graph) {
    this.graph = graph;
    this.padding = new Padding(graph, this);
  }

  /** The same elements in another shape of the same size. */
  public Value reshape(Value x, Shape shape) {
    if (x.shape().equals(shape)) {
      return x;
    }
    if (x instanceof Running r && r.node().operation().equals("Reshape")) {
      return reshape(source(r), shape);
    }
    return graph.add(
        "Reshape", x.type(), shape, x, graph.constant(Tensor.vector(shape.toIntArray())));
  }

  /** The first input of a value's node, in the value's program type. */
  Value source(Running value) {
    return value.node().inputs().get(0) instanceof Running r
        ? graph.retype(r, value.type())
        : value.node().inputs().get(0);
  }

  /** Dimension {@code i} of the result is dimension {@code permutation[i]} of {@code x}. */
  public Value transpose(Value x, int... permutation) {
    Shape shape =
        Shape.of(IntStream.of(permutation).mapToLong(i -> x.shape().dimension(i)).toArray());
    if (splat(x)) {
      return splat(x, shape);
    }
    Merging merged = Merging.ofPermutation(x.shape(), permutation);
    if (merged.isIdentity()) {
      return reshape(x, shape);
    }
    if (x instanceof Running r
        && r.node().operation().equals("Transpose")
        && r.node().inputs().get(1) instanceof Constant inner) {
      int[] first = inner.tensor().toInts();
      return transpose(source(r), IntStream.of(permutation).map(i -> first[i]).toArray());
    }
    if (x.shape().rank() < MAX_RANK || x instanceof Constant) {
      return transposed(x, permutation, shape);
    }
    Value from = reshape(x, merged.shape());
    return reshape(moved(from, merged.permutation()), shape);
  }

  private Value transposed(Value x, int[] permutation, Shape shape) {
    return graph.add("Transpose", x.type(), shape, x, graph.constant(Tensor.vector(permutation)));
  }

  /** A transpose of at most rank 5 where possible, else one axis after the other. */
  private Value moved(Value x, int[] permutation) {
    if (permutation.length <= MAX_RANK) {
      long[] sizes = IntStream.of(permutation).mapToLong(i -> x.shape().dimension(i)).toArray();
      return transposed(x, permutation, Shape.of(sizes));
    }
    List<Integer> order = new ArrayList<>(IntStream.range(0, permutation.length).boxed().toList());
    Value value = x;
    for (int i = 0; i < permutation.length; i++) {
      int at = order.indexOf(permutation[i]);
      if (at != i) {
        int[] step = IntStream.range(0, permutation.length).toArray();
        System.arraycopy(step, i, step, i + 1, at - i);
        step[i] = at;
        order.add(i, order.remove(at));
        value = transpose(value, step);
      }
    }
    return value;
  }

  /** The elements repeated by NumPy's broadcasting rules. */
  public Value broadcastTo(Value x, Shape shape) {
    if (x.shape().equals(shape)) {
      return x;
    }
    if (x instanceof Constant constant) {
      return new Constant(Tensor.broadcast(constant.tensor(), shape));
    }
    if (x.shape().size() == shape.size()) {
      return reshape(x, shape);
    }
    if (x instanceof Running r && r.node().operation().equals("BroadcastTo")) {
      return broadcastTo(source(r), shape);
    }
    Merging merged = Merging.ofBroadcast(List.of(x.shape()), shape);
    if (shape.rank() <= MAX_RANK) {
      return broadcasted(x, shape);
    }
    Value from = reshape(x, merged.operand(0));
    for (int axis = 0; axis < merged.shape().rank() && merged.shape().rank() > MAX_RANK; axis++) {
      if (from.shape().dimension(axis) != merged.shape().dimension(axis)) {
        from = repeated(from, axis, merged.shape().dimension(axis));
      }
    }
    return reshape(broadcasted(from, merged.shape()), shape);
  }

  private Value broadcasted(Value x, Shape shape) {
    if (x.shape().equals(shape)) {
      return x;
    }
    return graph.add(
        "BroadcastTo", x.type(), shape, x, graph.constant(Tensor.vector(shape.toIntArray())));
  }

  /** Repeats an axis of size 1, at rank 3. */
  private Value repeated(Value x, int axis, long times) {
    Shape around = around(x.shape(), axis);
    Value repeated = broadcasted(reshape(x, around), around.with(1, times));
    return reshape(repeated, x.shape().with(axis, times));
  }

  /** The shape with all dimensions before and after one merged. */
  static Shape around(Shape shape, int axis) {
    long[] d = shape.toArray();
    long before = LongStream.of(Arrays.copyOf(d, axis)).reduce(1, Math::multiplyExact);
    long after =
        LongStream.of(Arrays.copyOfRange(d, axis + 1, d.length)).reduce(1, Math::multiplyExact);
    return Shape.of(before, d[axis], after);
  }

  /** Dimension {@code i} of {@code x} becomes dimension {@code dimensions[i]} of the result. */
  public Value broadcastInDim(Value x, int[] dimensions, Shape shape) {
    int[] order =
        IntStream.range(0, dimensions.length)
            .boxed()
            .sorted((a, b) -> Integer.compare(dimensions[a], dimensions[b]))
            .mapToInt(Integer::intValue)
            .toArray();
    Value sorted = transpose(x, order);
    long[] sizes = new long[shape.rank()];
    Arrays.fill(sizes, 1);
    for (int i = 0; i < order.length; i++) {
      sizes[dimensions[order[i]]] = sorted.shape().dimension(i);
    }
    return broadcastTo(reshape(sorted, Shape.of(sizes)), shape);
  }

  /** Elements from {@code start} (inclusive) to {@code limit} (exclusive) in steps. */
  public Value slice(Value x, long[] start, long[] limit, long[] stride) {
    return new Slicing(graph, this).slice(x, start, limit, stride);
  }

  /** A slice of one axis with stride 1. */
  public Value slice(Value x, int axis, long start, long limit) {
    long[] from = new long[x.shape().rank()];
    long[] to = x.shape().toArray();
    long[] ones = new long[from.length];
    Arrays.fill(ones, 1);
    from[axis] = start;
    to[axis] = limit;
    return slice(x, from, to, ones);
  }

  public Value concatenate(List<Value> xs, int axis) {
    List<Value> parts = xs.stream().filter(v -> v.shape().size() > 0).toList();
    if (parts.isEmpty()) {
      long size = xs.stream().mapToLong(v -> v.shape().dimension(axis)).sum();
      return splat(xs.get(0), xs.get(0).shape().with(axis, size));
    }
    if (parts.size() == 1) {
      return parts.get(0);
    }
    Shape first = parts.get(0).shape();
    Shape shape = first.with(axis, parts.stream().mapToLong(v -> v.shape().dimension(axis)).sum());
    if (shape.rank() <= MAX_RANK) {
      return concatenated(parts, axis, shape);
    }
    Shape merged = around(shape, axis);
    List<Value> flat = new ArrayList<>();
    for (Value part : parts) {
      flat.add(reshape(part, merged.with(1, part.shape().dimension(axis))));
    }
    return reshape(concatenated(flat, 1, merged), shape);
  }

  private Value concatenated(List<Value> parts, int axis, Shape shape) {
    List<Value> inputs = new ArrayList<>(parts);
    inputs.add(graph.constant(Tensor.scalar(axis)));
    return graph.add("ConcatV2", inputs, Attributes.NONE, parts.get(0).type(), shape);
  }

  /**
   * XLA's pad: {@code interior} copies of the padding between elements, then {@code low} and {@code
   * high} before and after, where negative numbers cut off.
   */
  public Value pad(Value x, Value scalarPadding, long[] low, long[] high, long[] interior) {
    return padding.pad(x, scalarPadding, low, high, interior);
  }

  /** Reverses the order of elements along axes. */
  public Value reverse(Value x, int... axes) {
    Value value = x;
    for (int axis : axes) {
      if (x.shape().dimension(axis) > 1 && !splat(x)) {
        value = reversed(value, axis);
      }
    }
    return value;
  }

  private Value reversed(Value x, int axis) {
    if (x.shape().rank() > MAX_RANK) {
      return reshape(reversed(reshape(x, around(x.shape(), axis)), 1), x.shape());
    }
    if (x.type().isBoolean() && x instanceof Running) {
      // ReverseV2 of booleans writes out of bounds on TF.js wasm.
      int size = (int) x.shape().dimension(axis);
      return take(x, axis, IntStream.range(0, size).map(i -> size - 1 - i).toArray());
    }
    return graph.add("ReverseV2", x.type(), x.shape(), x, graph.constant(Tensor.vector(axis)));
  }

  /** Elements of one axis by constant indices, at the value's own rank. */
  Value take(Value x, int axis, int... indices) {
    return graph.add(
        "GatherV2",
        x.type(),
        x.shape().with(axis, indices.length),
        x,
        graph.constant(Tensor.vector(indices)),
        graph.constant(Tensor.scalar(axis)));
  }

  /** Counts 0, 1, 2... along one axis. */
  public Value iota(ElementType type, Shape shape, int axis) {
    long[] sizes = new long[shape.rank()];
    Arrays.fill(sizes, 1);
    sizes[axis] = shape.dimension(axis);
    Tensor counts =
        Tensor.ofLongs(Shape.of(sizes), LongStream.range(0, shape.dimension(axis)).toArray());
    return new Constant(Tensor.broadcast(Constants.cast(counts, type), shape));
  }

  /** Repeats the whole value along each axis, as TensorFlow's Tile. */
  public Value tile(Value x, long... multiples) {
    long[] sizes = x.shape().toArray();
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] *= multiples[i];
    }
    Shape shape = Shape.of(sizes);
    if (shape.equals(x.shape()) || splat(x)) {
      return splat(x) ? splat(x, shape) : x;
    }
    int[] counts = LongStream.of(multiples).mapToInt(Math::toIntExact).toArray();
    return graph.add("Tile", x.type(), shape, x, graph.constant(Tensor.vector(counts)));
  }

  /** Whether a value is a constant whose elements are all one. */
  static boolean splat(Value x) {
    return x instanceof Constant c && c.tensor().compact().size() == 1 && c.shape().rank() > 0;
  }

  /** That element in another shape. */
  Value splat(Value x, Shape shape) {
    if (shape.size() == 0) {
      return new Constant(Tensor.of(x.type(), shape, Tensor.allocate(0)));
    }
    Tensor element = ((Constant) x).tensor().compact().reshape(Shape.scalar());
    return new Constant(Tensor.broadcast(element, shape));
  }
}
