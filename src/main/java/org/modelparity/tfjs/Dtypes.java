package org.modelparity.tfjs;

import org.modelparity.tensor.ElementType;

/** TF.js's names of the element types that carry all others. */
final class Dtypes {
  private Dtypes() {}

  static String of(ElementType carrier) {
    return switch (carrier) {
      case FLOAT32 -> "float32";
      case INT32 -> "int32";
      case BOOL -> "bool";
      default -> throw new IllegalArgumentException("TF.js has no tensors of " + carrier);
    };
  }
}
