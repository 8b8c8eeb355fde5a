package org.modelparity.tensor;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** NumPy's broadcasting of a tensor to a larger shape. */
final class Broadcast {
  private final byte[] from;
  private final byte[] to;
  private final long[] sizes;
  private final long[] repeated;
  private final int blockAxis;
  private final int block;
  private int read;
  private int written;

  private Broadcast(Tensor tensor, Shape shape) {
    from = new byte[tensor.data().remaining()];
    tensor.data().get(from);
    to = new byte[Math.toIntExact(shape.size() * tensor.type().bytes())];
    repeated = shape.toArray();
    sizes = new long[shape.rank()];
    int missing = shape.rank() - tensor.shape().rank();
    int axis = shape.rank();
    int bytes = tensor.type().bytes();
    boolean contiguous = true;
    for (int i = shape.rank() - 1; i >= 0; i--) {
      sizes[i] = i < missing ? 1 : tensor.shape().dimension(i - missing);
      contiguous &= sizes[i] == repeated[i];
      if (contiguous) {
        axis = i;
        bytes *= (int) sizes[i];
      }
    }
    blockAxis = axis;
    block = bytes;
  }

  /** Whether NumPy broadcasts {@code from} to exactly {@code to}. */
  static boolean fits(Shape from, Shape to) {
    int missing = to.rank() - from.rank();
    if (missing < 0) {
      return false;
    }
    for (int i = 0; i < from.rank(); i++) {
      if (from.dimension(i) != 1 && from.dimension(i) != to.dimension(i + missing)) {
        return false;
      }
    }
    return true;
  }

  static ByteBuffer expand(Tensor tensor, Shape shape) {
    Broadcast broadcast = new Broadcast(tensor, shape);
    if (broadcast.to.length > 0) {
      broadcast.fill(0);
    }
    return ByteBuffer.wrap(broadcast.to).order(ByteOrder.LITTLE_ENDIAN);
  }

  private void fill(int axis) {
    if (axis == blockAxis) {
      System.arraycopy(from, read, to, written, block);
      read += block;
      written += block;
    } else if (sizes[axis] == repeated[axis]) {
      for (long i = 0; i < sizes[axis]; i++) {
        fill(axis + 1);
      }
    } else {
      int start = written;
      fill(axis + 1);
      repeat(start, repeated[axis]);
    }
  }

  /** Copies what was written since {@code start} until it is there {@code times} times. */
  private void repeat(int start, long times) {
    int end = Math.toIntExact(start + (written - start) * times);
    while (written < end) {
      int count = Math.min(written - start, end - written);
      System.arraycopy(to, start, to, written, count);
      written += count;
    }
  }
}
