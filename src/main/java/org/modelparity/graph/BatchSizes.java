package org.modelparity.graph;

import org.modelparity.tensor.Shape;

/** The two sizes of a batch that a program was lowered for, to see what depends on them. */
record BatchSizes(long first, long second) {
  BatchSizes {
    if (first < 2 || first == second) {
      throw new IllegalArgumentException("sizes " + first + " and " + second);
    }
  }

  /** A number that is {@code factor * batch + offset} for both sizes. */
  record Affine(long factor, long offset) {}

  /**
   * @throws FixedBatchException if the numbers are no whole multiples of the batch, plus something
   */
  Affine affine(long atFirst, long atSecond, String what) throws FixedBatchException {
    long step = second - first;
    long difference = atSecond - atFirst;
    if (difference % step != 0) {
      throw new FixedBatchException(
          "%s is %d for a batch of %d and %d for %d"
              .formatted(what, atFirst, first, atSecond, second));
    }
    long factor = difference / step;
    return new Affine(factor, atFirst - factor * first);
  }

  /** The common shape, unknown where it depends on the batch. */
  Shape common(Shape atFirst, Shape atSecond, String what) throws FixedBatchException {
    if (atFirst.rank() != atSecond.rank()) {
      throw new FixedBatchException(
          "%s has the shapes %s and %s for batches of %d and %d"
              .formatted(what, atFirst, atSecond, first, second));
    }
    Shape common = atFirst;
    for (int axis = 0; axis < atFirst.rank(); axis++) {
      if (atFirst.dimension(axis) != atSecond.dimension(axis)) {
        common = common.with(axis, Shape.UNKNOWN);
      }
    }
    return common;
  }

  /** The only axis whose size is the batch in both shapes, or -1. */
  int axis(Shape atFirst, Shape atSecond) {
    int found = -1;
    for (int axis = 0; axis < Math.min(atFirst.rank(), atSecond.rank()); axis++) {
      if (atFirst.dimension(axis) == first && atSecond.dimension(axis) == second) {
        if (found >= 0) {
          return -1;
        }
        found = axis;
      }
    }
    return found;
  }
}
