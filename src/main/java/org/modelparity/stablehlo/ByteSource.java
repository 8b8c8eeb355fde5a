package org.modelparity.stablehlo;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * A range of the file that is read from front to back, in the encodings of MLIR bytecode
 * (mlir/docs/BytecodeFormat.md). Whatever it is asked for beyond its end is a format error.
 */
final class ByteSource {
  private final ByteBuffer file;
  private final String part;
  private final int end;
  private int position;

  private ByteSource(ByteBuffer file, String part, int position, int end) {
    this.file = file;
    this.part = part;
    this.position = position;
    this.end = end;
  }

  /** All remaining bytes of a buffer, whose position stays as it is. */
  static ByteSource of(ByteBuffer file) {
    ByteBuffer view = file.slice().asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN);
    return new ByteSource(view, "header", 0, view.limit());
  }

  /** Takes the next {@code size} bytes as a range of their own. */
  ByteSource take(long size, String name) throws StableHloFormatException {
    int start = advance(size);
    return new ByteSource(file, name, start, position);
  }

  /** The same range from its start, for reading it again. */
  ByteSource copy() {
    return new ByteSource(file, part, position, end);
  }

  int remaining() {
    return end - position;
  }

  boolean isEmpty() {
    return position == end;
  }

  int readByte() throws StableHloFormatException {
    return file.get(advance(1)) & 0xff;
  }

  /** The bytes themselves, not copied. */
  ByteBuffer readBytes(long size) throws StableHloFormatException {
    int start = advance(size);
    return file.slice(start, position - start).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** A blob: its size, then its bytes. */
  ByteBuffer readBlob() throws StableHloFormatException {
    return readBytes(readVarint());
  }

  /**
   * A prefix varint: the zero bits at the low end of the first byte count the bytes that follow; a
   * first byte of zero announces eight raw bytes. The result is an unsigned number.
   */
  long readVarint() throws StableHloFormatException {
    int first = readByte();
    if ((first & 1) != 0) {
      return first >> 1;
    }
    if (first == 0) {
      return file.getLong(advance(8));
    }
    int following = Integer.numberOfTrailingZeros(first);
    long value = first;
    for (int i = 1; i <= following; i++) {
      value |= (long) readByte() << (8 * i);
    }
    return value >>> (following + 1);
  }

  /** A varint in zigzag form. */
  long readSignedVarint() throws StableHloFormatException {
    long value = readVarint();
    return (value >>> 1) ^ -(value & 1);
  }

  /** A count of things that take at least one byte each. */
  int readCount(String what) throws StableHloFormatException {
    int at = position;
    return checkCount(readVarint(), what, at);
  }

  /** Checks a count that was read together with a flag. */
  int checkCount(long count, String what, int at) throws StableHloFormatException {
    if (count < 0 || count > remaining()) {
      throw error(
          at,
          "there cannot be %s %s in %d bytes"
              .formatted(Long.toUnsignedString(count), what, remaining()));
    }
    return (int) count;
  }

  /** An index below {@code size}. */
  int readIndex(int size, String what) throws StableHloFormatException {
    int at = position;
    return checkIndex(readVarint(), size, what, at);
  }

  /** Checks an index that was read together with a flag. */
  int checkIndex(long index, int size, String what, int at) throws StableHloFormatException {
    if (index < 0 || index >= size) {
      throw error(
          at, "there is no %s %s, only %d".formatted(what, Long.toUnsignedString(index), size));
    }
    return (int) index;
  }

  /** The bytes up to a NUL, which is taken too, as UTF-8. */
  String readCString() throws StableHloFormatException {
    int start = position;
    for (int i = start; i < end; i++) {
      if (file.get(i) == 0) {
        position = i + 1;
        return text(file.slice(start, i - start));
      }
    }
    throw error("a text has no end");
  }

  static String text(ByteBuffer bytes) {
    return StandardCharsets.UTF_8.decode(bytes.duplicate()).toString();
  }

  int position() {
    return position;
  }

  void skipPadding(long alignment) throws StableHloFormatException {
    if (Long.bitCount(alignment) != 1 || alignment > 1 << 20) {
      throw error("an alignment of " + Long.toUnsignedString(alignment));
    }
    while (position % alignment != 0) {
      if (readByte() != 0xCB) {
        throw error(position - 1, "the padding is not 0xCB");
      }
    }
  }

  void expectEnd() throws StableHloFormatException {
    if (!isEmpty()) {
      throw error(remaining() + " bytes are left over");
    }
  }

  StableHloFormatException error(String what) {
    return error(position, what);
  }

  StableHloFormatException error(int at, String what) {
    return new StableHloFormatException(
        "StableHLO artifact, byte %d (%s): %s. Is the file complete? Export the model again"
            .formatted(at, part, what));
  }

  /** An error about something that a later version of the format may well have. */
  StableHloFormatException unknown(String what, String producer) {
    return new StableHloFormatException(
        ("StableHLO artifact, byte %d (%s): %s is unknown; the file is by %s, and versions 0.9 to"
                + " 1.20 can be read. Export the model for one of those, or use a newer plugin")
            .formatted(position, part, what, producer));
  }

  private int advance(long size) throws StableHloFormatException {
    if (size < 0 || size > end - position) {
      throw error(
          "%s bytes are wanted, %d are left"
              .formatted(Long.toUnsignedString(size), end - position));
    }
    int start = position;
    position += (int) size;
    return start;
  }
}
