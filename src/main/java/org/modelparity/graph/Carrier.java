package org.modelparity.graph;

import java.nio.ByteBuffer;
import org.modelparity.tensor.ElementType;
import org.modelparity.tensor.HalfPrecision;
import org.modelparity.tensor.Tensor;

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

  /**
   * The tensor in its carrier. Narrow integers keep their values; uint32 and 64-bit integers keep
   * their low 32 bits, so that arithmetic that wraps stays right.
   */
  public static Tensor load(Tensor tensor) {
    ElementType carrier = of(tensor.type());
    if (tensor.type() == carrier) {
      return tensor;
    }
    Tensor from = tensor.compact();
    Tensor loaded;
    if (tensor.type() == ElementType.UINT32) {
      loaded = Tensor.of(carrier, from.shape(), from.data());
    } else {
      ByteBuffer b = Tensor.allocate(4L * from.size());
      for (int i = 0; i < from.size(); i++) {
        if (carrier == ElementType.FLOAT32) {
          b.putFloat((float) from.getDouble(i));
        } else {
          b.putInt((int) from.getLong(i));
        }
      }
      loaded = Tensor.of(carrier, from.shape(), b.flip());
    }
    return Tensor.broadcast(loaded, tensor.shape());
  }

  /** The reverse of {@link #load}: a carrier's values as a type of the program. */
  public static Tensor store(Tensor tensor, ElementType type) {
    if (tensor.type() == type) {
      return tensor;
    }
    Tensor from = tensor.compact();
    ByteBuffer b = Tensor.allocate((long) type.bytes() * from.size());
    for (int i = 0; i < from.size(); i++) {
      switch (type) {
        case INT8, UINT8 -> b.put((byte) from.getLong(i));
        case INT16, UINT16 -> b.putShort((short) from.getLong(i));
        case INT32, UINT32 -> b.putInt((int) from.getLong(i));
        case INT64, UINT64 -> b.putLong(from.getLong(i));
        case FLOAT16 -> b.putShort(HalfPrecision.floatToFloat16((float) from.getDouble(i)));
        case BFLOAT16 -> b.putShort(HalfPrecision.floatToBfloat16((float) from.getDouble(i)));
        case FLOAT32 -> b.putFloat((float) from.getDouble(i));
        case FLOAT64 -> b.putDouble(from.getDouble(i));
        default -> throw new IllegalArgumentException(tensor + " as " + type);
      }
    }
    return Tensor.broadcast(Tensor.of(type, from.shape(), b.flip()), tensor.shape());
  }
}
