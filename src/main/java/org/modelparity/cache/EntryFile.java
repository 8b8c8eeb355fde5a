package org.modelparity.cache;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;
import java.util.zip.Checksum;

/**
 * An entry of the cache: a text and some files in one file, whose last eight bytes are the CRC-32C
 * of all before them. Numbers are big-endian: the magic, then the length and the bytes of the text,
 * the number of files, and for each the length and the bytes of its name, its size and its content.
 *
 * <p>The checksum finds damage, not intent: who can write into the cache can write any entry. A
 * digest would take longer than all else in a young JVM, which has not compiled it yet.
 */
final class EntryFile {
  private static final long MAGIC = 0x5041524954590002L; // "PARITY", version 2
  private static final int LONGEST_NAME = 1 << 12;
  private static final int LONGEST_TEXT = 1 << 28;
  private static final int BLOCK = 1 << 16;

  private EntryFile() {}

  /** What is in the file is not what was written. */
  static final class DamagedException extends IOException {
    private static final long serialVersionUID = 1L;

    DamagedException(String message) {
      super(message);
    }
  }

  /** A file to be kept, and its name with slashes. */
  record Part(String name, Path file) {}

  /** Writes an entry; the file must not exist. */
  static void write(Path file, String text, List<Part> parts) throws IOException {
    Checksum checksum = new CRC32C();
    try (OutputStream plain = new BufferedOutputStream(Files.newOutputStream(file), BLOCK);
        DataOutputStream out = new DataOutputStream(new CheckedOutputStream(plain, checksum))) {
      out.writeLong(MAGIC);
      writeText(out, text);
      out.writeInt(parts.size());
      for (Part part : parts) {
        writeText(out, part.name());
        long size = Files.size(part.file());
        out.writeLong(size);
        if (Files.copy(part.file(), out) != size) {
          throw new IOException(part.file() + " changed while it was copied");
        }
      }
      out.flush();
      plain.write(bytes(checksum));
    }
  }

  /**
   * Reads an entry and puts its files into a folder, which must be empty. Unless this returns, what
   * is in the folder is worth nothing.
   *
   * @param folder null for an entry that has no files
   * @return the text
   * @throws DamagedException if the entry is damaged
   * @throws IOException if it cannot be read, or a file cannot be written
   */
  static String read(Path file, Path folder) throws IOException {
    try {
      return readWhole(file, folder);
    } catch (EOFException e) {
      throw new DamagedException(file + " ends early");
    }
  }

  private static String readWhole(Path file, Path folder) throws IOException {
    Checksum checksum = new CRC32C();
    try (BufferedInputStream plain = new BufferedInputStream(Files.newInputStream(file), BLOCK);
        DataInputStream in = new DataInputStream(new CheckedInputStream(plain, checksum))) {
      if (in.readLong() != MAGIC) {
        throw new DamagedException(file + " is no entry of this version");
      }
      String text = readText(in, LONGEST_TEXT);
      int parts = in.readInt();
      if (folder == null && parts != 0) {
        throw new DamagedException(file + " has files where there should be none");
      }
      for (int i = 0; i < parts; i++) {
        Path target = inside(folder, readText(in, LONGEST_NAME));
        Files.createDirectories(target.getParent());
        try (OutputStream out = Files.newOutputStream(target)) {
          copy(in, out, in.readLong());
        }
      }
      byte[] expected = plain.readNBytes(Long.BYTES);
      if (!Arrays.equals(expected, bytes(checksum)) || plain.read() >= 0) {
        throw new DamagedException(file + " is damaged");
      }
      return text;
    }
  }

  private static byte[] bytes(Checksum checksum) {
    return ByteBuffer.allocate(Long.BYTES).putLong(checksum.getValue()).array();
  }

  /** The files below a folder, named relative to it after a prefix. */
  static List<Part> parts(String prefix, Path folder) throws IOException {
    List<Part> parts = new ArrayList<>();
    try (var files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        parts.add(new Part(prefix + folder.relativize(file).toString().replace('\\', '/'), file));
      }
    }
    return parts;
  }

  private static void writeText(DataOutputStream out, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static String readText(DataInputStream in, int longest) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > longest) {
      throw new DamagedException("a damaged length: " + length);
    }
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException();
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static Path inside(Path folder, String name) throws IOException {
    Path target;
    try {
      target = folder.resolve(name).normalize();
    } catch (InvalidPathException e) {
      throw new DamagedException("a damaged name");
    }
    if (!target.startsWith(folder) || target.equals(folder)) {
      throw new DamagedException("a file that leaves its folder: " + name);
    }
    return target;
  }

  private static void copy(DataInputStream in, OutputStream out, long size) throws IOException {
    byte[] block = new byte[BLOCK];
    for (long left = size; left > 0; ) {
      int read = in.read(block, 0, (int) Math.min(left, block.length));
      if (read < 0) {
        throw new EOFException();
      }
      out.write(block, 0, read);
      left -= read;
    }
  }
}
