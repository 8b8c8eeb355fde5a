package org.modelparity.stablehlo;

/**
 * A StableHLO artifact that cannot be read or written. The message is one line: where, what, and
 * what to do.
 */
public class StableHloFormatException extends Exception {
  private static final long serialVersionUID = 1L;

  /**
   * @param message may quote the file; what is no text in it is replaced
   */
  public StableHloFormatException(String message) {
    super(message.replaceAll("[\\p{Cntrl}\\u2028\\u2029]", "\uFFFD"));
  }
}
