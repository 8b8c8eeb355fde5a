package org.modelparity.lowering.stablehlo;

import java.nio.ByteBuffer;
import org.modelparity.graph.ComplexPair;
import org.modelparity.graph.Constant;
import org.modelparity.graph.Value;
import org.modelparity.tensor.ElementType;
import org.modelparity.tensor.Tensor;

/** Complex constants as pairs of real ones. */
final class ComplexParts {
  private ComplexParts() {}

  /** A constant, in two where it is complex. */
  static Value constant(Tensor tensor) {
    return tensor.type().isComplex()
        ? new ComplexPair(new Constant(part(tensor, 0)), new Constant(part(tensor, 1)))
        : new Constant(tensor);
  }

  private static Tensor part(Tensor tensor, int which) {
    ElementType type =
        tensor.type() == ElementType.COMPLEX64 ? ElementType.FLOAT32 : ElementType.FLOAT64;
    int bytes = type.bytes();
    ByteBuffer all = tensor.data();
    ByteBuffer part = Tensor.allocate((long) tensor.size() * bytes);
    for (int i = 0; i < tensor.size(); i++) {
      part.put(i * bytes, all, (2 * i + which) * bytes, bytes);
    }
    return Tensor.of(type, tensor.shape(), part);
  }
}
