package org.modelparity.tensor;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * NumPy's archives of named arrays ({@code numpy.savez}, {@code numpy.savez_compressed}).
 *
 * @see <a href="https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html">The NPY
 *     format</a>
 */
public final class Npz {
  private Npz() {}

  /**
   * The arrays of an archive, in file order, in row-major order and little-endian.
   *
   * @throws NpzException if the file cannot be read, or holds what is not a plain array
   */
  public static LinkedHashMap<String, Tensor> read(Path file) throws NpzException {
    throw new NpzException(file + ": not written yet");
  }

  /**
   * Writes an archive of uncompressed arrays, in the order of {@code arrays}; the same arrays give
   * the same bytes.
   *
   * @throws NpzException if the file cannot be written, or an array has a type NumPy lacks
   */
  public static void write(Path file, Map<String, Tensor> arrays) throws NpzException {
    throw new NpzException(file + ": not written yet");
  }
}
