package org.modelparity.target;

import java.util.Map;
import org.modelparity.tensor.Tensor;

/** A model loaded in a runtime. */
public interface Execution extends AutoCloseable {
  /**
   * Runs the model once.
   *
   * @param inputs by the signature's names, in the signature's types and shapes
   * @return the outputs by the signature's names, in the signature's types
   * @throws ExecutionException if the runtime fails
   */
  Map<String, Tensor> run(Map<String, Tensor> inputs) throws ExecutionException;

  @Override
  void close();
}
