package org.modelparity.graph;

import org.modelparity.tensor.ElementType;
import org.modelparity.tensor.Shape;
import org.modelparity.tensor.Tensor;

/** A value known at conversion. */
public record Constant(Tensor tensor) implements Value {
  @Override
  public ElementType type() {
    return tensor.type();
  }

  @Override
  public Shape shape() {
    return tensor.shape();
  }
}
