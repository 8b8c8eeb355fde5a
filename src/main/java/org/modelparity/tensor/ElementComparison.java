package org.modelparity.tensor;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** Goes once over the elements of two tensors of the same type and shape. */
final class ElementComparison {
  /** Pairs kept for a plot. */
  private static final int SAMPLE = 100;

  private final Tensor expected;
  private final Tensor actual;
  private final ErrorSums sums;

  private ElementComparison(Tensor expected, Tensor actual, Tolerance tolerance) {
    this.expected = expected;
    this.actual = actual;
    this.sums = new ErrorSums(tolerance);
  }

  static ElementErrors compare(Tensor expected, Tensor actual, Tolerance tolerance) {
    ElementComparison comparison = new ElementComparison(expected, actual, tolerance);
    comparison.addAll();
    int worst = (int) comparison.sums.worst();
    return comparison.sums.errors(
        expected.size() == 0 ? null : comparison.element(worst), comparison.sample(worst));
  }

  private void addAll() {
    int size = expected.size();
    ElementType type = expected.type();
    ByteBuffer e = expected.data();
    ByteBuffer a = actual.data();
    switch (type) {
      case FLOAT32 -> {
        for (int i = 0; i < size; i++) {
          sums.addFloating(e.getFloat(4 * i), a.getFloat(4 * i));
        }
      }
      case FLOAT16, BFLOAT16, FLOAT64 -> {
        for (int i = 0; i < size; i++) {
          sums.addFloating(expected.getDouble(i), actual.getDouble(i));
        }
      }
      case COMPLEX64 -> {
        for (int i = 0; i < size; i++) {
          int at = 8 * i;
          sums.addComplex(e.getFloat(at), e.getFloat(at + 4), a.getFloat(at), a.getFloat(at + 4));
        }
      }
      case COMPLEX128 -> {
        for (int i = 0; i < size; i++) {
          int at = 16 * i;
          sums.addComplex(
              e.getDouble(at), e.getDouble(at + 8), a.getDouble(at), a.getDouble(at + 8));
        }
      }
      default -> {
        for (int i = 0; i < size; i++) {
          sums.addExact(expected.getLong(i), actual.getLong(i), type.isUnsigned());
        }
      }
    }
  }

  private ElementErrors.Worst element(int position) {
    List<Long> index = new ArrayList<>();
    long rest = position;
    for (int axis = expected.shape().rank() - 1; axis >= 0; axis--) {
      long dimension = expected.shape().dimension(axis);
      index.add(0, rest % dimension);
      rest /= dimension;
    }
    return new ElementErrors.Worst(index, text(expected, position), text(actual, position));
  }

  private static String text(Tensor tensor, int position) {
    return switch (tensor.type()) {
      case COMPLEX64, COMPLEX128 ->
          Numbers.exact(part(tensor, 2 * position), tensor.type())
              + " + "
              + Numbers.exact(part(tensor, 2 * position + 1), tensor.type())
              + "i";
      case FLOAT16, BFLOAT16, FLOAT32, FLOAT64 ->
          Numbers.exact(tensor.getDouble(position), tensor.type());
      case BOOL -> String.valueOf(tensor.getBoolean(position));
      case UINT64 -> Long.toUnsignedString(tensor.getLong(position));
      default -> Long.toString(tensor.getLong(position));
    };
  }

  private List<ElementErrors.Pair> sample(int worst) {
    int parts = expected.type().isComplex() ? 2 : 1;
    long size = (long) parts * expected.size();
    TreeSet<Long> positions = new TreeSet<>();
    for (long i = 0; i < SAMPLE && i < size; i++) {
      positions.add(i * size / Math.min(SAMPLE, size));
    }
    if (size > 0) {
      positions.add((long) parts * worst);
    }
    List<ElementErrors.Pair> pairs = new ArrayList<>();
    for (long position : positions) {
      double e = part(expected, (int) position);
      double a = part(actual, (int) position);
      if (Double.isFinite(e) && Double.isFinite(a)) {
        pairs.add(new ElementErrors.Pair(e, a));
      }
    }
    return pairs;
  }

  /** An element, or, of a complex tensor, one of the parts that its elements are made of. */
  private static double part(Tensor tensor, int position) {
    return switch (tensor.type()) {
      case COMPLEX64 -> tensor.data().getFloat(4 * position);
      case COMPLEX128 -> tensor.data().getDouble(8 * position);
      default -> tensor.getDouble(position);
    };
  }
}
