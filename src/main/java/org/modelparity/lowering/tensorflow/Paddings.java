package org.modelparity.lowering.tensorflow;

import org.modelparity.lowering.LoweringException;

/** TensorFlow's paddings in numbers. */
final class Paddings {
  private Paddings() {}

  /**
   * What is added below and above a dimension.
   *
   * @param dimension of the input, for explicit paddings
   * @param size of the input along it
   */
  static long[] of(
      NodeContext n, int dimension, long size, long window, long stride, long dilation) {
    String padding = n.text("padding");
    switch (padding) {
      case "VALID" -> {
        return new long[2];
      }
      case "SAME" -> {
        long extent = (window - 1) * dilation + 1;
        long result = (size + stride - 1) / stride;
        long needed = Math.max(0, (result - 1) * stride + extent - size);
        return new long[] {needed / 2, needed - needed / 2};
      }
      case "EXPLICIT" -> {
        int[] all = n.intList("explicit_paddings");
        return new long[] {all[2 * dimension], all[2 * dimension + 1]};
      }
      default -> throw new LoweringException("padding " + padding);
    }
  }
}
