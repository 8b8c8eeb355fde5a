package org.modelparity.tensor;

/** One named input or output of a signature; its shape may have unknown dimensions. */
public record TensorSpec(String name, ElementType type, Shape shape) {
  @Override
  public String toString() {
    return name + ": " + type + shape;
  }
}
