package org.modelparity.tensor;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * The dimensions of a tensor, outermost first. A dimension may be {@link #UNKNOWN} in a signature.
 */
public final class Shape {
  /** A dimension that is known only when the model runs. */
  public static final long UNKNOWN = -1;

  private static final Shape SCALAR = new Shape(new long[0]);

  private final long[] dimensions;

  private Shape(long[] dimensions) {
    this.dimensions = dimensions;
  }

  /**
   * A shape of these dimensions.
   *
   * @throws IllegalArgumentException if a dimension is negative and not {@link #UNKNOWN}
   */
  public static Shape of(long... dimensions) {
    for (long d : dimensions) {
      if (d < UNKNOWN) {
        throw new IllegalArgumentException("dimension " + d + " in " + Arrays.toString(dimensions));
      }
    }
    return new Shape(dimensions.clone());
  }

  /** The shape of rank 0. */
  public static Shape scalar() {
    return SCALAR;
  }

  public int rank() {
    return dimensions.length;
  }

  public long dimension(int axis) {
    return dimensions[axis];
  }

  /** A copy of the dimensions. */
  public long[] toArray() {
    return dimensions.clone();
  }

  /** A copy of the dimensions as ints, as most TensorFlow arguments want them. */
  public int[] toIntArray() {
    return LongStream.of(dimensions).mapToInt(Math::toIntExact).toArray();
  }

  public boolean isStatic() {
    return LongStream.of(dimensions).noneMatch(d -> d == UNKNOWN);
  }

  /**
   * The number of elements; 1 for a scalar.
   *
   * @throws IllegalStateException if a dimension is unknown
   * @throws ArithmeticException if the count does not fit a long
   */
  public long size() {
    if (!isStatic()) {
      throw new IllegalStateException("the size of " + this + " is not known");
    }
    for (long d : dimensions) {
      if (d == 0) {
        return 0;
      }
    }
    return LongStream.of(dimensions).reduce(1, Math::multiplyExact);
  }

  /** This shape with another value for one dimension. */
  public Shape with(int axis, long dimension) {
    long[] changed = dimensions.clone();
    changed[axis] = dimension;
    return of(changed);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Shape shape && Arrays.equals(dimensions, shape.dimensions);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(dimensions);
  }

  /** For example {@code [2, 3]}, or {@code [?, 3]} where a dimension is unknown. */
  @Override
  public String toString() {
    return LongStream.of(dimensions)
        .mapToObj(d -> d == UNKNOWN ? "?" : Long.toString(d))
        .collect(Collectors.joining(", ", "[", "]"));
  }
}
