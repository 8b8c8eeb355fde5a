package org.modelparity.tfjs;

import org.modelparity.graph.Constant;
import org.modelparity.graph.Node;
import org.modelparity.graph.Running;
import org.modelparity.graph.Value;
import org.modelparity.tensor.Tensor;

/** How large int32 values can be, as far as their node tells. */
final class IntegerBounds {
  private static final double DOUBLE = 0x1p53;
  private static final long INT = 1L << 31;

  private IntegerBounds() {}

  /** Whether a double holds the product of the node's two operands exactly. */
  static boolean productFitsDouble(Node product) {
    double left = magnitude(product.inputs().get(0));
    return left * magnitude(product.inputs().get(1)) <= DOUBLE;
  }

  private static long magnitude(Value value) {
    if (value instanceof Constant constant) {
      return largest(constant.tensor());
    }
    if (!(value instanceof Running running)) {
      return INT;
    }
    Node node = running.node();
    return switch (node.operation()) {
      case "FloorMod" -> magnitude(node.inputs().get(1));
      case "GatherV2" -> magnitude(node.inputs().get(0));
      default -> INT;
    };
  }

  private static long largest(Tensor tensor) {
    Tensor compact = tensor.compact();
    long largest = 0;
    for (int i = 0; i < compact.size(); i++) {
      largest = Math.max(largest, Math.abs(compact.getLong(i)));
    }
    return largest;
  }
}
