package org.modelparity.tflite;

import java.util.List;
import java.util.Optional;
import org.modelparity.graph.Attributes;
import org.modelparity.graph.Constant;
import org.modelparity.graph.GraphRewriter;
import org.modelparity.graph.Patterns;
import org.modelparity.graph.Value;
import org.modelparity.tensor.ElementType;
import org.modelparity.tensor.Shape;
import org.modelparity.tensor.Tensor;

/**
 * TensorFlow's converter makes {@code min(max(x, 0), 6)}, in either order, a Relu6 for integers
 * too, and then finds that TFLite has no such operator. So {@code min(x, 6)} becomes {@code -1 -
 * max(-1 - x, -7)}, which does not overflow.
 */
final class IntegerClamp {
  private static final int RELU6_LIMIT = 6;

  private IntegerClamp() {}

  /** The other form of an integer Minimum, if it is by 6. */
  static Optional<Value> of(GraphRewriter.Site site) {
    for (int i = 0; i < 2; i++) {
      if (Patterns.isSplat(site.node().inputs().get(i), RELU6_LIMIT)
          && site.node().outputTypes().get(0) == ElementType.INT32) {
        Value x = site.input(1 - i);
        Value complement = add(site, "Sub", scalar(-1), x, x.shape());
        Value limit =
            new Constant(
                Tensor.broadcast(
                    Tensor.scalar(-1 - RELU6_LIMIT), site.node().inputs().get(i).shape()));
        Shape shape = site.node().outputShapes().get(0);
        Value larger = add(site, "Maximum", complement, limit, shape);
        return Optional.of(add(site, "Sub", scalar(-1), larger, shape));
      }
    }
    return Optional.empty();
  }

  private static Value add(
      GraphRewriter.Site site, String operation, Value a, Value b, Shape shape) {
    return site.graph().add(operation, List.of(a, b), Attributes.NONE, ElementType.INT32, shape);
  }

  private static Constant scalar(int value) {
    return new Constant(Tensor.scalar(value));
  }
}
