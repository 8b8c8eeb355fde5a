package org.modelparity.tensorflow;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.modelparity.tensor.ElementType;
import org.modelparity.tensor.Shape;
import org.modelparity.tensor.Tensor;
import org.tensorflow.proto.TensorProto;
import org.tensorflow.proto.TensorShapeProto;

/** Tensors as TensorFlow's protocol buffers hold them. */
public final class TensorProtos {
  private TensorProtos() {}

  /** The bytes are shared with the tensor where it has them, not copied. */
  public static TensorProto of(Tensor tensor) {
    return TensorProto.newBuilder()
        .setDtype(DataTypes.of(tensor.type()))
        .setTensorShape(shape(tensor.shape()))
        .setTensorContent(UnsafeByteOperations.unsafeWrap(tensor.data()))
        .build();
  }

  public static TensorShapeProto shape(Shape shape) {
    TensorShapeProto.Builder proto = TensorShapeProto.newBuilder();
    for (long dimension : shape.toArray()) {
      proto.addDim(TensorShapeProto.Dim.newBuilder().setSize(dimension));
    }
    return proto.build();
  }

  /**
   * The static shape or shape with unknown dimensions of a proto.
   *
   * @throws IllegalArgumentException if the rank is unknown
   */
  public static Shape shape(TensorShapeProto proto) {
    if (proto.getUnknownRank()) {
      throw new IllegalArgumentException("a shape of unknown rank");
    }
    return Shape.of(proto.getDimList().stream().mapToLong(TensorShapeProto.Dim::getSize).toArray());
  }

  /**
   * The tensor of a proto: its content as bytes, or element by element, where the last given
   * element stands for all that follow.
   *
   * @throws IllegalArgumentException for strings and other types without dense numeric elements
   */
  public static Tensor of(TensorProto proto) {
    ElementType type =
        DataTypes.elements(proto.getDtype())
            .orElseThrow(() -> new IllegalArgumentException("tensors of type " + proto.getDtype()));
    Shape shape = shape(proto.getTensorShape());
    ByteString content = proto.getTensorContent();
    if (!content.isEmpty() || shape.size() == 0) {
      return Tensor.of(type, shape, content.asReadOnlyByteBuffer());
    }
    ByteBuffer elements = elements(proto, type);
    int given = elements.remaining() / type.bytes();
    if (given == 0) {
      elements = Tensor.allocate(type.bytes());
      given = 1;
    }
    if (given == 1) {
      return Tensor.broadcast(Tensor.of(type, Shape.scalar(), elements), shape);
    }
    return Tensor.of(type, shape, padded(elements, type.bytes(), shape.size()));
  }

  private static ByteBuffer padded(ByteBuffer elements, int elementBytes, long count) {
    ByteBuffer all = Tensor.allocate(count * elementBytes);
    all.put(elements.duplicate());
    byte[] last = new byte[elementBytes];
    elements.get(elements.limit() - elementBytes, last);
    while (all.hasRemaining()) {
      all.put(last);
    }
    return all.flip().order(ByteOrder.LITTLE_ENDIAN);
  }

  private static ByteBuffer elements(TensorProto proto, ElementType type) {
    return switch (type) {
      case BOOL -> {
        ByteBuffer b = Tensor.allocate(proto.getBoolValCount());
        proto.getBoolValList().forEach(v -> b.put((byte) (v ? 1 : 0)));
        yield b.flip();
      }
      case INT8, UINT8 -> {
        ByteBuffer b = Tensor.allocate(proto.getIntValCount());
        proto.getIntValList().forEach(v -> b.put(v.byteValue()));
        yield b.flip();
      }
      case INT16, UINT16 -> shorts(proto.getIntValList());
      case FLOAT16, BFLOAT16 -> shorts(proto.getHalfValList());
      case INT32 -> ints(proto.getIntValList());
      case UINT32 -> ints(proto.getUint32ValList());
      case INT64 -> longs(proto.getInt64ValList());
      case UINT64 -> longs(proto.getUint64ValList());
      case FLOAT32 -> floats(proto.getFloatValList());
      case COMPLEX64 -> floats(proto.getScomplexValList());
      case FLOAT64 -> doubles(proto.getDoubleValList());
      case COMPLEX128 -> doubles(proto.getDcomplexValList());
    };
  }

  private static ByteBuffer shorts(List<Integer> values) {
    ByteBuffer b = Tensor.allocate(2L * values.size());
    values.forEach(v -> b.putShort(v.shortValue()));
    return b.flip();
  }

  private static ByteBuffer ints(List<Integer> values) {
    ByteBuffer b = Tensor.allocate(4L * values.size());
    values.forEach(b::putInt);
    return b.flip();
  }

  private static ByteBuffer longs(List<Long> values) {
    ByteBuffer b = Tensor.allocate(8L * values.size());
    values.forEach(b::putLong);
    return b.flip();
  }

  private static ByteBuffer floats(List<Float> values) {
    ByteBuffer b = Tensor.allocate(4L * values.size());
    values.forEach(b::putFloat);
    return b.flip();
  }

  private static ByteBuffer doubles(List<Double> values) {
    ByteBuffer b = Tensor.allocate(8L * values.size());
    values.forEach(b::putDouble);
    return b.flip();
  }
}
