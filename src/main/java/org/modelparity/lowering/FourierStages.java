package org.modelparity.lowering;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import org.modelparity.graph.ComplexPair;
import org.modelparity.graph.Constant;
import org.modelparity.graph.GraphBuilder;
import org.modelparity.graph.Value;
import org.modelparity.tensor.ElementType;
import org.modelparity.tensor.Shape;
import org.modelparity.tensor.Tensor;

/**
 * One-dimensional transforms of rows [rows, n]. Short ones are one product with an n by n matrix;
 * long ones are split by a divisor p of n into transforms of length p and n/p with a twist between
 * them (Cooley and Tukey), so that matrices stay small. Their elements are computed in float64.
 */
final class FourierStages {
  /** Transforms up to this length are one product. */
  private static final long DIRECT = 64;

  /** Primes beyond this would take matrices of more than 32 MB. */
  private static final long LONGEST_PRIME = 1024;

  private final Primitives primitives;
  private final Shapes shapes;
  private final Elementwise elementwise;
  private final Complexes complexes;

  FourierStages(GraphBuilder graph) {
    this.primitives = new Primitives(graph);
    this.shapes = new Shapes(graph);
    this.elementwise = new Elementwise(graph);
    this.complexes = new Complexes(graph);
  }

  /** The first {@code kept} elements of the transform of real rows. */
  ComplexPair ofReal(Value rows, long kept) {
    long n = rows.shape().dimension(1);
    if (divisor(n) == n) {
      return product(rows, n, kept, (k, j) -> angle(k, j, n), 1, false);
    }
    ComplexPair full =
        transform(new ComplexPair(rows, Literals.zeros(rows.type(), rows.shape())), false);
    return new ComplexPair(
        shapes.slice(full.real(), 1, 0, kept), shapes.slice(full.imaginary(), 1, 0, kept));
  }

  /** Real rows of length n from the first n/2 + 1 elements of their transform. */
  Value toReal(ComplexPair half, long n) {
    long given = n / 2 + 1;
    ComplexPair x =
        new ComplexPair(
            shapes.slice(half.real(), 1, 0, given), shapes.slice(half.imaginary(), 1, 0, given));
    if (n <= 2 * DIRECT) {
      Value both = shapes.concatenate(List.of(x.real(), x.imaginary()), 1);
      Value matrix =
          matrix(
              x.real().type(),
              2 * given,
              n,
              (row, t) -> {
                double k = row % given;
                double weight = (k == 0 || 2 * k == n ? 1.0 : 2.0) / n;
                double a = angle(k, t, n);
                return row < given ? weight * Math.cos(a) : -weight * Math.sin(a);
              });
      return primitives.matMul(both, matrix, false, false);
    }
    // The other half mirrors the first, conjugated.
    long mirrored = n - given;
    Value real = shapes.reverse(shapes.slice(x.real(), 1, 1, 1 + mirrored), 1);
    Value imaginary = shapes.reverse(shapes.slice(x.imaginary(), 1, 1, 1 + mirrored), 1);
    return transform(
            new ComplexPair(
                shapes.concatenate(List.of(x.real(), real), 1),
                shapes.concatenate(List.of(x.imaginary(), elementwise.negate(imaginary)), 1)),
            true)
        .real();
  }

  /** The transform of complex rows, or the inverse one, which is divided by n. */
  ComplexPair transform(ComplexPair x, boolean inverse) {
    long n = x.shape().dimension(1);
    long rows = x.shape().dimension(0);
    double sign = inverse ? -1 : 1;
    long p = divisor(n);
    if (p == n) {
      Value both = shapes.concatenate(List.of(x.real(), x.imaginary()), 1);
      return product(both, n, n, (k, j) -> sign * angle(k, j, n), inverse ? 1.0 / n : 1, true);
    }
    long q = n / p;
    // Element q i + j of a row is at [i, j]; transforms run along i, then along j.
    ComplexPair first =
        reshape(transform(reshape(turn(reshape(x, rows, p, q)), rows * q, p), inverse), rows, q, p);
    ComplexPair twist =
        new ComplexPair(
            matrix(x.real().type(), q, p, (j, k) -> Math.cos(angle(j, k, n))),
            matrix(x.real().type(), q, p, (j, k) -> -sign * Math.sin(angle(j, k, n))));
    ComplexPair twisted = (ComplexPair) complexes.multiply(first, twist);
    ComplexPair second =
        reshape(transform(reshape(turn(twisted), rows * p, q), inverse), rows, p, q);
    return reshape(turn(second), rows, n);
  }

  /**
   * Rows times a matrix of exp(-i angle); of complex rows, the imaginary parts follow the real
   * ones.
   */
  private ComplexPair product(
      Value rows, long n, long kept, DoubleBinaryOperator angle, double scale, boolean complex) {
    Value matrix =
        matrix(
            rows.type(),
            complex ? 2 * n : n,
            2 * kept,
            (row, column) -> {
              double a = angle.applyAsDouble(column % kept, row % n);
              boolean imaginaryIn = row >= n;
              boolean imaginaryOut = column >= kept;
              if (imaginaryIn == imaginaryOut) {
                return scale * Math.cos(a);
              }
              return imaginaryIn ? scale * Math.sin(a) : -scale * Math.sin(a);
            });
    Value both = primitives.matMul(rows, matrix, false, false);
    return new ComplexPair(shapes.slice(both, 1, 0, kept), shapes.slice(both, 1, kept, 2 * kept));
  }

  private ComplexPair turn(ComplexPair x) {
    return new ComplexPair(
        shapes.transpose(x.real(), 0, 2, 1), shapes.transpose(x.imaginary(), 0, 2, 1));
  }

  private ComplexPair reshape(ComplexPair x, long... shape) {
    return new ComplexPair(
        shapes.reshape(x.real(), Shape.of(shape)), shapes.reshape(x.imaginary(), Shape.of(shape)));
  }

  /** What to split a length by: itself if it is short or prime. */
  private static long divisor(long n) {
    if (n <= DIRECT) {
      return n;
    }
    for (long d = DIRECT; d > 1; d--) {
      if (n % d == 0) {
        return d;
      }
    }
    for (long d = DIRECT + 1; d * d <= n; d++) {
      if (n % d == 0) {
        return d;
      }
    }
    if (n > LONGEST_PRIME) {
      throw new LoweringException(
          "a Fourier transform of length " + n + ", a prime beyond " + LONGEST_PRIME);
    }
    return n;
  }

  /** 2 pi k j / n, with k j reduced first, which keeps large angles exact. */
  private static double angle(double k, double j, long n) {
    return 2 * Math.PI * (((long) k * (long) j) % n) / n;
  }

  private static Constant matrix(
      ElementType type, long rows, long columns, DoubleBinaryOperator element) {
    ByteBuffer data = Tensor.allocate(rows * columns * type.bytes());
    boolean wide = type == ElementType.FLOAT64;
    for (long i = 0; i < rows; i++) {
      for (long j = 0; j < columns; j++) {
        double value = element.applyAsDouble(i, j);
        if (wide) {
          data.putDouble(value);
        } else {
          data.putFloat((float) value);
        }
      }
    }
    ElementType stored = wide ? type : ElementType.FLOAT32;
    return new Constant(Tensor.of(stored, Shape.of(rows, columns), data.flip()));
  }
}
