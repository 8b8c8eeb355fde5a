package org.modelparity.model;

import java.util.Set;
import org.modelparity.tensor.Tensor;

/** The variables of a SavedModel: {@code variables/variables.index} and its data files. */
public interface Checkpoint {
  /** The keys of the checkpoint, for example {@code params/0/.ATTRIBUTES/VARIABLE_VALUE}. */
  Set<String> keys();

  /**
   * Reads one variable.
   *
   * @throws ModelException if there is no such key or the data are damaged
   */
  Tensor read(String key) throws ModelException;
}
