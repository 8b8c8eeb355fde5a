package org.modelparity.model;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Reads the sorted string table that TensorFlow keeps its checkpoint index in: LevelDB's format
 * with blocks that are not compressed. See {@code tensorflow/core/lib/io/format.h} and {@code
 * block.cc}.
 */
final class SortedTable {
  private static final long MAGIC = 0xdb4775248b80fb57L;
  private static final int FOOTER = 48;
  private static final int TRAILER = 5;

  /** An index names every variable once; larger files are not indexes. */
  private static final long LARGEST_FILE = 256L << 20;

  private final Path file;
  private final ByteBuffer bytes;

  private SortedTable(Path file, ByteBuffer bytes) {
    this.file = file;
    this.bytes = bytes;
  }

  /**
   * All entries of the table.
   *
   * @throws ModelException if the file cannot be read, is damaged or has compressed blocks
   */
  static SortedMap<String, ByteBuffer> read(Path file) throws ModelException {
    byte[] content;
    try {
      if (Files.size(file) > LARGEST_FILE) {
        throw new ModelException(file + " is too large for a checkpoint index");
      }
      content = Files.readAllBytes(file);
    } catch (IOException e) {
      throw new ModelException("cannot read the checkpoint index " + file + ": " + e, e);
    }
    SortedTable table =
        new SortedTable(file, ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN));
    try {
      return table.entries();
    } catch (BufferUnderflowException | IndexOutOfBoundsException | IllegalArgumentException e) {
      throw table.damaged("its blocks do not fit together", e);
    }
  }

  private SortedMap<String, ByteBuffer> entries() throws ModelException {
    int end = bytes.capacity();
    if (end < FOOTER || bytes.getLong(end - 8) != MAGIC) {
      throw damaged("the end of the file is missing", null);
    }
    ByteBuffer footer = slice(end - FOOTER, FOOTER - 8);
    Handle.read(footer);
    Handle index = Handle.read(footer);
    SortedMap<String, ByteBuffer> entries = new TreeMap<>();
    for (ByteBuffer handle : block(index).values()) {
      entries.putAll(block(Handle.read(handle)));
    }
    return Collections.unmodifiableSortedMap(entries);
  }

  /** A block: entries whose keys share a prefix with the key before, then restart points. */
  private SortedMap<String, ByteBuffer> block(Handle handle) throws ModelException {
    int offset = Math.toIntExact(handle.offset());
    int size = Math.toIntExact(handle.size());
    ByteBuffer content = slice(offset, size);
    ByteBuffer trailer = slice(offset + size, TRAILER);
    byte compression = trailer.get();
    if (compression != 0) {
      throw new ModelException(
          "the checkpoint index "
              + file
              + " is compressed, which is not supported; save the model again with TensorFlow 2");
    }
    if (trailer.getInt() != Checksum.masked(slice(offset, size + 1))) {
      throw damaged("a checksum does not match", null);
    }
    int restarts = content.getInt(size - 4);
    content.limit(size - 4 - Math.multiplyExact(4, restarts));
    SortedMap<String, ByteBuffer> entries = new TreeMap<>();
    byte[] key = new byte[0];
    while (content.hasRemaining()) {
      int shared = Varint.readInt(content);
      int unshared = Varint.readInt(content);
      int length = Varint.readInt(content);
      if (shared > key.length || unshared > content.remaining()) {
        throw damaged("a key is longer than its block", null);
      }
      key = Arrays.copyOf(key, shared + unshared);
      content.get(key, shared, unshared);
      entries.put(
          new String(key, StandardCharsets.UTF_8), content.slice(content.position(), length));
      content.position(content.position() + length);
    }
    return entries;
  }

  private ByteBuffer slice(int offset, int length) {
    return bytes.slice(offset, length).order(ByteOrder.LITTLE_ENDIAN);
  }

  private ModelException damaged(String reason, Exception cause) {
    return new ModelException(
        "the checkpoint index " + file + " is damaged: " + reason + "; copy the model again",
        cause);
  }

  /** Where a block is. */
  private record Handle(long offset, long size) {
    static Handle read(ByteBuffer bytes) {
      return new Handle(Varint.readInt(bytes), Varint.readInt(bytes));
    }
  }

  /** Variable-length integers of LevelDB and protocol buffers. */
  private static final class Varint {
    static int readInt(ByteBuffer bytes) {
      long value = 0;
      for (int shift = 0; shift < 64; shift += 7) {
        byte b = bytes.get();
        value |= (long) (b & 0x7f) << shift;
        if (b >= 0) {
          if (value < 0 || value > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("number " + value);
          }
          return (int) value;
        }
      }
      throw new IllegalArgumentException("number without end");
    }
  }
}
