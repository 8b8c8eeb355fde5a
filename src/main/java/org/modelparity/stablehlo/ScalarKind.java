package org.modelparity.stablehlo;

import java.util.Arrays;
import java.util.Optional;
import org.modelparity.tensor.ElementType;

/**
 * The scalar types of VHLO, with their codes in bytecode (stablehlo/dialect/VhloBytecode.cpp).
 *
 * <p>{@code since} is the VHLO minor version of 1.x that brought a type, or 0 for what any version
 * has that TensorFlow reads.
 */
enum ScalarKind {
  I1(0, "i1", 1, 0, ElementType.BOOL),
  BF16(2, "bf16", 16, 0, ElementType.BFLOAT16),
  F16(3, "f16", 16, 0, ElementType.FLOAT16),
  F32(4, "f32", 32, 0, ElementType.FLOAT32),
  F64(5, "f64", 64, 0, ElementType.FLOAT64),
  F8E4M3FN(6, "f8E4M3FN", 8, 0, null),
  F8E5M2(7, "f8E5M2", 8, 0, null),
  INDEX(9, "index", 64, 0, ElementType.INT64),
  SI4(10, "si4", 4, 0, null),
  SI8(11, "si8", 8, 0, ElementType.INT8),
  SI16(12, "si16", 16, 0, ElementType.INT16),
  SI32(13, "si32", 32, 0, ElementType.INT32),
  SI64(14, "si64", 64, 0, ElementType.INT64),
  UI4(15, "ui4", 4, 0, null),
  UI8(16, "ui8", 8, 0, ElementType.UINT8),
  UI16(17, "ui16", 16, 0, ElementType.UINT16),
  UI32(18, "ui32", 32, 0, ElementType.UINT32),
  UI64(19, "ui64", 64, 0, ElementType.UINT64),
  F8E4M3FNUZ(27, "f8E4M3FNUZ", 8, 0, null),
  F8E5M2FNUZ(28, "f8E5M2FNUZ", 8, 0, null),
  F8E4M3B11FNUZ(29, "f8E4M3B11FNUZ", 8, 0, null),
  SI2(31, "si2", 2, 2, null),
  UI2(32, "ui2", 2, 2, null),
  TF32(34, "tf32", 19, 6, null),
  F8E4M3(35, "f8E4M3", 8, 7, null),
  F8E3M4(36, "f8E3M4", 8, 7, null),
  F4E2M1FN(37, "f4E2M1FN", 4, 8, null),
  F6E2M3FN(38, "f6E2M3FN", 6, 8, null),
  F6E3M2FN(39, "f6E3M2FN", 6, 8, null),
  F8E8M0FNU(40, "f8E8M0FNU", 8, 8, null);

  final int code;
  final String spelling;
  final int bits;
  final int since;
  private final ElementType element;

  ScalarKind(int code, String spelling, int bits, int since, ElementType element) {
    this.code = code;
    this.spelling = spelling;
    this.bits = bits;
    this.since = since;
    this.element = element;
  }

  static Optional<ScalarKind> ofCode(long code) {
    return Arrays.stream(values()).filter(k -> k.code == code).findFirst();
  }

  static Optional<ScalarKind> of(Type type) {
    return type instanceof Type.Scalar s
        ? Arrays.stream(values()).filter(k -> k.spelling.equals(s.name())).findFirst()
        : Optional.empty();
  }

  /** The type of tensors with such elements, where the product has one. */
  Optional<ElementType> element() {
    return Optional.ofNullable(element);
  }

  boolean isFloat() {
    return !isInteger() && this != I1;
  }

  boolean isInteger() {
    return this == INDEX || spelling.startsWith("si") || spelling.startsWith("ui");
  }

  boolean isSigned() {
    return this == INDEX || spelling.startsWith("si");
  }
}
