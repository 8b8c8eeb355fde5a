package org.modelparity.graph;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.modelparity.tensor.ElementType;

/**
 * Finds functions that TensorFlow and all targets have an operation for: that is faster than its
 * parts and, unlike them, right for NaN and infinities on every target.
 */
final class Activations {
  private final GraphRewriter.Site site;
  private final List<Value> inputs;

  Activations(GraphRewriter.Site site) {
    this.site = site;
    this.inputs = site.node().inputs();
  }

  /** {@code 1 / (1 + exp(-x))}. */
  Optional<Value> sigmoid() {
    return Optional.of(inputs.get(0))
        .filter(one -> Patterns.isSplat(one, 1))
        .flatMap(one -> plusOne(inputs.get(1)))
        .flatMap(sum -> Patterns.made(sum, "Exp"))
        .flatMap(exp -> Patterns.made(exp.inputs().get(0), "Neg"))
        .map(neg -> neg.inputs().get(0))
        .filter(x -> x.shape().equals(site.node().outputShapes().get(0)))
        .map(x -> unary("Sigmoid", x));
  }

  private static Optional<Value> plusOne(Value value) {
    return Patterns.made(value, "AddV2")
        .flatMap(
            sum ->
                Patterns.isSplat(sum.inputs().get(0), 1)
                    ? Optional.of(sum.inputs().get(1))
                    : Optional.of(sum.inputs().get(0))
                        .filter(x -> Patterns.isSplat(sum.inputs().get(1), 1)));
  }

  /** {@code exp(x - max(x)) / sum(exp(x - max(x)))} over the last axis. */
  Optional<Value> softmax() {
    Optional<Node> exp = Patterns.made(inputs.get(0), "Exp");
    return exp.filter(e -> sums(inputs.get(1), inputs.get(0)))
        .flatMap(e -> shifted(e.inputs().get(0)))
        .map(x -> unary("Softmax", x));
  }

  /** {@code (x - max(x)) - log(sum(exp(x - max(x))))} over the last axis. */
  Optional<Value> logSoftmax() {
    Value shifted = inputs.get(0);
    Optional<Value> x = shifted(shifted);
    if (x.isEmpty()) {
      return Optional.empty();
    }
    Value logarithm =
        Patterns.made(inputs.get(1), "BroadcastTo")
            .filter(b -> b.inputs().get(0).shape().rank() == shifted.shape().rank())
            .map(b -> b.inputs().get(0))
            .orElse(inputs.get(1));
    return Patterns.made(logarithm, "Log")
        .filter(log -> sumsExponentials(log.inputs().get(0), shifted))
        .map(log -> unary("LogSoftmax", x.get()));
  }

  /** {@code select(x > 0, x, expm1(x))}, where JAX keeps large values out of the exponent. */
  Optional<Value> elu() {
    Value condition = inputs.get(0);
    Value x = inputs.get(1);
    Optional<Node> expm1 = Patterns.made(inputs.get(2), "Expm1");
    if (expm1.isEmpty() || !isPositive(condition, x)) {
      return Optional.empty();
    }
    Value exponent = expm1.get().inputs().get(0);
    boolean same = exponent.equals(x);
    boolean kept =
        Patterns.made(exponent, "SelectV2")
            .filter(s -> isPositive(s.inputs().get(0), x))
            .filter(s -> Patterns.isSplat(s.inputs().get(1), 0))
            .filter(s -> s.inputs().get(2).equals(x))
            .isPresent();
    return same || kept ? Optional.of(unary("Elu", x)) : Optional.empty();
  }

  private static boolean isPositive(Value condition, Value x) {
    return Patterns.made(condition, "Greater")
        .filter(g -> g.inputs().get(0).equals(x) && Patterns.isSplat(g.inputs().get(1), 0))
        .isPresent();
  }

  private boolean sumsExponentials(Value sum, Value shifted) {
    return Patterns.repeatedReduction(sum, "Sum", shifted.shape())
        .flatMap(s -> Patterns.made(s.inputs().get(0), "Exp"))
        .filter(e -> e.inputs().get(0).equals(shifted))
        .isPresent();
  }

  private static boolean sums(Value sum, Value summands) {
    return Patterns.repeatedReduction(sum, "Sum", summands.shape())
        .filter(s -> s.inputs().get(0).equals(summands))
        .isPresent();
  }

  /** The {@code x} of {@code x - max(x)}. */
  private static Optional<Value> shifted(Value value) {
    return Patterns.made(value, "Sub")
        .filter(
            s ->
                Patterns.repeatedReduction(s.inputs().get(1), "Max", s.inputs().get(0).shape())
                    .filter(m -> m.inputs().get(0).equals(s.inputs().get(0)))
                    .isPresent())
        .map(s -> s.inputs().get(0));
  }

  private Value unary(String operation, Value x) {
    return site.graph()
        .add(operation, List.of(site.now(x)), Map.of(), ElementType.FLOAT32, x.shape());
  }
}
