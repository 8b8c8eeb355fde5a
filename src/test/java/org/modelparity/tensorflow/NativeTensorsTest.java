package org.modelparity.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.bytedeco.javacpp.PointerScope;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.modelparity.tensor.ElementType;
import org.modelparity.tensor.Shape;
import org.modelparity.tensor.Tensor;
import org.tensorflow.TensorFlow;

class NativeTensorsTest {
  @ParameterizedTest
  @EnumSource
  void everyTypeComesBackFromTensorFlowsMemory(ElementType type) {
    assertThat(TensorFlow.version()).isNotEmpty();
    for (Shape shape : new Shape[] {Shape.scalar(), Shape.of(0), Shape.of(2, 3)}) {
      ByteBuffer bytes = Tensor.allocate(shape.size() * type.bytes());
      for (int i = 0; i < bytes.capacity(); i++) {
        bytes.put(i, (byte) (type == ElementType.BOOL ? i % 2 : 7 * i));
      }
      Tensor tensor = Tensor.of(type, shape, bytes);
      try (PointerScope scope = new PointerScope()) {
        assertThat(scope).isNotNull();
        assertThat(NativeTensors.copy(NativeTensors.copy(tensor))).isEqualTo(tensor);
      }
    }
  }
}
