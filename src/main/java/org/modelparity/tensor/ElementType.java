package org.modelparity.tensor;

import java.util.Arrays;
import java.util.Optional;

/**
 * What one element of a tensor is. The NumPy descriptors are those of the little-endian kinds that
 * {@code numpy.lib.format} writes; types that NumPy does not have carry none.
 */
public enum ElementType {
  BOOL(1, "|b1", Kind.BOOLEAN),
  INT8(1, "|i1", Kind.SIGNED),
  INT16(2, "<i2", Kind.SIGNED),
  INT32(4, "<i4", Kind.SIGNED),
  INT64(8, "<i8", Kind.SIGNED),
  UINT8(1, "|u1", Kind.UNSIGNED),
  UINT16(2, "<u2", Kind.UNSIGNED),
  UINT32(4, "<u4", Kind.UNSIGNED),
  UINT64(8, "<u8", Kind.UNSIGNED),
  FLOAT16(2, "<f2", Kind.FLOATING),
  BFLOAT16(2, null, Kind.FLOATING),
  FLOAT32(4, "<f4", Kind.FLOATING),
  FLOAT64(8, "<f8", Kind.FLOATING),
  COMPLEX64(8, "<c8", Kind.COMPLEX),
  COMPLEX128(16, "<c16", Kind.COMPLEX);

  private enum Kind {
    BOOLEAN,
    SIGNED,
    UNSIGNED,
    FLOATING,
    COMPLEX
  }

  private final int bytes;
  private final String numpy;
  private final Kind kind;

  ElementType(int bytes, String numpy, Kind kind) {
    this.bytes = bytes;
    this.numpy = numpy;
    this.kind = kind;
  }

  /** Size of one element in bytes. */
  public int bytes() {
    return bytes;
  }

  /** Size of one element in bits: 1 for booleans, as XLA counts. */
  public int bits() {
    return kind == Kind.BOOLEAN ? 1 : 8 * bytes;
  }

  /** The descriptor in an NPY header, for example {@code <f4}; empty for {@link #BFLOAT16}. */
  public Optional<String> numpy() {
    return Optional.ofNullable(numpy);
  }

  /** The type with that descriptor, for little-endian and one-byte types. */
  public static Optional<ElementType> ofNumpy(String descriptor) {
    return Arrays.stream(values()).filter(t -> descriptor.equals(t.numpy)).findFirst();
  }

  public boolean isBoolean() {
    return kind == Kind.BOOLEAN;
  }

  public boolean isInteger() {
    return kind == Kind.SIGNED || kind == Kind.UNSIGNED;
  }

  public boolean isSigned() {
    return kind == Kind.SIGNED;
  }

  public boolean isUnsigned() {
    return kind == Kind.UNSIGNED;
  }

  public boolean isFloating() {
    return kind == Kind.FLOATING;
  }

  public boolean isComplex() {
    return kind == Kind.COMPLEX;
  }

  /** The type's name as users write it, for example {@code float32}. */
  @Override
  public String toString() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
