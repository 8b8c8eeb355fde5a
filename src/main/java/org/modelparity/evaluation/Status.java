package org.modelparity.evaluation;

/** What became of a row. */
public enum Status {
  /** Converted, run on every backend, and within the tolerance of the reference on all of them. */
  SUCCESS,
  /** Anything else: the row's stage and error say what. */
  FAIL
}
