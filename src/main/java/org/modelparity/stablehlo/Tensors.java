package org.modelparity.stablehlo;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.modelparity.tensor.ElementType;
import org.modelparity.tensor.HalfPrecision;
import org.modelparity.tensor.Shape;
import org.modelparity.tensor.Tensor;

/** StableHLO's tensor types and constants as the product's own. */
public final class Tensors {
  private Tensors() {}

  /** The element type of a ranked tensor; empty for those that the product has no tensors of. */
  public static Optional<ElementType> elementType(Type type) {
    if (type instanceof Type.RankedTensor ranked) {
      return elementType(ranked.element());
    }
    if (type instanceof Type.Complex complex) {
      return elementType(complex.element())
          .filter(part -> part == ElementType.FLOAT32 || part == ElementType.FLOAT64)
          .map(
              part -> part == ElementType.FLOAT32 ? ElementType.COMPLEX64 : ElementType.COMPLEX128);
    }
    return ScalarKind.of(type).flatMap(ScalarKind::element);
  }

  /** The shape of a ranked tensor, {@link Shape#UNKNOWN} where a dimension is dynamic. */
  public static Optional<Shape> shape(Type type) {
    if (!(type instanceof Type.RankedTensor ranked)) {
      return Optional.empty();
    }
    long[] dimensions = new long[ranked.dimensions().size()];
    for (int i = 0; i < dimensions.length; i++) {
      long d = ranked.dimensions().get(i);
      dimensions[i] = d < 0 ? Shape.UNKNOWN : d;
    }
    return Optional.of(Shape.of(dimensions));
  }

  /**
   * A constant with all its elements.
   *
   * @throws IllegalArgumentException if its type has no counterpart here, or its bytes are not
   *     those of its type
   */
  public static Tensor of(Attribute.Dense dense) {
    ElementType element =
        elementType(dense.type())
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "a constant of %s is not supported".formatted(spelling(dense.type()))));
    Shape shape = shape(dense.type()).orElseThrow();
    long size = shape.size();
    long bytes = Math.multiplyExact(size, (long) element.bytes());
    if (bytes > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "a constant of %s takes more than 2 GiB".formatted(spelling(dense.type())));
    }
    ByteBuffer data = dense.data().duplicate();
    if (element == ElementType.BOOL) {
      return Tensor.of(element, shape, booleans(data, (int) size));
    }
    if (data.remaining() == bytes) {
      return Tensor.of(element, shape, data);
    }
    return Tensor.of(element, shape, splat(data, element.bytes(), (int) size, dense.type()));
  }

  /** Packed eight to a byte, or a splat of one byte, or (in old files) one byte each. */
  private static ByteBuffer booleans(ByteBuffer data, int size) {
    ByteBuffer result = Tensor.allocate(size);
    int length = data.remaining();
    int start = data.position();
    boolean splat = length == 1 && (data.get(start) == (byte) 0xFF || size == 1);
    if (!splat && length != (size + 7) / 8 && length != size) {
      if (length != 1) {
        throw new IllegalArgumentException(
            "a constant of %d booleans has %d bytes".formatted(size, length));
      }
      splat = true;
    }
    boolean packed = !splat && length != size;
    for (int i = 0; i < size; i++) {
      int bit =
          packed
              ? data.get(start + i / 8) >> i % 8 & 1
              : data.get(splat ? start : start + i) != 0 ? 1 : 0;
      result.put(i, (byte) bit);
    }
    return result;
  }

  private static ByteBuffer splat(ByteBuffer data, int elementBytes, int size, Type type) {
    if (data.remaining() != elementBytes) {
      throw new IllegalArgumentException(
          "a constant of %s has %d bytes".formatted(spelling(type), data.remaining()));
    }
    ByteBuffer result = Tensor.allocate((long) size * elementBytes);
    for (int i = 0; i < size; i++) {
      result.put(i * elementBytes, data, data.position(), elementBytes);
    }
    return result;
  }

  /** A floating number in the precision of its type, exactly. */
  public static double number(Attribute.Float number) {
    ScalarKind kind = ScalarKind.of(number.type()).orElseThrow();
    return switch (kind) {
      case F64 -> Double.longBitsToDouble(number.bits().longValue());
      case F32 -> java.lang.Float.intBitsToFloat(number.bits().intValue());
      case F16 -> HalfPrecision.float16ToFloat(number.bits().shortValue());
      case BF16 -> HalfPrecision.bfloat16ToFloat(number.bits().shortValue());
      default ->
          throw new IllegalArgumentException("a number of " + kind.spelling + " is not supported");
    };
  }

  /** A type as messages show it, for example {@code tensor<2x?xf32>}. */
  public static String spelling(Type type) {
    if (type instanceof Type.RankedTensor ranked) {
      StringBuilder text = new StringBuilder("tensor<");
      ranked.dimensions().forEach(d -> text.append(d < 0 ? "?" : d.toString()).append('x'));
      return text.append(spelling(ranked.element())).append('>').toString();
    }
    if (type instanceof Type.Complex complex) {
      return "complex<" + spelling(complex.element()) + ">";
    }
    if (type instanceof Type.Scalar scalar) {
      return scalar.name();
    }
    return type.getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT);
  }
}
