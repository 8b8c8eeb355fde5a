package org.modelparity.lowering;

import java.util.List;

/**
 * What a sort orders by.
 *
 * @param keys the most important first; where all are equal, elements keep their order
 */
public record SortOrder(List<Key> keys) {
  public SortOrder {
    keys = List.copyOf(keys);
  }

  /**
   * One of the sorted operands that others follow.
   *
   * @param descending from the largest to the smallest; NaN counts as larger than infinity
   * @param distinguishesZeros whether -0 is smaller than 0
   */
  public record Key(int operand, boolean descending, boolean distinguishesZeros) {}
}
