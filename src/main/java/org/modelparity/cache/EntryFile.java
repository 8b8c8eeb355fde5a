package org.modelparity.cache;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;
import java.util.zip.Checksum;

/**
 * An entry of the cache: a text and some files in one file. Numbers are big-endian: the magic, the
 * length of the head (4 bytes), the head, its CRC-32C (8 bytes), then the contents of the files.
 * The head has the length and the bytes of the text, the number of files, and for each the length
 * and the bytes of its name, its size and its CRC-32C.
 *
 * <p>Checksums find damage, not intent: who can write into the cache can write any entry. Digests
 * would take longer than all else in a young JVM, which has not compiled them yet.
 */
final class EntryFile implements AutoCloseable {
  private static final long MAGIC = 0x5041524954590003L; // "PARITY", version 3
  private static final int LONGEST_HEAD = 1 << 28;
  private static final int BLOCK = 1 << 16;

  private final Path file;
  private final BufferedInputStream in;
  private final String text;
  private final List<Content> contents;

  /** What is in the file is not what was written. */
  static final class DamagedException extends IOException {
    private static final long serialVersionUID = 1L;

    DamagedException(String message) {
      super(message);
    }
  }

  /** A file to be kept, and its name with slashes. */
  record Part(String name, Path file) {}

  /** What an entry tells of one of its files. */
  private record Content(String name, long size, long checksum) {
    static Content of(Part part) throws IOException {
      return new Content(part.name(), Files.size(part.file()), contentChecksum(part.file()));
    }

    boolean isIn(Path file) throws IOException {
      return Files.size(file) == size && contentChecksum(file) == checksum;
    }
  }

  private EntryFile(Path file, BufferedInputStream in) throws IOException {
    this.file = file;
    this.in = in;
    DataInputStream data = new DataInputStream(in);
    if (data.readLong() != MAGIC) {
      throw damaged("no entry of this version");
    }
    byte[] head = bytes(data, data.readInt());
    if (data.readLong() != checksum(head)) {
      throw damaged("its head is damaged");
    }
    DataInputStream fields = new DataInputStream(new ByteArrayInputStream(head));
    this.text = readText(fields);
    this.contents = new ArrayList<>();
    long size = 2 * Long.BYTES + Integer.BYTES + head.length;
    for (int left = fields.readInt(); left > 0; left--) {
      contents.add(new Content(readText(fields), fields.readLong(), fields.readLong()));
      size += contents.get(contents.size() - 1).size();
    }
    if (Files.size(file) != size) {
      throw damaged("its size is not " + size);
    }
  }

  /**
   * Opens an entry.
   *
   * @throws DamagedException if its head is damaged, or its size wrong
   * @throws IOException if it cannot be read
   */
  static EntryFile open(Path file) throws IOException {
    BufferedInputStream in = new BufferedInputStream(Files.newInputStream(file), BLOCK);
    try {
      return new EntryFile(file, in);
    } catch (EOFException e) {
      in.close();
      throw new DamagedException(file + " ends early");
    } catch (IOException | RuntimeException e) {
      in.close();
      throw e;
    }
  }

  /** Writes an entry; the file must not exist. */
  static void write(Path file, String text, List<Part> parts) throws IOException {
    List<Content> contents = new ArrayList<>();
    for (Part part : parts) {
      contents.add(Content.of(part));
    }
    byte[] head = head(text, contents);
    try (OutputStream plain = new BufferedOutputStream(Files.newOutputStream(file), BLOCK);
        DataOutputStream out = new DataOutputStream(plain)) {
      out.writeLong(MAGIC);
      out.writeInt(head.length);
      out.write(head);
      out.writeLong(checksum(head));
      for (int i = 0; i < parts.size(); i++) {
        CheckedOutputStream checked = new CheckedOutputStream(out, new CRC32C());
        Files.copy(parts.get(i).file(), checked);
        if (checked.getChecksum().getValue() != contents.get(i).checksum()) {
          throw new IOException(parts.get(i).file() + " changed while it was copied");
        }
      }
    }
  }

  private static byte[] head(String text, List<Content> contents) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    writeText(out, text);
    out.writeInt(contents.size());
    for (Content content : contents) {
      writeText(out, content.name());
      out.writeLong(content.size());
      out.writeLong(content.checksum());
    }
    return bytes.toByteArray();
  }

  /** The text that was written. */
  String text() {
    return text;
  }

  /** Whether its files are these, by name and content. */
  boolean holds(List<Part> parts) throws IOException {
    Map<String, Path> files = new HashMap<>();
    parts.forEach(part -> files.put(part.name(), part.file()));
    if (files.size() != contents.size()) {
      return false;
    }
    for (Content content : contents) {
      Path file = files.get(content.name());
      if (file == null || !content.isIn(file)) {
        return false;
      }
    }
    return true;
  }

  /**
   * Puts its files into a folder, which must be empty; to be called once. Unless this returns, what
   * is in the folder is worth nothing.
   *
   * @throws DamagedException if the entry is damaged
   * @throws IOException if it cannot be read, or a file cannot be written
   */
  void copyTo(Path folder) throws IOException {
    for (Content content : contents) {
      Path target = inside(folder, content.name());
      Files.createDirectories(target.getParent());
      Checksum checksum = new CRC32C();
      try (OutputStream out = Files.newOutputStream(target)) {
        copy(new CheckedInputStream(in, checksum), out, content.size());
      }
      if (checksum.getValue() != content.checksum()) {
        throw damaged(content.name() + " in it is damaged");
      }
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  /** The files below a folder, named relative to it after a prefix; no symbolic links. */
  static List<Part> parts(String prefix, Path folder) throws IOException {
    List<Part> parts = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(EntryFile::isFile).sorted().toList()) {
        parts.add(new Part(prefix + folder.relativize(file).toString().replace('\\', '/'), file));
      }
    }
    return parts;
  }

  private static boolean isFile(Path file) {
    return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
  }

  private DamagedException damaged(String how) {
    return new DamagedException(file + ": " + how);
  }

  private static long checksum(byte[] bytes) {
    Checksum checksum = new CRC32C();
    checksum.update(bytes);
    return checksum.getValue();
  }

  private static long contentChecksum(Path file) throws IOException {
    CRC32C checksum = new CRC32C();
    ByteBuffer block = ByteBuffer.allocateDirect(BLOCK);
    try (FileChannel channel = FileChannel.open(file)) {
      while (channel.read(block.clear()) >= 0) {
        checksum.update(block.flip());
      }
    }
    return checksum.getValue();
  }

  private static void writeText(DataOutputStream out, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private String readText(DataInputStream in) throws IOException {
    return new String(bytes(in, in.readInt()), StandardCharsets.UTF_8);
  }

  private byte[] bytes(DataInputStream in, int length) throws IOException {
    if (length < 0 || length > LONGEST_HEAD) {
      throw damaged("a length is " + length);
    }
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException();
    }
    return bytes;
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

  private static void copy(InputStream in, OutputStream out, long size) throws IOException {
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
