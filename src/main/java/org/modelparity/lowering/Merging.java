package org.modelparity.lowering;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.modelparity.tensor.Shape;

/**
 * Neighbouring dimensions that an operation treats alike, merged to one; dimensions of size 1 are
 * dropped.
 */
final class Merging {
  private final Shape shape;
  private final int[] permutation;
  private final List<Shape> operands;

  private Merging(Shape shape, int[] permutation, List<Shape> operands) {
    this.shape = shape;
    this.permutation = permutation;
    this.operands = operands;
  }

  /** Dimensions that stay neighbours in a transpose. */
  static Merging ofPermutation(Shape shape, int[] permutation) {
    List<List<Integer>> groups = new ArrayList<>();
    int previous = -2;
    for (int axis : permutation) {
      if (shape.dimension(axis) == 1) {
        continue;
      }
      boolean adjacent = !groups.isEmpty() && onlyOnesBetween(shape, previous, axis);
      if (!adjacent) {
        groups.add(new ArrayList<>());
      }
      groups.get(groups.size() - 1).add(axis);
      previous = axis;
    }
    List<List<Integer>> sorted = new ArrayList<>(groups);
    sorted.sort((a, b) -> Integer.compare(a.get(0), b.get(0)));
    long[] sizes = new long[sorted.size()];
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] = sorted.get(i).stream().mapToLong(shape::dimension).reduce(1, Math::multiplyExact);
    }
    int[] order = groups.stream().mapToInt(sorted::indexOf).toArray();
    return new Merging(Shape.of(sizes), order, List.of());
  }

  private static boolean onlyOnesBetween(Shape shape, int previous, int axis) {
    return axis > previous
        && IntStream.range(previous + 1, axis).allMatch(i -> shape.dimension(i) == 1);
  }

  /**
   * Dimensions that the same operands repeat.
   *
   * @param operands shapes that broadcast to {@code result}
   */
  static Merging ofBroadcast(List<Shape> operands, Shape result) {
    List<Long> sizes = new ArrayList<>();
    List<List<Long>> merged = new ArrayList<>();
    operands.forEach(o -> merged.add(new ArrayList<>()));
    List<Boolean> previous = null;
    for (int axis = 0; axis < result.rank(); axis++) {
      long size = result.dimension(axis);
      if (size == 1) {
        continue;
      }
      List<Boolean> pattern = new ArrayList<>();
      for (Shape operand : operands) {
        int own = axis - (result.rank() - operand.rank());
        pattern.add(own >= 0 && operand.dimension(own) == size);
      }
      if (pattern.equals(previous)) {
        int last = sizes.size() - 1;
        sizes.set(last, sizes.get(last) * size);
        for (int i = 0; i < merged.size(); i++) {
          merged.get(i).set(last, merged.get(i).get(last) * (pattern.get(i) ? size : 1));
        }
      } else {
        sizes.add(size);
        for (int i = 0; i < merged.size(); i++) {
          merged.get(i).add(pattern.get(i) ? size : 1);
        }
      }
      previous = pattern;
    }
    return new Merging(shape(sizes), new int[0], merged.stream().map(Merging::shape).toList());
  }

  private static Shape shape(List<Long> sizes) {
    return Shape.of(sizes.stream().mapToLong(Long::longValue).toArray());
  }

  Shape shape() {
    return shape;
  }

  /** The merged shape of an operand, of the same rank as {@link #shape}. */
  Shape operand(int index) {
    return operands.get(index);
  }

  int[] permutation() {
    return permutation;
  }

  boolean isIdentity() {
    return IntStream.range(0, permutation.length).allMatch(i -> permutation[i] == i);
  }
}
