package org.modelparity.lowering;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.modelparity.graph.GraphBuilder;
import org.modelparity.graph.Value;
import org.modelparity.tensor.ElementType;
import org.modelparity.tensor.Shape;

/**
 * Decompositions and solutions of small systems: one step for each row or column, since no target
 * has operations for them. Operands are batches [..., n, n] of floating point numbers.
 */
public final class LinearAlgebra {
  /** Larger systems would take too many nodes. */
  public static final int LARGEST_SOLVE = 128;

  public static final int LARGEST_CHOLESKY = 64;
  public static final int LARGEST_LU = 32;

  private final Primitives primitives;
  private final Shapes shapes;
  private final Elementwise elementwise;
  private final Reductions reductions;

  public LinearAlgebra(GraphBuilder graph) {
    this.primitives = new Primitives(graph);
    this.shapes = new Shapes(graph);
    this.elementwise = new Elementwise(graph);
    this.reductions = new Reductions(graph);
  }

  /**
   * The triangular matrix whose product with its transpose is {@code a}; the other triangle is 0.
   *
   * @param a symmetric and positive definite, of which one triangle is read
   * @param lower which triangle is read and returned
   */
  public Value cholesky(Value a, boolean lower) {
    if (a.shape().size() == 0) {
      return a;
    }
    int n = size(a, "a Cholesky decomposition", LARGEST_CHOLESKY);
    Value left = batch(a, n, n);
    left = lower ? left : turn(left);
    List<Value> columns = new ArrayList<>();
    for (int j = 0; j < n; j++) {
      Value below = shapes.slice(shapes.slice(left, 2, j, j + 1), 1, j, n);
      Value column = elementwise.divide(below, elementwise.sqrt(shapes.slice(below, 1, 0, 1)));
      Value whole = padTop(column, j);
      columns.add(whole);
      if (j + 1 < n) {
        left = elementwise.subtract(left, elementwise.multiply(whole, turn(whole)));
      }
    }
    Value result = shapes.concatenate(columns, 2);
    return shapes.reshape(lower ? result : turn(result), a.shape());
  }

  /**
   * x with op(a) x = b, or x op(a) = b.
   *
   * @param a [..., n, n], of which one triangle is read
   * @param b [..., n, m], or [..., m, n] if {@code a} is not on the left
   * @param transpose whether op transposes
   * @param unitDiagonal whether the diagonal is taken to be 1
   */
  public Value triangularSolve(
      Value a, Value b, boolean leftSide, boolean lower, boolean transpose, boolean unitDiagonal) {
    int n = size(a, "a triangular system", LARGEST_SOLVE);
    int last = b.shape().rank() - 1;
    long m = b.shape().dimension(leftSide ? last : last - 1);
    Value matrix = batch(a, n, n);
    Value right = leftSide ? batch(b, n, m) : turn(batch(b, m, n));
    boolean turned = transpose == leftSide;
    matrix = turned ? turn(matrix) : matrix;
    boolean forward = lower != turned;
    List<Value> solved = new ArrayList<>();
    Value rest = right;
    for (int step = 0; step < n; step++) {
      int i = forward ? step : n - 1 - step;
      int remaining = n - 1 - step;
      int at = forward ? 0 : remaining;
      Value column = shapes.slice(matrix, 2, i, i + 1);
      Value row = shapes.slice(rest, 1, at, at + 1);
      Value x = unitDiagonal ? row : elementwise.divide(row, shapes.slice(column, 1, i, i + 1));
      solved.add(forward ? solved.size() : 0, x);
      if (remaining > 0) {
        Value factors = forward ? shapes.slice(column, 1, i + 1, n) : shapes.slice(column, 1, 0, i);
        Value others =
            forward ? shapes.slice(rest, 1, 1, remaining + 1) : shapes.slice(rest, 1, 0, remaining);
        rest = elementwise.subtract(others, elementwise.multiply(factors, x));
      }
    }
    Value x = shapes.concatenate(solved, 1);
    return shapes.reshape(leftSide ? x : turn(x), b.shape());
  }

  /**
   * LU decomposition with row pivoting, as LAPACK's getrf.
   *
   * @param a [..., m, n]
   * @return L below the diagonal and U above in one matrix; pivots [..., min(m, n)], counted from
   *     0; the permutation of rows [..., m]; both int32
   */
  public List<Value> lu(Value a) {
    int rank = a.shape().rank();
    int m = (int) a.shape().dimension(rank - 2);
    int n = (int) a.shape().dimension(rank - 1);
    if (Math.max(m, n) > LARGEST_LU) {
      throw tooLarge("an LU decomposition", Math.max(m, n), LARGEST_LU);
    }
    int steps = Math.min(m, n);
    Value left = batch(a, m, n);
    long count = left.shape().dimension(0);
    Value rows = Literals.ofIndex(ElementType.INT32, Shape.of(1, m, 1), i -> i);
    Value order = shapes.broadcastTo(rows, Shape.of(count, m, 1));
    List<Value> pivots = new ArrayList<>();
    for (int j = 0; j < steps; j++) {
      Value candidates = shapes.slice(shapes.slice(left, 2, j, j + 1), 1, j, m);
      Value largest = reductions.argMax(elementwise.abs(candidates), 1, ElementType.INT32);
      Value pivot = primitives.int32("AddV2", largest, Literals.int32(j));
      pivots.add(pivot);
      left = swapped(left, rows, pivot, j);
      order = swapped(order, rows, pivot, j);
      left = eliminated(left, j);
    }
    long[] d = a.shape().toArray();
    Shape pivotShape = Shape.of(Arrays.copyOf(d, rank - 1)).with(rank - 2, steps);
    Shape orderShape = Shape.of(Arrays.copyOf(d, rank - 1));
    return List.of(
        shapes.reshape(left, a.shape()),
        shapes.reshape(shapes.concatenate(pivots, 1), pivotShape),
        shapes.reshape(order, orderShape));
  }

  /** Rows j and {@code pivot} [batch, 1] change places. */
  private Value swapped(Value x, Value rows, Value pivot, int j) {
    long count = x.shape().dimension(0);
    long m = x.shape().dimension(1);
    long n = x.shape().dimension(2);
    Value starts = Literals.ofIndex(ElementType.INT32, Shape.of(count, 1), i -> i * m);
    Value flat = shapes.reshape(x, Shape.of(count * m, n));
    Value chosen =
        primitives.gather(
            flat, shapes.reshape(primitives.int32("AddV2", pivot, starts), Shape.of(count)), 0);
    Value down = shapes.slice(x, 1, j, j + 1);
    Value isPivot = primitives.compare("Equal", rows, shapes.reshape(pivot, Shape.of(count, 1, 1)));
    Value isHere = primitives.compare("Equal", rows, Literals.int32(j));
    Value moved = primitives.select(isPivot, down, x);
    return primitives.select(isHere, shapes.reshape(chosen, Shape.of(count, 1, n)), moved);
  }

  /** Subtracts multiples of row j from those below; the multiples replace column j. */
  private Value eliminated(Value x, int j) {
    long m = x.shape().dimension(1);
    long n = x.shape().dimension(2);
    if (j + 1 == m) {
      return x;
    }
    Value top = shapes.slice(x, 1, 0, j + 1);
    Value below = shapes.slice(x, 1, j + 1, m);
    Value row = shapes.slice(x, 1, j, j + 1);
    Value pivot = shapes.slice(row, 2, j, j + 1);
    Value column = shapes.slice(below, 2, j, j + 1);
    Value zero = Literals.scalar(x.type(), 0);
    Value factors =
        primitives.select(
            primitives.compare("Equal", pivot, zero), column, elementwise.divide(column, pivot));
    List<Value> parts = new ArrayList<>();
    parts.add(shapes.slice(below, 2, 0, j));
    parts.add(factors);
    if (j + 1 < n) {
      parts.add(
          elementwise.subtract(
              shapes.slice(below, 2, j + 1, n),
              elementwise.multiply(factors, shapes.slice(row, 2, j + 1, n))));
    }
    return shapes.concatenate(List.of(top, shapes.concatenate(parts, 2)), 1);
  }

  private Value padTop(Value column, int rows) {
    return shapes.pad(
        column,
        Literals.scalar(column.type(), 0),
        new long[] {0, rows, 0},
        new long[3],
        new long[3]);
  }

  private Value batch(Value x, long rows, long columns) {
    return shapes.reshape(x, Shape.of(x.shape().size() / (rows * columns), rows, columns));
  }

  private Value turn(Value x) {
    return shapes.transpose(x, 0, 2, 1);
  }

  private static int size(Value a, String what, int largest) {
    int n = (int) a.shape().dimension(a.shape().rank() - 1);
    if (n > largest) {
      throw tooLarge(what, n, largest);
    }
    return n;
  }

  private static LoweringException tooLarge(String what, int n, int largest) {
    return new LoweringException(
        what
            + " of size "
            + n
            + ": neither target has one, and only up to "
            + largest
            + " it is unrolled");
  }
}
