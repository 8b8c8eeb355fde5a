package org.modelparity.lowering;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.stream.IntStream;
import org.modelparity.graph.GraphBuilder;
import org.modelparity.graph.Value;
import org.modelparity.tensor.ElementType;
import org.modelparity.tensor.Shape;

/** Reductions over axes, and the indices of extremes. */
public final class Reductions {
  private final Primitives primitives;
  private final Shapes shapes;
  private final Elementwise elementwise;
  private final Bits bits;

  public Reductions(GraphBuilder graph) {
    this.primitives = new Primitives(graph);
    this.shapes = new Shapes(graph);
    this.elementwise = new Elementwise(graph);
    this.bits = new Bits(graph);
  }

  /**
   * StableHLO {@code reduce} with a region of one operation.
   *
   * @param x any shape
   * @param init scalar of the same type
   * @param axes which to reduce, in any order
   * @return the shape of {@code x} without the axes
   */
  public Value reduce(Reducer kind, Value x, Value init, int... axes) {
    Reducer reducer = kind.on(x.type());
    Shape kept = without(x.shape(), axes);
    if (x.shape().size() == 0) {
      return shapes.broadcastTo(init, kept);
    }
    Value reduced = axes.length == 0 ? x : reduceAll(reducer, x, axes);
    return reducer.isIdentity(init) ? reduced : combine(reducer, init, reduced);
  }

  /**
   * StableHLO {@code reduce} with any region: a tree over the elements in their order, so that the
   * region need not be commutative. It has to be associative, as the specification wants it.
   *
   * @param xs tensors of one shape
   * @param inits one scalar for each
   * @param combiner given two lists of tensors of one shape, works on them element by element
   */
  public List<Value> reduceGeneral(
      List<Value> xs, List<Value> inits, int[] axes, BinaryOperator<List<Value>> combiner) {
    Shape from = xs.get(0).shape();
    Shape kept = without(from, axes);
    List<Value> start = inits.stream().map(i -> shapes.broadcastTo(i, kept)).toList();
    if (from.size() == 0) {
      return start;
    }
    int[] order = keptThenReduced(from.rank(), axes, false);
    long count = product(from, axes);
    List<Value> flat =
        xs.stream()
            .map(x -> shapes.reshape(shapes.transpose(x, order), Shape.of(count, kept.size())))
            .toList();
    List<Value> reduced = tree(flat, combiner);
    return combiner.apply(start, reduced.stream().map(r -> shapes.reshape(r, kept)).toList());
  }

  /** The index of the largest element along an axis: the first of equal ones, NaN before all. */
  public Value argMax(Value x, int axis, ElementType indexType) {
    return argExtreme("ArgMax", x, axis, indexType);
  }

  /** The index of the smallest element along an axis: the first of equal ones, NaN before all. */
  public Value argMin(Value x, int axis, ElementType indexType) {
    return argExtreme("ArgMin", x, axis, indexType);
  }

  /** One application of a reducer to tensors that broadcast. */
  Value combine(Reducer kind, Value a, Value b) {
    return switch (kind.on(a.type())) {
      case ADD -> elementwise.add(a, b);
      case MULTIPLY -> elementwise.multiply(a, b);
      case MAXIMUM -> elementwise.maximum(a, b);
      case MINIMUM -> elementwise.minimum(a, b);
      case AND -> bits.and(a, b);
      case OR -> bits.or(a, b);
      case XOR -> bits.xor(a, b);
    };
  }

  private Value reduceAll(Reducer reducer, Value x, int[] axes) {
    ElementType type = x.type();
    boolean bitwise = reducer == Reducer.AND || reducer == Reducer.OR || reducer == Reducer.XOR;
    if (type.isInteger() && (bitwise || reducer == Reducer.MULTIPLY)) {
      // Products of integers wrap, which kernels that multiply in float64 do not.
      List<Value> init = List.of(reducer.identity(type));
      return reduceGeneral(
              List.of(x),
              init,
              axes,
              (a, b) ->
                  reducer.isIdentity(a.get(0)) ? b : List.of(combine(reducer, a.get(0), b.get(0))))
          .get(0);
    }
    return switch (reducer) {
      case ADD -> sum(x, axes);
      case MULTIPLY -> node("Prod", x, axes);
      case MAXIMUM -> extreme("Max", x, axes);
      case MINIMUM -> extreme("Min", x, axes);
      case AND -> node("All", x, axes);
      case OR -> node("Any", x, axes);
      case XOR -> {
        Value ones = sum(elementwise.convert(x, ElementType.INT32), axes);
        Value odd = primitives.int32("FloorMod", ones, Literals.int32(2));
        yield primitives.compare("NotEqual", odd, Literals.int32(0));
      }
    };
  }

  private Value sum(Value x, int[] axes) {
    boolean narrow = x.type().isInteger() && x.type().bits() < 32;
    if (!narrow || Literals.isConstant(x)) {
      return node("Sum", x, axes);
    }
    return elementwise.convert(
        node("Sum", primitives.retype(x, ElementType.INT32), axes), x.type());
  }

  private Value extreme(String operation, Value x, int[] axes) {
    return fromSignedOrder(node(operation, toSignedOrder(x), axes), x.type());
  }

  /** uint32 is carried as int32; moved by 2^31, the signed order is the unsigned one. */
  private Value toSignedOrder(Value x) {
    boolean carried = x.type() == ElementType.UINT32 || x.type() == ElementType.UINT64;
    if (!carried || Literals.isConstant(x)) {
      return x;
    }
    return primitives.int32(
        "AddV2", primitives.retype(x, ElementType.INT32), Literals.int32(Integer.MIN_VALUE));
  }

  private Value fromSignedOrder(Value x, ElementType type) {
    boolean moved = x.type() != type;
    return moved
        ? primitives.retype(primitives.int32("AddV2", x, Literals.int32(Integer.MIN_VALUE)), type)
        : x;
  }

  private Value argExtreme(String operation, Value x, int axis, ElementType indexType) {
    Value numbers = x.type().isBoolean() ? elementwise.convert(x, ElementType.INT32) : x;
    Value flat = shapes.reshape(toSignedOrder(numbers), Shapes.around(x.shape(), axis));
    Value index = primitives.extremeIndex(operation, flat, 1);
    if (x.type().isFloating()) {
      Value nan = primitives.compare("NotEqual", flat, flat);
      Value firstNan =
          primitives.extremeIndex("ArgMax", elementwise.convert(nan, ElementType.INT32), 1);
      index = primitives.select(primitives.reduce("Any", nan, 1), firstNan, index);
    }
    Value shaped = shapes.reshape(index, without(x.shape(), axis));
    return elementwise.convert(shaped, indexType);
  }

  /** A reducing node; kernels fail above rank 5, where kept and reduced axes become one each. */
  private Value node(String operation, Value x, int[] axes) {
    int[] sorted = IntStream.of(axes).sorted().toArray();
    if (x.shape().rank() <= 5) {
      return primitives.reduce(operation, x, sorted);
    }
    Shape kept = without(x.shape(), axes);
    Value ordered =
        shapes.reshape(
            shapes.transpose(x, keptThenReduced(x.shape().rank(), sorted, true)),
            Shape.of(kept.size(), product(x.shape(), axes)));
    return shapes.reshape(primitives.reduce(operation, ordered, 1), kept);
  }

  private List<Value> tree(List<Value> flat, BinaryOperator<List<Value>> combiner) {
    List<Value> level = flat;
    for (long n = flat.get(0).shape().dimension(0); n > 1; n = (n + 1) / 2) {
      long pairs = n / 2;
      List<Value> combined =
          combiner.apply(everySecond(level, pairs, 0), everySecond(level, pairs, 1));
      List<Value> next = new ArrayList<>();
      for (int i = 0; i < level.size(); i++) {
        Value x = level.get(i);
        next.add(
            n % 2 == 0
                ? combined.get(i)
                : shapes.concatenate(List.of(combined.get(i), rows(x, n - 1, n)), 0));
      }
      level = next;
    }
    return level;
  }

  private List<Value> everySecond(List<Value> level, long pairs, long first) {
    List<Value> taken = new ArrayList<>();
    for (Value x : level) {
      long width = x.shape().dimension(1);
      Value paired = shapes.reshape(rows(x, 0, 2 * pairs), Shape.of(pairs, 2, width));
      Value half = shapes.slice(paired, 1, first, first + 1);
      taken.add(shapes.reshape(half, Shape.of(pairs, width)));
    }
    return taken;
  }

  private Value rows(Value x, long from, long to) {
    return shapes.slice(x, 0, from, to);
  }

  private static int[] keptThenReduced(int rank, int[] axes, boolean keptFirst) {
    int[] kept = IntStream.range(0, rank).filter(a -> !contains(axes, a)).toArray();
    int[] reduced = IntStream.range(0, rank).filter(a -> contains(axes, a)).toArray();
    return keptFirst
        ? IntStream.concat(IntStream.of(kept), IntStream.of(reduced)).toArray()
        : IntStream.concat(IntStream.of(reduced), IntStream.of(kept)).toArray();
  }

  private static Shape without(Shape shape, int... axes) {
    return Shape.of(
        IntStream.range(0, shape.rank())
            .filter(a -> !contains(axes, a))
            .mapToLong(shape::dimension)
            .toArray());
  }

  private static long product(Shape shape, int... axes) {
    return IntStream.of(axes).mapToLong(shape::dimension).reduce(1, (a, b) -> a * b);
  }

  private static boolean contains(int[] axes, int axis) {
    return IntStream.of(axes).anyMatch(a -> a == axis);
  }
}
