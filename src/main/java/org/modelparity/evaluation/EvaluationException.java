package org.modelparity.evaluation;

/**
 * Suites, results or a baseline that cannot be used. The message is one line that says what is
 * wrong where, and what to do.
 */
public class EvaluationException extends Exception {
  private static final long serialVersionUID = 1L;

  public EvaluationException(String message) {
    super(message);
  }

  public EvaluationException(String message, Throwable cause) {
    super(message, cause);
  }
}
