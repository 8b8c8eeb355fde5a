package org.modelparity.graph;

import org.modelparity.tensor.ElementType;

/** Which of the three types that every target computes in carries a type of the program. */
public final class Carrier {
  private Carrier() {}

  /**
   * float32 for floating types, int32 for integers (64-bit ones lose their upper half, which the
   * conversion notes), bool for booleans.
   *
   * @throws IllegalArgumentException for complex types, which are pairs
   */
  public static ElementType of(ElementType type) {
    if (type.isComplex()) {
      throw new IllegalArgumentException(type + " is carried as a pair");
    }
    if (type.isBoolean()) {
      return ElementType.BOOL;
    }
    return type.isFloating() ? ElementType.FLOAT32 : ElementType.INT32;
  }
}
