package org.modelparity.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.modelparity.tensor.ElementType;
import org.modelparity.tensor.Shape;
import org.modelparity.tensor.Tensor;

/**
 * Computes, when the model runs, what two lowerings had as constants that differ by the size of the
 * batch. Only operations are used that every target has for integers: Shape, Slice, Mul, AddV2,
 * ConcatV2, Reshape, Range, BroadcastTo.
 */
final class BatchArithmetic {
  /** Operations that broadcast an operand of size 1 along the batch by themselves. */
  private static final Set<String> BROADCASTING =
      Set.of(
          "AddV2",
          "Sub",
          "Mul",
          "RealDiv",
          "Maximum",
          "Minimum",
          "Equal",
          "NotEqual",
          "Less",
          "LessEqual",
          "Greater",
          "GreaterEqual",
          "LogicalAnd",
          "LogicalOr",
          "Pow",
          "SquaredDifference",
          "FloorDiv",
          "FloorMod",
          "Atan2");

  /** More than these would be computed one by one. */
  private static final int MOST_NUMBERS = 16;

  private final BatchSizes sizes;
  private final UnaryOperator<String> names;
  private final Map<BatchSizes.Affine, Running> computed = new HashMap<>();
  private Running source;
  private int sourceAxis;

  BatchArithmetic(BatchSizes sizes, UnaryOperator<String> names) {
    this.sizes = sizes;
    this.names = names;
  }

  /** Offers a parameter, one of whose axes is the batch; the first is taken. */
  void comesFrom(Running parameter, int axis) {
    if (source == null) {
      source = parameter;
      sourceAxis = axis;
    }
  }

  /** An input of a node that is one constant in the first graph and another in the second. */
  Value argument(Node first, Node second, int position) throws FixedBatchException {
    Tensor one = ((Constant) first.inputs().get(position)).tensor();
    Tensor other = ((Constant) second.inputs().get(position)).tensor();
    String what = first + ", input " + position + ",";
    if (one.shape().equals(other.shape())) {
      return shapeArgument(first, second, position, one, other, what);
    }
    BatchConstant constant = BatchConstant.of(sizes, one, other, what);
    return constant.isRepeated() && isBroadcast(first, position, constant.axis())
        ? new Constant(constant.slice())
        : whole(constant, one.shape(), other.shape(), what);
  }

  /**
   * Whether the operation repeats this operand along an axis, as the other one has the batch there.
   */
  private static boolean isBroadcast(Node node, int position, int axis) {
    if (!BROADCASTING.contains(node.operation())) {
      return false;
    }
    Shape own = node.inputs().get(position).shape();
    Shape other = node.inputs().get(1 - position).shape();
    return own.rank() == other.rank() && own.dimension(axis) == other.dimension(axis);
  }

  private Value shapeArgument(
      Node first, Node second, int position, Tensor one, Tensor other, String what)
      throws FixedBatchException {
    if (one.type() != ElementType.INT32) {
      throw new FixedBatchException(what + " has other numbers for another batch");
    }
    int[] now = one.toInts();
    int[] then = other.toInts();
    if (differing(now, then) > MOST_NUMBERS) {
      throw new FixedBatchException(what + " has other numbers for another batch");
    }
    if (one.shape().rank() != 1) {
      Constant shape = vector(one.shape().toIntArray());
      return node("Reshape", ElementType.INT32, one.shape(), vector(now, then, what), shape);
    }
    boolean rest =
        switch (first.operation()) {
          case "Reshape" -> position == 1 && differing(now, then) == 1;
          case "Slice" -> position == 2 && reachesEnd(first, second, now, then);
          default -> false;
        };
    if (rest) {
      int[] open = now.clone();
      for (int i = 0; i < open.length; i++) {
        open[i] = now[i] == then[i] ? now[i] : -1;
      }
      return new Constant(Tensor.vector(open));
    }
    return vector(now, then, what);
  }

  private static int differing(int[] one, int[] other) {
    int count = 0;
    for (int i = 0; i < one.length; i++) {
      count += one[i] == other[i] ? 0 : 1;
    }
    return count;
  }

  /** Whether a slice has the rest of its input along every axis where its size differs. */
  private static boolean reachesEnd(Node first, Node second, int[] one, int[] other) {
    boolean known =
        first.inputs().get(1) instanceof Constant begin
            && second.inputs().get(1) instanceof Constant same
            && begin.equals(same);
    if (!known) {
      return false;
    }
    int[] begin = ((Constant) first.inputs().get(1)).tensor().toInts();
    for (int axis = 0; axis < one.length; axis++) {
      boolean ends =
          begin[axis] + one[axis] == first.inputs().get(0).shape().dimension(axis)
              && begin[axis] + other[axis] == second.inputs().get(0).shape().dimension(axis);
      if (one[axis] != other[axis] && !ends) {
        return false;
      }
    }
    return true;
  }

  /** A constant that depends on the batch, in its whole size. */
  Value constant(Tensor one, Tensor other, String what) throws FixedBatchException {
    return whole(BatchConstant.of(sizes, one, other, what), one.shape(), other.shape(), what);
  }

  private Value whole(BatchConstant constant, Shape first, Shape second, String what)
      throws FixedBatchException {
    long[] now = first.toArray();
    long[] then = second.toArray();
    Shape shape = sizes.common(first, second, what);
    Value target = vector(ints(now), ints(then), what);
    Value slice = new Constant(constant.slice());
    if (!constant.isRepeated()) {
      slice = rising(constant, then[constant.axis()], now[constant.axis()], shape, what);
    }
    return node("BroadcastTo", slice.type(), shape, slice, target);
  }

  /** {@code slice + i * step} along the batch. */
  private Value rising(BatchConstant constant, long then, long now, Shape shape, String what)
      throws FixedBatchException {
    Running count = number(sizes.affine(now, then, what));
    Running limit = node("Reshape", ElementType.INT32, Shape.scalar(), count, vector());
    Running range =
        node(
            "Range",
            ElementType.INT32,
            Shape.of(Shape.UNKNOWN),
            new Constant(Tensor.scalar(0)),
            limit,
            new Constant(Tensor.scalar(1)));
    int[] column = new int[shape.rank()];
    Arrays.fill(column, 1);
    column[constant.axis()] = -1;
    Shape columnShape = Shape.of(Arrays.stream(column).asLongStream().toArray());
    Running rows = node("Reshape", ElementType.INT32, columnShape, range, vector(column));
    Running steps = node("Mul", ElementType.INT32, shape, rows, new Constant(constant.step()));
    return node("AddV2", ElementType.INT32, shape, steps, new Constant(constant.slice()));
  }

  private static Constant vector(int... values) {
    return new Constant(Tensor.vector(values));
  }

  private static int[] ints(long[] values) {
    return Arrays.stream(values).mapToInt(Math::toIntExact).toArray();
  }

  /** A vector of numbers, some of which depend on the batch. */
  private Value vector(int[] one, int[] other, String what) throws FixedBatchException {
    List<Value> parts = new ArrayList<>();
    int start = 0;
    for (int i = 0; i <= one.length; i++) {
      if (i == one.length || one[i] != other[i]) {
        if (start < i) {
          parts.add(vector(Arrays.copyOfRange(one, start, i)));
        }
        if (i < one.length) {
          parts.add(number(sizes.affine(one[i], other[i], what)));
        }
        start = i + 1;
      }
    }
    if (parts.size() == 1) {
      return parts.get(0);
    }
    parts.add(new Constant(Tensor.scalar(0)));
    return node("ConcatV2", ElementType.INT32, Shape.of(one.length), parts.toArray(Value[]::new));
  }

  /** A vector of one element. */
  private Running number(BatchSizes.Affine affine) throws FixedBatchException {
    Running known = computed.get(affine);
    if (known == null) {
      known = compute(affine);
      computed.put(affine, known);
    }
    return known;
  }

  private Running compute(BatchSizes.Affine affine) throws FixedBatchException {
    Shape one = Shape.of(1);
    if (affine.factor() == 1 && affine.offset() == 0) {
      if (source == null) {
        throw new FixedBatchException("no input of a loop or branch has the batch as its size");
      }
      Running shape = node("Shape", ElementType.INT32, Shape.of(source.shape().rank()), source);
      return source.shape().rank() == 1
          ? shape
          : node("Slice", ElementType.INT32, one, shape, vector(sourceAxis), vector(1));
    }
    if (affine.offset() != 0) {
      Running product = number(new BatchSizes.Affine(affine.factor(), 0));
      Constant offset = vector(Math.toIntExact(affine.offset()));
      return node("AddV2", ElementType.INT32, one, product, offset);
    }
    Running batch = number(new BatchSizes.Affine(1, 0));
    Constant factor = vector(Math.toIntExact(affine.factor()));
    return node("Mul", ElementType.INT32, one, batch, factor);
  }

  private Running node(String operation, ElementType type, Shape shape, Value... inputs) {
    Node node =
        new Node(
            names.apply("batch/" + operation),
            operation,
            List.of(inputs),
            new TreeMap<>(),
            List.of(Carrier.of(type)),
            List.of(shape),
            new TreeMap<>());
    return new Running(node, 0, type, shape);
  }
}
