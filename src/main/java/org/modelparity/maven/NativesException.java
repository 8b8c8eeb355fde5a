package org.modelparity.maven;

/** Native parts that cannot be had: the message says which, why, and what to do. */
final class NativesException extends Exception {
  private static final long serialVersionUID = 1L;

  NativesException(String message) {
    super(message);
  }

  NativesException(String message, Throwable cause) {
    super(message, cause);
  }
}
