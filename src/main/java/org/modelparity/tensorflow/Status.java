package org.modelparity.tensorflow;

import static org.tensorflow.internal.c_api.global.tensorflow.TF_DeleteStatus;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_GetCode;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_Message;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_NewStatus;

import org.tensorflow.exceptions.TensorFlowException;
import org.tensorflow.internal.c_api.TF_Status;

/** A status that its C calls fill and that is checked after each of them. */
final class Status implements AutoCloseable {
  private final TF_Status handle = TF_NewStatus();

  TF_Status handle() {
    return handle;
  }

  /**
   * @throws TensorFlowException if the last call failed
   */
  void check(String what) {
    if (TF_GetCode(handle) != 0) {
      throw new TensorFlowException(what + ": " + TF_Message(handle).getString());
    }
  }

  @Override
  public void close() {
    TF_DeleteStatus(handle);
  }
}
