package org.modelparity.lowering;

/** An operation that has no exact portable form. The message names it and says why. */
public class LoweringException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public LoweringException(String message) {
    super(message);
  }
}
