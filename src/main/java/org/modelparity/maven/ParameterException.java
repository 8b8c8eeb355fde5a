package org.modelparity.maven;

/** A parameter that cannot be used. The message names it, its value and what is allowed. */
final class ParameterException extends Exception {
  private static final long serialVersionUID = 1L;

  ParameterException(String message) {
    super(message);
  }

  ParameterException(String parameter, Object value, String allowed) {
    super("parameter %s is '%s', but must be %s".formatted(parameter, value, allowed));
  }
}
