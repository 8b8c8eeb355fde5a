package org.modelparity.lowering;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.modelparity.graph.GraphBuilder;
import org.modelparity.graph.Value;
import org.modelparity.tensor.ElementType;
import org.modelparity.tensor.Shape;

/** Products of matrices in general form. */
public final class Matrices {
  private final Primitives primitives;
  private final Shapes shapes;
  private final Elementwise elementwise;
  private final IntegerMatrices integers;

  public Matrices(GraphBuilder graph) {
    this.primitives = new Primitives(graph);
    this.shapes = new Shapes(graph);
    this.elementwise = new Elementwise(graph);
    this.integers = new IntegerMatrices(graph);
  }

  /**
   * StableHLO {@code dot_general} of real operands.
   *
   * @param resultType what products are added up in; of booleans, a sum is an or
   * @return batch dimensions, free dimensions of lhs, free dimensions of rhs
   */
  public Value dotGeneral(
      Value lhs,
      Value rhs,
      int[] lhsBatch,
      int[] rhsBatch,
      int[] lhsContract,
      int[] rhsContract,
      ElementType resultType) {
    int[] lhsFree = others(lhs.shape().rank(), lhsBatch, lhsContract);
    int[] rhsFree = others(rhs.shape().rank(), rhsBatch, rhsContract);
    Shape shape =
        Shape.of(
            concat(dimensions(lhs, lhsBatch), dimensions(lhs, lhsFree), dimensions(rhs, rhsFree)));
    long depth = size(lhs, lhsContract);
    if (depth == 0 || shape.size() == 0) {
      return Literals.zeros(resultType, shape);
    }
    Integer[] pairing = pairing(lhs, rhs, lhsContract, rhsContract);
    Side left = side(lhs, lhsBatch, lhsFree, reorder(lhsContract, pairing), false);
    Side right = side(rhs, rhsBatch, rhsFree, reorder(rhsContract, pairing), true);
    return shapes.reshape(product(left, right, resultType), shape);
  }

  /** A batch of matrices [batch, rows, columns], or transposed so. */
  private record Side(Value matrices, boolean transposed) {}

  /**
   * @param contractFirst whether the plain form has the contracted dimension before the free one
   */
  private Side side(Value x, int[] batch, int[] free, int[] contract, boolean contractFirst) {
    int[] plain = contractFirst ? axes(batch, contract, free) : axes(batch, free, contract);
    int[] turned = contractFirst ? axes(batch, free, contract) : axes(batch, contract, free);
    boolean transposed =
        !Literals.isConstant(x) && !keepsOrder(x.shape(), plain) && keepsOrder(x.shape(), turned);
    int[] order = transposed ? turned : plain;
    // Moving dimensions of size 1 is a reshape, not a transposition.
    Value ordered = keepsOrder(x.shape(), order) ? x : shapes.transpose(x, order);
    long rows = size(x, contractFirst != transposed ? contract : free);
    long columns = size(x, contractFirst != transposed ? free : contract);
    return new Side(shapes.reshape(ordered, Shape.of(size(x, batch), rows, columns)), transposed);
  }

  private Value product(Side left, Side right, ElementType resultType) {
    ElementType lhsType = left.matrices().type();
    ElementType rhsType = right.matrices().type();
    if (!lhsType.isFloating() || !rhsType.isFloating()) {
      return integers.product(plain(left), plain(right), resultType);
    }
    ElementType computed = wider(wider(lhsType, rhsType), resultType);
    Value a = elementwise.convert(left.matrices(), computed);
    Value b = elementwise.convert(right.matrices(), computed);
    Value product;
    if (a.shape().dimension(0) == 1) {
      product =
          primitives.matMul(
              shapes.reshape(a, tail(a)),
              shapes.reshape(b, tail(b)),
              left.transposed(),
              right.transposed());
    } else {
      product = primitives.batchMatMul(a, b, left.transposed(), right.transposed());
    }
    return elementwise.convert(product, resultType);
  }

  private Value plain(Side side) {
    return side.transposed() ? shapes.transpose(side.matrices(), 0, 2, 1) : side.matrices();
  }

  /** The order of the contracted pairs that leaves more operands as they are. */
  private static Integer[] pairing(Value lhs, Value rhs, int[] lhsContract, int[] rhsContract) {
    Integer[] order = IntStream.range(0, lhsContract.length).boxed().toArray(Integer[]::new);
    boolean byRight = Literals.isConstant(lhs) && !Literals.isConstant(rhs);
    int[] leading = byRight ? rhsContract : lhsContract;
    Arrays.sort(order, Comparator.comparingInt(i -> leading[i]));
    return order;
  }

  private static int[] reorder(int[] axes, Integer[] order) {
    return Arrays.stream(order).mapToInt(i -> axes[i]).toArray();
  }

  private static boolean keepsOrder(Shape shape, int[] permutation) {
    int last = -1;
    for (int axis : permutation) {
      if (shape.dimension(axis) != 1) {
        if (axis < last) {
          return false;
        }
        last = axis;
      }
    }
    return true;
  }

  private static ElementType wider(ElementType a, ElementType b) {
    if (a == b) {
      return a;
    }
    if (a == ElementType.FLOAT64 || b == ElementType.FLOAT64) {
      return ElementType.FLOAT64;
    }
    return ElementType.FLOAT32;
  }

  private static Shape tail(Value x) {
    return Shape.of(x.shape().dimension(1), x.shape().dimension(2));
  }

  private static int[] axes(int[]... groups) {
    return Arrays.stream(groups).flatMapToInt(IntStream::of).toArray();
  }

  private static int[] others(int rank, int[] some, int[] more) {
    return IntStream.range(0, rank)
        .filter(a -> IntStream.of(some).noneMatch(s -> s == a))
        .filter(a -> IntStream.of(more).noneMatch(s -> s == a))
        .toArray();
  }

  private static List<Long> dimensions(Value x, int[] axes) {
    return IntStream.of(axes).mapToObj(a -> x.shape().dimension(a)).toList();
  }

  private static long[] concat(List<Long> a, List<Long> b, List<Long> c) {
    List<Long> all = new ArrayList<>(a);
    all.addAll(b);
    all.addAll(c);
    return all.stream().mapToLong(Long::longValue).toArray();
  }

  private static long size(Value x, int[] axes) {
    return IntStream.of(axes).mapToLong(a -> x.shape().dimension(a)).reduce(1, (a, b) -> a * b);
  }
}
