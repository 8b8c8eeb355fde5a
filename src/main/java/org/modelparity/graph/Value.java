package org.modelparity.graph;

import org.modelparity.tensor.ElementType;
import org.modelparity.tensor.Shape;

/**
 * A value while a program is executed symbolically: known at conversion, or computed when the model
 * runs. Its type is the program's own (for example uint32), whatever carries it in the portable
 * graph; its shape is always static.
 */
public sealed interface Value permits Constant, Running, ComplexPair {
  ElementType type();

  Shape shape();
}
