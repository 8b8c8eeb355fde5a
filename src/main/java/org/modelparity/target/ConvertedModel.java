package org.modelparity.target;

import java.util.List;

/** The files of a converted model, ready to run. */
public interface ConvertedModel {
  /** Size of all its files in bytes. */
  long bytes();

  /** What a user should know although nothing failed, for example a type that was narrowed. */
  List<String> notes();

  /** Which inputs' shapes the model takes besides those that it was converted for. */
  default Sizes sizes() {
    return Sizes.FIXED;
  }

  /** Shapes that a converted model takes. */
  enum Sizes {
    /** Those that it was converted for. */
    FIXED,
    /** Those with another batch, if the batch is open in the program. */
    ANY_BATCH,
    /** All that the program takes. */
    ANY
  }

  /**
   * Loads the model into a runtime.
   *
   * @throws ExecutionException if the runtime refuses the model or cannot be had
   */
  Execution open(String backend) throws ExecutionException;
}
