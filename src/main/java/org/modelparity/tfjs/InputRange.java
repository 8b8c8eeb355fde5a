package org.modelparity.tfjs;

import org.modelparity.graph.Carrier;
import org.modelparity.target.ExecutionException;
import org.modelparity.tensor.ElementType;
import org.modelparity.tensor.Tensor;

/** TF.js's widest integer has 32 bits: larger ones are an error, never cut silently. */
final class InputRange {
  private InputRange() {}

  /**
   * The carrier's form of an input.
   *
   * @throws ExecutionException if a 64-bit integer does not fit 32 bits
   */
  static Tensor narrow(String name, Tensor tensor) throws ExecutionException {
    String misfit = misfit(tensor);
    if (misfit != null) {
      throw new ExecutionException(
          "input " + name + " holds " + misfit + ", but TF.js computes integers in 32 bits");
    }
    return Carrier.load(tensor);
  }

  /** The first 64-bit integer that does not fit, as text; null if all do. */
  static String misfit(Tensor tensor) {
    boolean signed = tensor.type() == ElementType.INT64;
    if (!signed && tensor.type() != ElementType.UINT64) {
      return null;
    }
    for (int i = 0; i < tensor.size(); i++) {
      long value = tensor.getLong(i);
      if (signed ? value != (int) value : value >>> 32 != 0) {
        return signed ? Long.toString(value) : Long.toUnsignedString(value);
      }
    }
    return null;
  }
}
