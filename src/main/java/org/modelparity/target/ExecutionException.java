package org.modelparity.target;

/** A converted model that its runtime cannot load or run. The message is one line. */
public class ExecutionException extends Exception {
  private static final long serialVersionUID = 1L;

  public ExecutionException(String message) {
    super(message);
  }

  public ExecutionException(String message, Throwable cause) {
    super(message, cause);
  }
}
