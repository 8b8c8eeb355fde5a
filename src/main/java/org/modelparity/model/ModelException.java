package org.modelparity.model;

/** A model file that cannot be opened. The message names the file, the cause and the remedy. */
public class ModelException extends Exception {
  private static final long serialVersionUID = 1L;

  public ModelException(String message) {
    super(message);
  }

  public ModelException(String message, Throwable cause) {
    super(message, cause);
  }
}
