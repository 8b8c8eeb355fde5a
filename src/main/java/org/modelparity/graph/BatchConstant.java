package org.modelparity.graph;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.modelparity.tensor.ElementType;
import org.modelparity.tensor.Shape;
import org.modelparity.tensor.Tensor;

/**
 * A constant one of whose axes grows with the batch, element {@code i} along it being {@code slice
 * + i * step}: repeated rows, or the numbers of rows.
 *
 * @param slice of size 1 along the axis
 * @param step of size 1 along the axis; all zero where the slice is repeated
 */
record BatchConstant(int axis, Tensor slice, Tensor step, boolean isRepeated) {

  /**
   * @throws FixedBatchException if the tensors are not such a constant at two sizes
   */
  static BatchConstant of(BatchSizes sizes, Tensor first, Tensor second, String what)
      throws FixedBatchException {
    Shape common = sizes.common(first.shape(), second.shape(), what);
    int axis = -1;
    for (int i = 0; i < common.rank(); i++) {
      if (common.dimension(i) == Shape.UNKNOWN) {
        if (axis >= 0) {
          throw new FixedBatchException(what + " has the batch in two of its sizes");
        }
        axis = i;
      }
    }
    Tensor longer =
        axis < 0 || first.shape().dimension(axis) > second.shape().dimension(axis) ? first : second;
    if (axis < 0 || first.type() != second.type() || longer.shape().dimension(axis) < 2) {
      throw new FixedBatchException(what + " is another constant for another batch");
    }
    Tensor slice = slice(longer, axis, 0);
    Tensor next = slice(longer, axis, 1);
    if (isRisingBy(zeros(slice), slice, first, axis)
        && isRisingBy(zeros(slice), slice, second, axis)) {
      return new BatchConstant(axis, slice, zeros(slice), true);
    }
    if (first.type() == ElementType.INT32) {
      Tensor step = difference(next, slice);
      if (isRisingBy(step, slice, first, axis) && isRisingBy(step, slice, second, axis)) {
        return new BatchConstant(axis, slice, step, false);
      }
    }
    throw new FixedBatchException(what + " is another constant for another batch");
  }

  private static Tensor zeros(Tensor like) {
    return Tensor.of(
        like.type(), like.shape(), ByteBuffer.wrap(new byte[like.size() * like.type().bytes()]));
  }

  private static Tensor difference(Tensor a, Tensor b) {
    int[] values = a.toInts();
    int[] others = b.toInts();
    Arrays.setAll(values, i -> values[i] - others[i]);
    return Tensor.ofInts(a.shape(), values);
  }

  private static boolean isRisingBy(Tensor step, Tensor slice, Tensor whole, int axis) {
    for (int i = 0; i < whole.shape().dimension(axis); i++) {
      Tensor expected = slice;
      if (whole.type() == ElementType.INT32) {
        int[] values = slice.toInts();
        int[] steps = step.toInts();
        int row = i;
        Arrays.setAll(values, k -> values[k] + row * steps[k]);
        expected = Tensor.ofInts(slice.shape(), values);
      }
      if (!slice(whole, axis, i).equals(expected)) {
        return false;
      }
    }
    return true;
  }

  private static Tensor slice(Tensor whole, int axis, int index) {
    long[] dimensions = whole.shape().toArray();
    int outer = 1;
    int inner = whole.type().bytes();
    for (int i = 0; i < dimensions.length; i++) {
      if (i < axis) {
        outer *= Math.toIntExact(dimensions[i]);
      } else if (i > axis) {
        inner *= Math.toIntExact(dimensions[i]);
      }
    }
    int size = Math.toIntExact(dimensions[axis]);
    ByteBuffer data = Tensor.allocate((long) outer * inner);
    for (int i = 0; i < outer; i++) {
      ByteBuffer from = whole.data();
      from.position(from.position() + (i * size + index) * inner);
      from.limit(from.position() + inner);
      data.put(from);
    }
    return Tensor.of(whole.type(), whole.shape().with(axis, 1), data.flip());
  }
}
