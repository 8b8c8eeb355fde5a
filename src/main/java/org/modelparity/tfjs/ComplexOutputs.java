package org.modelparity.tfjs;

import java.nio.ByteBuffer;
import org.modelparity.tensor.ElementType;
import org.modelparity.tensor.Tensor;

/**
 * Complex outputs as two outputs of the graph model, because the wasm backend has no complex
 * kernels.
 */
final class ComplexOutputs {
  private ComplexOutputs() {}

  static String real(String output) {
    return output + ".real";
  }

  static String imaginary(String output) {
    return output + ".imag";
  }

  /** The complex tensor of two float32 tensors of the same shape. */
  static Tensor join(ElementType type, Tensor real, Tensor imaginary) {
    ByteBuffer bytes = Tensor.allocate((long) real.size() * type.bytes());
    for (int i = 0; i < real.size(); i++) {
      if (type == ElementType.COMPLEX64) {
        bytes.putFloat((float) real.getDouble(i)).putFloat((float) imaginary.getDouble(i));
      } else {
        bytes.putDouble(real.getDouble(i)).putDouble(imaginary.getDouble(i));
      }
    }
    return Tensor.of(type, real.shape(), bytes.flip());
  }
}
