package org.modelparity.stablehlo;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;

/** Bytes that are written from front to back, the opposite of {@link ByteSource}. */
final class ByteSink {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  ByteSink writeByte(int value) {
    bytes.write(value);
    return this;
  }

  ByteSink writeBytes(ByteBuffer source) {
    ByteBuffer rest = source.duplicate();
    byte[] copy = new byte[rest.remaining()];
    rest.get(copy);
    return writeBytes(copy);
  }

  ByteSink writeBytes(byte[] source) {
    bytes.writeBytes(source);
    return this;
  }

  ByteSink writeBlob(ByteBuffer source) {
    return writeVarint(source.remaining()).writeBytes(source);
  }

  /** An unsigned number in as few bytes as it takes, see {@link ByteSource#readVarint()}. */
  ByteSink writeVarint(long value) {
    int width = Math.max(64 - Long.numberOfLeadingZeros(value), 1);
    int length = (width + 6) / 7;
    if (length > 8) {
      writeByte(0);
      writeLittleEndian(value, 8);
    } else {
      writeLittleEndian((value << 1 | 1) << (length - 1), length);
    }
    return this;
  }

  private void writeLittleEndian(long value, int length) {
    for (int i = 0; i < length; i++) {
      writeByte((int) (value >>> (8 * i)));
    }
  }

  ByteSink writeSignedVarint(long value) {
    return writeVarint(value << 1 ^ value >> 63);
  }

  ByteSink writeFlagged(long value, boolean flag) {
    return writeVarint(value << 1 | (flag ? 1 : 0));
  }

  <T> ByteSink writeList(List<T> elements, Consumer<T> writer) {
    writeVarint(elements.size());
    elements.forEach(writer);
    return this;
  }

  ByteSink writeSignedVarints(List<Long> values) {
    return writeList(values, this::writeSignedVarint);
  }

  /** An APInt, see {@link VhloDecoder#readBits}. */
  ByteSink writeBits(BigInteger value, int width) {
    BigInteger mask = BigInteger.ONE.shiftLeft(width).subtract(BigInteger.ONE);
    long bits = value.and(mask).longValue();
    return width <= 8 ? writeByte((int) bits) : writeSignedVarint(bits);
  }

  ByteSink writeDouble(double value) {
    return writeSignedVarint(Double.doubleToRawLongBits(value));
  }

  ByteSink writeCString(String text) {
    return writeBytes(text.getBytes(StandardCharsets.UTF_8)).writeByte(0);
  }

  /** A section: its kind, its size, its bytes. */
  ByteSink writeSection(int kind, ByteSink content) {
    return writeByte(kind).writeVarint(content.size()).writeBytes(content.toByteArray());
  }

  int size() {
    return bytes.size();
  }

  byte[] toByteArray() {
    return bytes.toByteArray();
  }
}
