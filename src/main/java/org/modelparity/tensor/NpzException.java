package org.modelparity.tensor;

/**
 * A file that is not an NPZ archive of plain arrays, or one beyond the reader's limits. The message
 * is one line with the file, the array, the cause and a remedy.
 */
public class NpzException extends Exception {
  private static final long serialVersionUID = 1L;

  public NpzException(String message) {
    super(message);
  }

  public NpzException(String message, Throwable cause) {
    super(message, cause);
  }
}
