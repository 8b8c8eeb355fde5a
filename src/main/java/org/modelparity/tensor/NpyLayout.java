package org.modelparity.tensor;

import java.nio.ByteBuffer;

/** Brings the elements of an NPY array into the one layout that {@link Tensor} has. */
final class NpyLayout {
  private NpyLayout() {}

  /**
   * @param data the elements as stored, changed in place where that is enough
   */
  static Tensor normalise(NpyHeader header, byte[] data) {
    int width = header.type().isComplex() ? header.type().bytes() / 2 : header.type().bytes();
    if (header.bigEndian()) {
      reverseBytes(data, width);
    }
    boolean transposed = header.fortranOrder() && header.shape().rank() > 1;
    return Tensor.of(
        header.type(),
        header.shape(),
        transposed
            ? toRowMajor(ByteBuffer.wrap(data), header.shape(), header.type().bytes())
            : ByteBuffer.wrap(data));
  }

  private static void reverseBytes(byte[] bytes, int width) {
    for (int start = 0; start < bytes.length; start += width) {
      for (int i = start, j = start + width - 1; i < j; i++, j--) {
        byte first = bytes[i];
        bytes[i] = bytes[j];
        bytes[j] = first;
      }
    }
  }

  /** Walks the source in its own order (first index fastest) and keeps the target's offset. */
  private static ByteBuffer toRowMajor(ByteBuffer columnMajor, Shape shape, int bytes) {
    int rank = shape.rank();
    long[] dimensions = shape.toArray();
    long[] strides = new long[rank];
    long stride = bytes;
    for (int axis = rank - 1; axis >= 0; axis--) {
      strides[axis] = stride;
      stride *= dimensions[axis];
    }
    ByteBuffer rowMajor = Tensor.allocate(columnMajor.capacity());
    long[] index = new long[rank];
    int target = 0;
    for (int source = 0; source < columnMajor.capacity(); source += bytes) {
      rowMajor.put(target, columnMajor, source, bytes);
      for (int axis = 0; axis < rank; axis++) {
        target += (int) strides[axis];
        if (++index[axis] < dimensions[axis]) {
          break;
        }
        target -= (int) (strides[axis] * dimensions[axis]);
        index[axis] = 0;
      }
    }
    return rowMajor;
  }
}
