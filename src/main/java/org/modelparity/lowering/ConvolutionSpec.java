package org.modelparity.lowering;

import java.util.List;

/**
 * What a convolution does besides multiplying and adding: the attributes of StableHLO {@code
 * convolution}.
 *
 * @param input where lhs has its batch, feature and spatial dimensions
 * @param kernel where rhs has them; {@code first} is its input feature, {@code second} its output
 *     feature dimension
 * @param output where the result has its batch, feature and spatial dimensions
 * @param window one for each spatial dimension
 */
public record ConvolutionSpec(
    Layout input,
    Layout kernel,
    Layout output,
    List<Spatial> window,
    long featureGroups,
    long batchGroups) {
  public ConvolutionSpec {
    window = List.copyOf(window);
  }

  /**
   * Positions of dimensions.
   *
   * @param first the batch dimension, or the kernel's input features
   * @param second the feature dimension, or the kernel's output features
   */
  public record Layout(int first, int second, List<Integer> spatial) {
    public Layout {
      spatial = List.copyOf(spatial);
    }
  }

  /**
   * How the kernel moves along one dimension. Padding may be negative.
   *
   * @param lhsDilation 1 where there is none
   * @param rhsDilation 1 where there is none
   * @param reversed whether the kernel is turned around
   */
  public record Spatial(
      long stride,
      long paddingLow,
      long paddingHigh,
      long lhsDilation,
      long rhsDilation,
      boolean reversed) {
    /** The size of the result along this dimension. */
    long outputSize(long input, long kernel) {
      long padded = dilated(input, lhsDilation) + paddingLow + paddingHigh;
      long extent = dilated(kernel, rhsDilation);
      return padded < extent ? 0 : (padded - extent) / stride + 1;
    }

    static long dilated(long size, long dilation) {
      return size == 0 ? 0 : (size - 1) * dilation + 1;
    }
  }
}
