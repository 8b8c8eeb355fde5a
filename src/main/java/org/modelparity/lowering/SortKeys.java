package org.modelparity.lowering;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.modelparity.graph.Constant;
import org.modelparity.graph.GraphBuilder;
import org.modelparity.graph.Value;
import org.modelparity.tensor.ElementType;
import org.modelparity.tensor.Shape;
import org.modelparity.tensor.Tensor;

/** Makes numbers whose descending order is the wanted one, NaN and unsigned integers included. */
final class SortKeys {
  /** Above half of every finite float32. */
  private static final float INFINITY_KEY = 0x1.8p127f;

  private static final float NAN_KEY = 0x1.cp127f;

  private final Primitives primitives;
  private final Elementwise elementwise;

  SortKeys(GraphBuilder graph) {
    this.primitives = new Primitives(graph);
    this.elementwise = new Elementwise(graph);
  }

  /**
   * @param rows [rows, n]
   * @param descending the order that is wanted of the rows
   */
  Value descending(Value rows, boolean descending) {
    if (rows instanceof Constant c) {
      return ranks(c.tensor(), descending);
    }
    ElementType type = rows.type();
    if (type.isFloating()) {
      Value key = ordered(rows);
      return descending ? key : elementwise.negate(key);
    }
    Value key = integer(rows);
    return descending ? key : primitives.int32("Sub", Literals.int32(-1), key);
  }

  /** -0 before (or after) everything else; equal numbers otherwise. */
  Value zeros(Value rows, boolean descending) {
    if (rows instanceof Constant c) {
      Tensor t = c.tensor();
      return Literals.ofIndex(
          ElementType.INT32, t.shape(), i -> isMinusZero(t.getDouble(i)) != descending ? 1 : 0);
    }
    Value zero = Literals.scalar(rows.type(), 0);
    Value one = Literals.one(rows.type());
    Value isZero = elementwise.convert(primitives.compare("Equal", rows, zero), ElementType.INT32);
    Value negative =
        elementwise.convert(
            primitives.compare("Less", elementwise.divide(one, rows), zero), ElementType.INT32);
    Value minusZero = primitives.int32("Mul", isZero, negative);
    return descending ? primitives.int32("Sub", Literals.int32(0), minusZero) : minusZero;
  }

  /**
   * NaN and the infinities as finite numbers, for kernels sort by differences. Everything else is
   * halved to make room, which only numbers below 2^-125 may notice.
   */
  private Value ordered(Value x) {
    Value half = elementwise.multiply(x, Literals.scalar(x.type(), 0.5));
    Value above = replaced(half, x, Double.POSITIVE_INFINITY, INFINITY_KEY);
    Value finite = replaced(above, x, Double.NEGATIVE_INFINITY, -INFINITY_KEY);
    return primitives.select(
        primitives.compare("NotEqual", x, x), Literals.scalar(x.type(), NAN_KEY), finite);
  }

  private Value replaced(Value key, Value x, double number, float by) {
    return primitives.select(
        primitives.compare("Equal", x, Literals.scalar(x.type(), number)),
        Literals.scalar(x.type(), by),
        key);
  }

  private Value integer(Value x) {
    if (x.type().isBoolean()) {
      return elementwise.convert(x, ElementType.INT32);
    }
    boolean wide = x.type().isUnsigned() && x.type().bits() >= 32;
    if (!wide) {
      return x.type().isSigned() ? x : primitives.retype(x, ElementType.INT32);
    }
    return primitives.int32(
        "AddV2", primitives.retype(x, ElementType.INT32), Literals.int32(Integer.MIN_VALUE));
  }

  /** The rank of each element in its row, from the last to the first; equal ones share it. */
  private static Constant ranks(Tensor t, boolean descending) {
    Shape shape = t.shape();
    int n = (int) shape.dimension(1);
    Comparator<Integer> up = ascending(t);
    Comparator<Integer> order = descending ? up.reversed() : up;
    int[] ranks = new int[t.size()];
    for (int row = 0; row < shape.dimension(0); row++) {
      int start = row * n;
      Integer[] sorted = IntStream.range(start, start + n).boxed().toArray(Integer[]::new);
      Arrays.sort(sorted, order);
      for (int i = 0; i < n; i++) {
        boolean equal = i > 0 && order.compare(sorted[i - 1], sorted[i]) == 0;
        ranks[sorted[i]] = equal ? ranks[sorted[i - 1]] : n - i;
      }
    }
    return Literals.ints(shape, ranks);
  }

  private static Comparator<Integer> ascending(Tensor t) {
    if (t.type().isFloating()) {
      // Adding 0 makes both zeros equal; Double's order has NaN last.
      return Comparator.comparingDouble(i -> t.getDouble(i) + 0.0);
    }
    return t.type() == ElementType.UINT64
        ? (a, b) -> Long.compareUnsigned(t.getLong(a), t.getLong(b))
        : Comparator.comparingLong(t::getLong);
  }

  private static boolean isMinusZero(double x) {
    return x == 0 && 1 / x < 0;
  }
}
