package org.modelparity.worker;

/** Workers that cannot be started at all, so that no row can be evaluated. */
public class WorkerException extends Exception {
  private static final long serialVersionUID = 1L;

  public WorkerException(String message) {
    super(message);
  }

  public WorkerException(String message, Throwable cause) {
    super(message, cause);
  }
}
