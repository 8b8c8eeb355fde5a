package org.modelparity.lowering;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.modelparity.graph.Constant;
import org.modelparity.graph.GraphBuilder;
import org.modelparity.graph.Value;
import org.modelparity.tensor.ElementType;
import org.modelparity.tensor.Shape;
import org.modelparity.tensor.Tensor;

/**
 * QR decompositions by Householder reflections, as LAPACK's geqrf and orgqr make them, unrolled for
 * small static sizes.
 */
public final class Householder {
  public static final int LARGEST = 32;

  private final Elementwise elementwise;
  private final Reductions reductions;
  private final Shapes shapes;

  public Householder(GraphBuilder graph) {
    elementwise = new Elementwise(graph);
    reductions = new Reductions(graph);
    shapes = new Shapes(graph);
  }

  /**
   * Decomposes matrices.
   *
   * @param a [..., m, n]
   * @return R on and above the diagonal and the reflections' vectors below, [..., m, n]; the
   *     reflections' factors, [..., min(m, n)]
   */
  public List<Value> decompose(Value a) {
    Value left = batch(a);
    long count = left.shape().dimension(0);
    int m = (int) left.shape().dimension(1);
    int n = (int) left.shape().dimension(2);
    checkSize(Math.max(m, n));
    List<Value> columns = new ArrayList<>();
    List<Value> factors = new ArrayList<>();
    for (int k = 0; k < Math.min(m, n); k++) {
      Value column = shapes.slice(left, 2, 0, 1);
      Value rest = shapes.slice(left, 2, 1, left.shape().dimension(2));
      Reflection reflection = reflection(shapes.slice(column, 1, k, m));
      Value above = shapes.slice(column, 1, 0, k);
      columns.add(shapes.concatenate(List.of(above, reflection.head(), reflection.tail()), 1));
      factors.add(shapes.reshape(reflection.factor(), Shape.of(count, 1)));
      left =
          shapes.concatenate(
              List.of(
                  shapes.slice(rest, 1, 0, k), reflect(reflection, shapes.slice(rest, 1, k, m))),
              1);
    }
    columns.add(left);
    long[] d = a.shape().toArray();
    Shape factorShape = Shape.of(Arrays.copyOf(d, d.length - 1)).with(d.length - 2, factors.size());
    return List.of(
        shapes.reshape(shapes.concatenate(columns, 2), a.shape()),
        shapes.reshape(shapes.concatenate(factors, 1), factorShape));
  }

  /**
   * The first columns of the product of reflections.
   *
   * @param a [..., m, n], the reflections' vectors below the diagonal
   * @param factors [..., k]
   * @return [..., m, n]
   */
  public Value product(Value a, Value factors) {
    Value vectors = batch(a);
    long count = vectors.shape().dimension(0);
    int m = (int) vectors.shape().dimension(1);
    int n = (int) vectors.shape().dimension(2);
    checkSize(Math.max(m, n));
    int k = (int) factors.shape().dimension(factors.shape().rank() - 1);
    Value taus = shapes.reshape(factors, Shape.of(count, k));
    Value q = shapes.broadcastTo(identity(a.type(), m, n), Shape.of(count, m, n));
    for (int j = k - 1; j >= 0; j--) {
      Value tail = shapes.slice(shapes.slice(vectors, 2, j, j + 1), 1, j + 1, m);
      Value factor = shapes.reshape(shapes.slice(taus, 1, j, j + 1), Shape.of(count, 1, 1));
      Reflection reflection = new Reflection(null, tail, factor);
      q =
          shapes.concatenate(
              List.of(shapes.slice(q, 1, 0, j), reflect(reflection, shapes.slice(q, 1, j, m))), 1);
    }
    return shapes.reshape(q, a.shape());
  }

  /**
   * Of a column: what it becomes at its head, and the vector (whose head is 1) and factor of the
   * reflection that makes it so.
   */
  private record Reflection(Value head, Value tail, Value factor) {}

  /** LAPACK's larfg: no reflection where there is nothing but the head. */
  private Reflection reflection(Value column) {
    long count = column.shape().dimension(0);
    long length = column.shape().dimension(1);
    Value alpha = shapes.slice(column, 1, 0, 1);
    Value x = shapes.slice(column, 1, 1, length);
    Value zero = Literals.scalar(column.type(), 0);
    if (length == 1) {
      return new Reflection(alpha, x, elementwise.multiply(alpha, zero));
    }
    Value squares = sum(elementwise.multiply(x, x), Shape.of(count, 1, 1));
    Value norm = elementwise.sqrt(elementwise.add(elementwise.multiply(alpha, alpha), squares));
    Value isPositive = elementwise.compare(Comparison.GE, false, alpha, zero);
    Value beta = elementwise.select(isPositive, elementwise.negate(norm), norm);
    Value isNothing = elementwise.compare(Comparison.EQ, false, squares, zero);
    Value factor = elementwise.divide(elementwise.subtract(beta, alpha), beta);
    Value tail = elementwise.divide(x, elementwise.subtract(alpha, beta));
    return new Reflection(
        elementwise.select(isNothing, alpha, beta),
        elementwise.select(isNothing, zero, tail),
        elementwise.select(isNothing, zero, factor));
  }

  /** {@code (I - factor v v^T) matrix}. */
  private Value reflect(Reflection reflection, Value matrix) {
    long count = matrix.shape().dimension(0);
    long columns = matrix.shape().dimension(2);
    if (columns == 0) {
      return matrix;
    }
    Value one = shapes.broadcastTo(Literals.scalar(matrix.type(), 1), Shape.of(count, 1, 1));
    Value v = shapes.concatenate(List.of(one, reflection.tail()), 1);
    Value projection = sum(elementwise.multiply(v, matrix), Shape.of(count, 1, columns));
    Value change = elementwise.multiply(elementwise.multiply(reflection.factor(), v), projection);
    return elementwise.subtract(matrix, change);
  }

  /** Over the rows. */
  private Value sum(Value x, Shape shape) {
    return shapes.reshape(
        reductions.reduce(Reducer.ADD, x, Literals.scalar(x.type(), 0), 1), shape);
  }

  private Value batch(Value a) {
    int rank = a.shape().rank();
    long m = a.shape().dimension(rank - 2);
    long n = a.shape().dimension(rank - 1);
    long count = Shape.of(Arrays.copyOf(a.shape().toArray(), rank - 2)).size();
    return shapes.reshape(a, Shape.of(count, m, n));
  }

  private Value identity(ElementType type, int m, int n) {
    float[] values = new float[m * n];
    for (int i = 0; i < Math.min(m, n); i++) {
      values[i * n + i] = 1;
    }
    return elementwise.convert(new Constant(Tensor.ofFloats(Shape.of(m, n), values)), type);
  }

  private static void checkSize(int size) {
    if (size > LARGEST) {
      throw new LoweringException(
          "a QR decomposition of size %d; it is unrolled up to %d".formatted(size, LARGEST));
    }
  }
}
