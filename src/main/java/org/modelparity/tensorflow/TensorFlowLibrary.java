package org.modelparity.tensorflow;

import org.tensorflow.TensorFlow;

/** TensorFlow's native library, which takes long to load. */
public final class TensorFlowLibrary {
  private TensorFlowLibrary() {}

  /**
   * Loads it. No other thread may use TensorFlow meanwhile: the classes of its library initialise
   * one another, and two threads could wait for each other.
   *
   * @throws LinkageError if it cannot be loaded
   */
  public static void load() {
    TensorFlow.version();
  }
}
