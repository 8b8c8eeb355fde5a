package org.modelparity.graph;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.modelparity.tensor.ElementType;
import org.modelparity.tensor.Shape;
import org.modelparity.tensor.Tensor;
import org.modelparity.tensorflow.EagerRuntime;

/**
 * Makes a portable graph smaller without changing what it computes: operations without effect
 * vanish, factors and terms of channels go into convolutions and matrix products, reshapes move
 * behind the bias and activation of a matrix product (so that targets can fuse these with it) and
 * cancel one another, and known functions become one operation.
 */
public final class Simplification {
  private static final Set<String> ACTIVATIONS = Set.of("Relu", "Relu6", "Elu", "Sigmoid", "Tanh");

  private Simplification() {}

  public static PortableGraph apply(PortableGraph graph) {
    try (EagerRuntime runtime = new EagerRuntime()) {
      return apply(graph, runtime);
    }
  }

  /** As {@link #apply(PortableGraph)}, in a runtime that is there already. */
  public static PortableGraph apply(PortableGraph graph, EagerRuntime runtime) {
    PortableGraph plain = GraphRewriter.rewrite(graph, Simplification::withoutEffect, runtime);
    PortableGraph functions = GraphRewriter.rewrite(plain, Simplification::function, runtime);
    return GraphRewriter.rewrite(
        functions, site -> ChannelFusion.fuse(site).or(() -> reshapeLater(site)), runtime);
  }

  private static Optional<List<Value>> withoutEffect(GraphRewriter.Site site) {
    Node node = site.node();
    Optional<Value> same =
        switch (node.operation()) {
          case "Mul" -> operandBeside(site, 1, 0).or(() -> operandBeside(site, 1, 1));
          case "RealDiv" -> operandBeside(site, 1, 1);
          case "Sub" -> operandBeside(site, 0, 1);
          case "Maximum" ->
              operandBeside(site, Double.NEGATIVE_INFINITY, 0)
                  .or(() -> operandBeside(site, Double.NEGATIVE_INFINITY, 1));
          case "Minimum" ->
              operandBeside(site, Double.POSITIVE_INFINITY, 0)
                  .or(() -> operandBeside(site, Double.POSITIVE_INFINITY, 1));
          case "LogicalAnd" ->
              equalOperands(site)
                  .or(() -> operandBeside(site, 1, 0))
                  .or(() -> operandBeside(site, 1, 1));
          case "LogicalOr" ->
              equalOperands(site)
                  .or(() -> operandBeside(site, 0, 0))
                  .or(() -> operandBeside(site, 0, 1));
          case "NotEqual" -> truth(site);
          default -> Optional.empty();
        };
    return same.map(List::of);
  }

  private static Optional<Value> equalOperands(GraphRewriter.Site site) {
    return Optional.of(site.input(0)).filter(x -> x.equals(site.input(1)));
  }

  /** A truth value as a number, compared with zero, is that truth value. */
  private static Optional<Value> truth(GraphRewriter.Site site) {
    Node node = site.node();
    return Optional.of(node.inputs().get(1))
        .filter(zero -> Patterns.isSplat(zero, 0))
        .flatMap(zero -> Patterns.made(node.inputs().get(0), "Cast"))
        .map(cast -> cast.inputs().get(0))
        .filter(x -> x.type() == ElementType.BOOL)
        .filter(x -> x.shape().equals(node.outputShapes().get(0)))
        .map(site::now);
  }

  /** The other operand, if the one at a position is this number and repeats nothing. */
  private static Optional<Value> operandBeside(
      GraphRewriter.Site site, double number, int position) {
    Value other = site.node().inputs().get(1 - position);
    return other.shape().equals(site.node().outputShapes().get(0))
            && Patterns.isSplat(site.node().inputs().get(position), number)
        ? Optional.of(site.now(other))
        : Optional.empty();
  }

  private static Optional<List<Value>> function(GraphRewriter.Site site) {
    Node node = site.node();
    if (node.outputTypes().size() != 1 || node.outputTypes().get(0) != ElementType.FLOAT32) {
      return Optional.empty();
    }
    Activations activations = new Activations(site);
    Optional<Value> found =
        switch (node.operation()) {
          case "SelectV2" -> activations.elu();
          case "RealDiv" -> activations.sigmoid().or(activations::softmax);
          case "Sub" -> activations.logSoftmax();
          default -> Optional.empty();
        };
    return found.map(List::of);
  }

  private static Optional<List<Value>> reshapeLater(GraphRewriter.Site site) {
    Node node = site.node();
    Optional<Value> changed = Optional.empty();
    if (node.operation().equals("Reshape")) {
      changed = merged(site);
    } else if (node.operation().equals("AddV2")) {
      changed = bias(site, 0).or(() -> bias(site, 1));
    } else if (ACTIVATIONS.contains(node.operation())) {
      changed = product(site.input(0)).map(x -> reshaped(site, add(site, x.shape(), x)));
    }
    return changed.map(List::of);
  }

  /** One reshape for two, none for one that changes nothing. */
  private static Optional<Value> merged(GraphRewriter.Site site) {
    Optional<Node> before = Patterns.made(site.input(0), "Reshape");
    Value from = before.map(b -> b.inputs().get(0)).orElse(site.input(0));
    if (from.shape().equals(site.node().outputShapes().get(0))) {
      return Optional.of(from);
    }
    return before.map(b -> reshaped(site, from));
  }

  /** A bias for the last dimension, or for all elements, added before the reshape. */
  private static Optional<Value> bias(GraphRewriter.Site site, int position) {
    Node node = site.node();
    if (!(node.inputs().get(position) instanceof Constant constant)
        || !node.inputs().get(1 - position).shape().equals(node.outputShapes().get(0))) {
      return Optional.empty();
    }
    Shape shape = constant.shape();
    long size = shape.size();
    boolean onLast = size == 1 || size == shape.dimension(shape.rank() - 1);
    return product(site.input(1 - position))
        .filter(x -> onLast && (size == 1 || size == x.shape().dimension(x.shape().rank() - 1)))
        .map(
            x -> {
              Tensor bias = constant.tensor().reshape(Shape.of(size));
              return reshaped(site, add(site, x.shape(), x, new Constant(bias)));
            });
  }

  /** What a value of the new graph reshapes, if that is a matrix product with what follows it. */
  private static Optional<Value> product(Value value) {
    return Patterns.made(value, "Reshape")
        .map(reshape -> reshape.inputs().get(0))
        .filter(Simplification::endsProduct);
  }

  private static boolean endsProduct(Value value) {
    Value current = value;
    while (current instanceof Running running
        && (ACTIVATIONS.contains(running.node().operation())
            || running.node().operation().equals("AddV2")
            || running.node().operation().equals("BiasAdd"))) {
      current = running.node().inputs().get(0);
    }
    return Patterns.made(current, "MatMul").isPresent();
  }

  private static Value add(GraphRewriter.Site site, Shape shape, Value... inputs) {
    return site.graph()
        .add(
            site.node().operation(),
            List.of(inputs),
            site.node().attributes(),
            site.node().outputTypes().get(0),
            shape);
  }

  private static Value reshaped(GraphRewriter.Site site, Value x) {
    Shape shape = site.node().outputShapes().get(0);
    return site.graph()
        .add(
            "Reshape",
            List.of(x, new Constant(Tensor.vector(shape.toIntArray()))),
            Map.of(),
            x.type(),
            shape);
  }
}
