package org.modelparity.tflite;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.modelparity.graph.Attributes;
import org.modelparity.graph.Constant;
import org.modelparity.graph.GraphBuilder;
import org.modelparity.graph.GraphRewriter;
import org.modelparity.graph.Node;
import org.modelparity.graph.Patterns;
import org.modelparity.graph.Running;
import org.modelparity.graph.Value;
import org.modelparity.lowering.KernelSubstitutes;
import org.modelparity.tensor.ElementType;
import org.modelparity.tensor.Shape;
import org.modelparity.tensor.Tensor;

/**
 * Forms of functions whose XNNPACK kernels lose NaN or are wrong for very large or small numbers.
 *
 * <p>Most add {@code 0 * tanh(x)}, which is zero, or NaN where {@code x} is NaN: it is computed by
 * XNNPACK as well, and so costs less than a select, which is not.
 */
final class ExactForms {
  private final GraphRewriter.Site site;
  private final GraphBuilder graph;
  private final KernelSubstitutes substitutes;

  ExactForms(GraphRewriter.Site site) {
    this.site = site;
    this.graph = site.graph();
    this.substitutes = new KernelSubstitutes(graph);
  }

  /** XNNPACK's is 0 for NaN. */
  Value exp(Value x) {
    return withNaN(unary("Exp", x), x);
  }

  /** TFLite's is {@code exp(x) - 1}, which has no digits left near zero. */
  Value expm1(Value x) {
    return substitutes.expm1(x);
  }

  /** TFLite's is {@code log(1 + x)}, which has no digits left near zero. */
  Value log1p(Value x) {
    return substitutes.log1p(x);
  }

  /** TFLite's is 0 for NaN. */
  Value sign(Value x) {
    return withNaN(unary("Sign", x), x);
  }

  /** XNNPACK's is NaN for infinity and 1.5 times too large from 1e38 on. */
  Optional<Value> sqrt() {
    return hasEpsilon() ? Optional.empty() : Optional.of(substitutes.sqrt(site.input(0)));
  }

  /** XNNPACK's is NaN for zero, and like its square root for large numbers. */
  Optional<Value> rsqrt() {
    return hasEpsilon() ? Optional.empty() : Optional.of(substitutes.rsqrt(site.input(0)));
  }

  /** An added constant is there to keep away from zero what is a variance, not a large number. */
  private boolean hasEpsilon() {
    return Patterns.made(site.node().inputs().get(0), "AddV2")
        .filter(a -> a.inputs().stream().anyMatch(Patterns::isPositive))
        .isPresent();
  }

  /** Whether XNNPACK keeps NaN depends on which operand it is, and on the CPU. */
  Optional<Value> extremum() {
    Node node = site.node();
    double neutral = neutral(node.operation());
    for (int i = 0; i < 2; i++) {
      if (Patterns.isSplat(node.inputs().get(i), neutral)
          && node.inputs().get(1 - i).shape().equals(node.outputShapes().get(0))) {
        return Optional.of(site.input(1 - i));
      }
    }
    Value result = plain(node);
    for (Value operand : operands(node).filter(o -> !Patterns.isNumber(o)).distinct().toList()) {
      result = withNaN(result, operand);
    }
    return Optional.of(result);
  }

  /** The extremum of a clamp's two is guarded once, by what goes in. */
  private Value plain(Node node) {
    Value[] inputs = new Value[2];
    for (int i = 0; i < 2; i++) {
      Value input = node.inputs().get(i);
      inputs[i] = isClamp(node, input) ? plain(((Running) input).node()) : site.now(input);
    }
    return graph.add(
        node.operation(),
        List.of(inputs),
        Map.of(),
        ElementType.FLOAT32,
        node.outputShapes().get(0));
  }

  private Stream<Value> operands(Node node) {
    return node.inputs().stream()
        .flatMap(i -> isClamp(node, i) ? operands(((Running) i).node()) : Stream.of(site.now(i)));
  }

  private static boolean isClamp(Node outer, Value input) {
    return input instanceof Running running
        && !running.node().operation().equals(outer.operation())
        && (running.node().operation().equals("Maximum")
            || running.node().operation().equals("Minimum"))
        && running.node().inputs().stream().anyMatch(Constant.class::isInstance)
        && running.node().inputs().stream()
            .noneMatch(i -> Patterns.isSplat(i, neutral(running.node().operation())));
  }

  private static double neutral(String operation) {
    return operation.equals("Maximum") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
  }

  /** TFLite's reductions lose NaN; of {@code x - max(x)} it comes back with {@code x}. */
  Optional<Value> reducedExtremum() {
    Node node = site.node();
    if (isOnlySubtractedFrom(node, node.inputs().get(0), node)) {
      return Optional.empty();
    }
    Value x = site.input(0);
    Shape shape = node.outputShapes().get(0);
    Value plain =
        graph.add(
            node.operation(),
            List.of(x, site.input(1)),
            node.attributes(),
            ElementType.FLOAT32,
            shape);
    Value nothing =
        graph.add(
            "Sum",
            List.of(zeroOrNaN(x), site.input(1)),
            Map.of("keep_dims", node.attributes().getOrDefault("keep_dims", Attributes.of(false))),
            ElementType.FLOAT32,
            shape);
    return Optional.of(binary("AddV2", plain, nothing));
  }

  private boolean isOnlySubtractedFrom(Node node, Value x, Node current) {
    return site.users(current).stream()
        .allMatch(
            user ->
                user != current
                    && switch (user.operation()) {
                      case "Sub" -> user.inputs().get(0).equals(x);
                      case "Reshape", "BroadcastTo" -> isOnlySubtractedFrom(node, x, user);
                      case "Maximum" ->
                          user.inputs().stream()
                                  .anyMatch(i -> Patterns.isSplat(i, Double.NEGATIVE_INFINITY))
                              && isOnlySubtractedFrom(node, x, user);
                      default -> false;
                    });
  }

  private Value withNaN(Value result, Value x) {
    return binary("AddV2", result, zeroOrNaN(x));
  }

  private Value zeroOrNaN(Value x) {
    return binary("Mul", unary("Tanh", x), scalar(0));
  }

  private Value unary(String operation, Value x) {
    return graph.add(operation, List.of(x), Map.of(), ElementType.FLOAT32, x.shape());
  }

  /** Of shapes one of which is the result's. */
  private Value binary(String operation, Value a, Value b) {
    Shape shape = a.shape().rank() >= b.shape().rank() ? a.shape() : b.shape();
    return graph.add(operation, List.of(a, b), Map.of(), ElementType.FLOAT32, shape);
  }

  private static Constant scalar(float value) {
    return new Constant(Tensor.scalar(value));
  }
}
