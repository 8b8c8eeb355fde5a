package org.modelparity.tensorflow;

import java.nio.ByteBuffer;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.modelparity.tensor.ElementType;
import org.modelparity.tensor.Shape;
import org.modelparity.tensor.Tensor;
import org.tensorflow.internal.c_api.TF_Tensor;
import org.tensorflow.internal.c_api.global.tensorflow;
import org.tensorflow.proto.DataType;

/**
 * Tensors in TensorFlow's memory. TensorFlow's Java classes lack some element types (int8, uint32
 * and others), so this uses its C API, which has them all.
 */
public final class NativeTensors {
  private NativeTensors() {}

  /** A copy in native memory, which is freed when its pointer scope ends. */
  public static TF_Tensor copy(Tensor tensor) {
    ByteBuffer data = tensor.data();
    TF_Tensor copy =
        TF_Tensor.allocateTensor(
            DataTypes.of(tensor.type()).getNumber(), tensor.shape().toArray(), data.remaining());
    if (data.hasRemaining()) {
      memory(copy).asByteBuffer().put(data);
    }
    return copy;
  }

  /**
   * A copy on the heap.
   *
   * @throws IllegalArgumentException if the element type is not a numeric one
   */
  public static Tensor copy(TF_Tensor tensor) {
    DataType type = DataType.forNumber(tensorflow.TF_TensorType(tensor));
    ElementType elements =
        DataTypes.elements(type)
            .orElseThrow(() -> new IllegalArgumentException("tensors of type " + type));
    long[] dimensions = new long[tensorflow.TF_NumDims(tensor)];
    for (int i = 0; i < dimensions.length; i++) {
      dimensions[i] = tensorflow.TF_Dim(tensor, i);
    }
    ByteBuffer data = Tensor.allocate(tensorflow.TF_TensorByteSize(tensor));
    if (data.hasRemaining()) {
      data.put(memory(tensor).asByteBuffer()).flip();
    }
    return Tensor.of(elements, Shape.of(dimensions), data);
  }

  private static BytePointer memory(TF_Tensor tensor) {
    Pointer data = tensorflow.TF_TensorData(tensor);
    return new BytePointer(data).capacity(tensorflow.TF_TensorByteSize(tensor));
  }
}
