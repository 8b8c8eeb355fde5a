package org.modelparity.graph;

import org.modelparity.tensor.ElementType;
import org.modelparity.tensor.Shape;

/** A complex value as its two parts, neither of them complex; both targets lack complex kernels. */
public record ComplexPair(Value real, Value imaginary) implements Value {
  @Override
  public ElementType type() {
    return real.type() == ElementType.FLOAT64 ? ElementType.COMPLEX128 : ElementType.COMPLEX64;
  }

  @Override
  public Shape shape() {
    return real.shape();
  }
}
