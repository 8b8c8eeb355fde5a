package org.modelparity.graph;

import java.nio.ByteBuffer;
import org.modelparity.tensor.Tensor;

/** A constant compared by its content, but hashed by a sample of it, as weights are large. */
record Content(Tensor tensor) {
  private static final int SAMPLES = 64;

  @Override
  public boolean equals(Object other) {
    return other instanceof Content content && tensor.equals(content.tensor);
  }

  @Override
  public int hashCode() {
    int hash = 31 * tensor.type().hashCode() + tensor.shape().hashCode();
    if (tensor.compact() != tensor) {
      // Not expanded for this: that an equal tensor hashes otherwise costs a shared node, no more.
      return hash;
    }
    ByteBuffer data = tensor.data();
    int step = Math.max(1, data.remaining() / SAMPLES);
    for (int i = 0; i < data.remaining(); i += step) {
      hash = 31 * hash + data.get(i);
    }
    return hash;
  }
}
