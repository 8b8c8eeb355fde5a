package org.modelparity.lowering;

import java.util.List;
import org.modelparity.tensor.Shape;

/**
 * How windows lie over a tensor: the attributes of StableHLO {@code reduce_window}.
 *
 * @param dimensions one for each dimension of the tensor
 */
public record WindowSpec(List<Dimension> dimensions) {
  public WindowSpec {
    dimensions = List.copyOf(dimensions);
  }

  /**
   * Windows along one dimension. Padding may be negative.
   *
   * @param size elements of one window
   * @param baseDilation 1 where there is none
   * @param windowDilation distance of a window's elements
   */
  public record Dimension(
      long size,
      long stride,
      long paddingLow,
      long paddingHigh,
      long baseDilation,
      long windowDilation) {
    /** Every element by itself. */
    public static final Dimension SINGLE = new Dimension(1, 1, 0, 0, 1, 1);

    /** From the first element of a window to its last. */
    long extent() {
      return (size - 1) * windowDilation + 1;
    }

    long outputSize(long input) {
      long dilated = input == 0 ? 0 : (input - 1) * baseDilation + 1;
      long padded = dilated + paddingLow + paddingHigh;
      return padded < extent() ? 0 : (padded - extent()) / stride + 1;
    }
  }

  /** The shape of the results over a tensor of this shape. */
  Shape resultShape(Shape from) {
    long[] d = new long[from.rank()];
    for (int i = 0; i < d.length; i++) {
      d[i] = dimensions.get(i).outputSize(from.dimension(i));
    }
    return Shape.of(d);
  }

  long[] paddingLow() {
    return dimensions.stream().mapToLong(Dimension::paddingLow).toArray();
  }

  long[] paddingHigh() {
    return dimensions.stream().mapToLong(Dimension::paddingHigh).toArray();
  }

  long[] interior() {
    return dimensions.stream().mapToLong(d -> d.baseDilation() - 1).toArray();
  }
}
