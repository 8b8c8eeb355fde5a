package org.modelparity.graph;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.DoublePredicate;
import java.util.stream.IntStream;
import org.modelparity.tensor.Shape;
import org.modelparity.tensor.Tensor;

/** Recognises parts of graphs. */
public final class Patterns {
  private Patterns() {}

  /** The node that makes a value, if it is of that operation. */
  public static Optional<Node> made(Value value, String operation) {
    return value instanceof Running running && running.node().operation().equals(operation)
        ? Optional.of(running.node())
        : Optional.empty();
  }

  /** Whether all elements of a constant are this number. */
  public static boolean isSplat(Value value, double number) {
    return all(value, e -> e == number);
  }

  /** Whether all elements of a constant are above zero. */
  public static boolean isPositive(Value value) {
    return all(value, e -> e > 0);
  }

  /** Whether a value is known to hold no NaN: a constant, or one with NaN replaced. */
  public static boolean isNumber(Value value) {
    return all(value, e -> !Double.isNaN(e))
        || made(value, "SelectV2").filter(Patterns::replacesNaN).isPresent();
  }

  /** {@code select(x == x, x, number)}. */
  private static boolean replacesNaN(Node select) {
    Value x = select.inputs().get(1);
    return isNumber(select.inputs().get(2))
        && made(select.inputs().get(0), "Equal")
            .filter(e -> e.inputs().get(0).equals(x) && e.inputs().get(1).equals(x))
            .isPresent();
  }

  private static boolean all(Value value, DoublePredicate condition) {
    if (!(value instanceof Constant constant)) {
      return false;
    }
    Tensor tensor = constant.tensor().compact();
    return IntStream.range(0, tensor.size()).mapToDouble(tensor::getDouble).allMatch(condition);
  }

  /**
   * Looks for the reduction over the last axis that a value repeats along that axis.
   *
   * @param value that is combined with a tensor of shape {@code whole}
   * @return the reduction's node
   */
  public static Optional<Node> repeatedReduction(Value value, String operation, Shape whole) {
    if (whole.rank() == 0) {
      return Optional.empty();
    }
    int last = whole.rank() - 1;
    Shape column = whole.with(last, 1);
    Value current = value;
    if (current.shape().equals(whole)) {
      Optional<Node> broadcast = made(current, "BroadcastTo");
      if (broadcast.isPresent()) {
        current = broadcast.get().inputs().get(0);
      }
    }
    if (!current.shape().equals(column)) {
      return Optional.empty();
    }
    current = withoutInfinity(current);
    Optional<Node> reshape = made(current, "Reshape");
    if (reshape.isPresent()) {
      current = withoutInfinity(reshape.get().inputs().get(0));
      if (!current.shape().equals(withoutLast(whole))) {
        return Optional.empty();
      }
    }
    return made(current, operation)
        .filter(n -> n.inputs().get(0).shape().equals(whole))
        .filter(n -> isAxis(n.inputs().get(1), last, whole.rank()));
  }

  /** Without a {@code max(x, -inf)} around it, which JAX writes for maxima with a first value. */
  public static Value withoutInfinity(Value value) {
    Optional<Node> maximum = made(value, "Maximum");
    if (maximum.isPresent()) {
      for (int i = 0; i < 2; i++) {
        Value other = maximum.get().inputs().get(1 - i);
        if (isSplat(maximum.get().inputs().get(i), Double.NEGATIVE_INFINITY)
            && other.shape().equals(value.shape())) {
          return other;
        }
      }
    }
    return value;
  }

  private static Shape withoutLast(Shape shape) {
    return Shape.of(Arrays.copyOf(shape.toArray(), shape.rank() - 1));
  }

  private static boolean isAxis(Value axes, int axis, int rank) {
    return axes instanceof Constant constant
        && constant.tensor().size() == 1
        && Math.floorMod(constant.tensor().getLong(0), rank) == axis;
  }
}
