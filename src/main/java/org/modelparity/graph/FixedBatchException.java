package org.modelparity.graph;

/** A graph that is right for one size of its batch only. The message says where, in one line. */
public final class FixedBatchException extends Exception {
  private static final long serialVersionUID = 1L;

  FixedBatchException(String message) {
    super(message);
  }
}
