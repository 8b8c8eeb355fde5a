package org.modelparity.lowering.tensorflow;

import java.util.List;
import org.modelparity.graph.Value;
import org.modelparity.tensor.ElementType;

/** What a TensorFlow edge carries while a function is executed symbolically. */
sealed interface TfValue {
  /** A tensor, known or running. */
  record Known(Value value) implements TfValue {}

  /** A handle of a variable, by the name under which its value is found. */
  record Variable(String name) implements TfValue {}

  /** A TensorList of known length; an element that was never set is null. */
  record TensorList(List<Value> elements, ElementType type) implements TfValue {
    public TensorList {
      elements = java.util.Collections.unmodifiableList(new java.util.ArrayList<>(elements));
    }
  }

  /** The result of an operation that was refused: everything computed from it is left out. */
  record Refused() implements TfValue {}
}
