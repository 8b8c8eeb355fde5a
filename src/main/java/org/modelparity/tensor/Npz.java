package org.modelparity.tensor;

import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * NumPy's archives of named arrays ({@code numpy.savez}, {@code numpy.savez_compressed}).
 *
 * @see <a href="https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html">The NPY
 *     format</a>
 */
public final class Npz {
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
  private static final String SUFFIX = ".npy";

  /** The limit of NumPy's own reader. */
  private static final int HEADER_LIMIT = 10_000;

  /** Deflate cannot make more bytes of one (RFC 1951: 258 bytes of two bits). */
  private static final long DEFLATE_RATIO = 1032;

  private Npz() {}

  /**
   * What an archive may hold at most, so that a small file cannot fill the memory.
   *
   * @param arrays how many
   * @param bytes of all arrays together, uncompressed
   */
  public record Limits(int arrays, long bytes) {
    /** 10,000 arrays, 4 GiB. */
    public static final Limits DEFAULT = new Limits(10_000, 4L << 30);
  }

  /**
   * The arrays of an archive within the default limits, in file order, in row-major order and
   * little-endian.
   *
   * @throws NpzException if the file cannot be read, or holds what is not a plain array
   */
  public static Map<String, Tensor> read(Path file) throws NpzException {
    return read(file, Limits.DEFAULT);
  }

  /** As {@link #read(Path)}, within other limits. */
  public static Map<String, Tensor> read(Path file, Limits limits) throws NpzException {
    Map<String, Tensor> arrays = new LinkedHashMap<>();
    try (ZipFile zip = new ZipFile(file.toFile())) {
      if (zip.size() > limits.arrays()) {
        throw new NpzException(
            file + " holds " + zip.size() + " arrays, more than the limit of " + limits.arrays());
      }
      long left = limits.bytes();
      for (ZipEntry entry : List.copyOf(zip.stream().toList())) {
        String name = arrayName(file, entry);
        Tensor array = readEntry(file, zip, entry, name, left);
        left -= array.data().capacity();
        if (arrays.put(name, array) != null) {
          throw new NpzException(file + ": there are two arrays named '" + name + "'");
        }
      }
    } catch (NoSuchFileException e) {
      throw new NpzException(file + " does not exist", e);
    } catch (ZipException | IllegalArgumentException e) {
      throw new NpzException(
          file
              + " is not a whole zip archive ("
              + e.getMessage()
              + "); write it with numpy.savez(file, name=array)",
          e);
    } catch (IOException e) {
      throw new NpzException(file + " cannot be read: " + e, e);
    }
    return arrays;
  }

  private static String arrayName(Path file, ZipEntry entry) throws NpzException {
    String name = entry.getName();
    if (!name.endsWith(SUFFIX)) {
      throw new NpzException(
          file + " holds '" + name + "', which is not an array; write it with numpy.savez");
    }
    return name.substring(0, name.length() - SUFFIX.length());
  }

  private static Tensor readEntry(Path file, ZipFile zip, ZipEntry entry, String name, long left)
      throws NpzException {
    CRC32 checksum = new CRC32();
    try (InputStream raw = zip.getInputStream(entry);
        DataInputStream in = new DataInputStream(new CheckedInputStream(raw, checksum))) {
      NpyHeader header = readHeader(in);
      long bytes = header.dataBytes();
      if (bytes > left) {
        throw new NpzException(
            "takes %d bytes, but only %d are left of the limit for one file"
                .formatted(bytes, left));
      }
      if (bytes > entry.getSize() || bytes > DEFLATE_RATIO * entry.getCompressedSize()) {
        throw new NpzException(
            "declares " + header.type() + header.shape() + ", but the file ends before that");
      }
      byte[] data = new byte[(int) bytes];
      in.readFully(data);
      if (in.read() >= 0) {
        throw new NpzException(
            "has more data than its " + header.type() + header.shape() + " takes");
      }
      if (checksum.getValue() != entry.getCrc()) {
        throw new NpzException("does not have the checksum that the archive gives");
      }
      return NpyLayout.normalise(header, data);
    } catch (EOFException e) {
      throw located(file, name, "ends too early; write the file again", e);
    } catch (IOException e) {
      throw located(file, name, "is damaged (" + e.getMessage() + "); write the file again", e);
    } catch (NpzException e) {
      throw located(file, name, e.getMessage(), e);
    }
  }

  private static NpzException located(Path file, String name, String what, Exception cause) {
    return new NpzException(file + ": array '" + name + "' " + what, cause);
  }

  private static NpyHeader readHeader(DataInputStream in) throws IOException, NpzException {
    byte[] magic = new byte[MAGIC.length];
    in.readFully(magic);
    if (!java.util.Arrays.equals(magic, MAGIC)) {
      throw new NpzException("is not in NumPy's NPY format; write the file with numpy.savez");
    }
    int major = in.readUnsignedByte();
    in.readUnsignedByte(); // the minor version, 0 so far
    if (major < 1 || major > 3) {
      throw new NpzException("is in version " + major + " of NPY; versions 1 to 3 can be read");
    }
    long length =
        major == 1
            ? Short.toUnsignedInt(Short.reverseBytes(in.readShort()))
            : Integer.toUnsignedLong(Integer.reverseBytes(in.readInt()));
    if (length > HEADER_LIMIT) {
      throw new NpzException(
          "has a header of " + length + " bytes, more than the limit of " + HEADER_LIMIT);
    }
    byte[] text = new byte[(int) length];
    in.readFully(text);
    return NpyHeader.parse(
        new String(text, major < 3 ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8));
  }

  /**
   * Writes an archive of uncompressed arrays, in the order of {@code arrays}; the same arrays give
   * the same bytes. bfloat16 arrays are written as {@code V2}, as ml_dtypes does.
   *
   * @throws NpzException if the file cannot be written
   */
  public static void write(Path file, Map<String, Tensor> arrays) throws NpzException {
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file));
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, Tensor> array : arrays.entrySet()) {
        writeEntry(zip, array.getKey(), array.getValue());
      }
    } catch (IOException e) {
      throw new NpzException(file + " cannot be written: " + e, e);
    }
  }

  private static void writeEntry(ZipOutputStream zip, String name, Tensor array)
      throws IOException {
    byte[] header = new NpyHeader(array.type(), false, false, array.shape()).format();
    byte[] prefix = new byte[MAGIC.length + 4 + header.length];
    ByteBuffer.wrap(prefix)
        .put(MAGIC)
        .put((byte) 1)
        .put((byte) 0)
        .putShort(Short.reverseBytes((short) header.length))
        .put(header);
    CRC32 checksum = new CRC32();
    checksum.update(prefix);
    checksum.update(array.data());

    ZipEntry entry = new ZipEntry(name + SUFFIX);
    entry.setMethod(ZipEntry.STORED);
    entry.setTimeLocal(LocalDateTime.of(1980, 1, 1, 0, 0)); // as NumPy: the same bytes every time
    entry.setSize(prefix.length + (long) array.data().capacity());
    entry.setCrc(checksum.getValue());
    zip.putNextEntry(entry);
    zip.write(prefix);
    byte[] chunk = new byte[1 << 16];
    ByteBuffer data = array.data();
    while (data.hasRemaining()) {
      int length = Math.min(chunk.length, data.remaining());
      data.get(chunk, 0, length);
      zip.write(chunk, 0, length);
    }
    zip.closeEntry();
  }
}
