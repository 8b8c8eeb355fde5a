package org.modelparity.tfjs;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.modelparity.graph.GraphRewriter;
import org.modelparity.graph.Node;
import org.modelparity.graph.PortableGraph;
import org.modelparity.graph.Running;
import org.modelparity.graph.Value;
import org.modelparity.lowering.KernelSubstitutes;
import org.modelparity.tensor.ElementType;
import org.modelparity.tensor.Shape;
import org.modelparity.tensor.Tensor;

/**
 * Makes a portable graph one that TF.js 4.22 computes right on its wasm and cpu backends.
 * Everything here was measured with single operations; one that is not named is right as it is.
 */
final class Legalisation implements GraphRewriter.Rule {
  private static final Set<String> CONVOLUTIONS = Set.of("Conv2D", "DepthwiseConv2dNative");

  private Legalisation() {}

  static PortableGraph apply(PortableGraph graph) {
    return GraphRewriter.rewrite(graph, new Legalisation());
  }

  @Override
  public Optional<List<Value>> rewrite(GraphRewriter.Site site) {
    if (site.node().outputTypes().size() != 1 || !site.node().subgraphs().isEmpty()) {
      return Optional.empty();
    }
    KernelSubstitutes exact = new KernelSubstitutes(site.graph());
    Optional<Value> form =
        switch (site.node().outputTypes().get(0)) {
          case FLOAT32 -> floating(site, exact);
          case INT32 -> integer(site, exact);
          default -> Optional.empty();
        };
    return form.map(List::of);
  }

  private static Optional<Value> floating(GraphRewriter.Site site, KernelSubstitutes exact) {
    return switch (site.node().operation()) {
      // wasm: NaN is lost.
      case "Maximum" -> Optional.of(exact.maximum(site.input(0), site.input(1)));
      case "Minimum" -> Optional.of(exact.minimum(site.input(0), site.input(1)));
      case "Relu6" ->
          endsConvolution(site) ? Optional.empty() : Optional.of(exact.relu6(site.input(0)));
      // wasm: of tiny numbers 0; wasm and cpu: of NaN 0.
      case "Sign" -> Optional.of(exact.sign(site.input(0)));
      // cpu: Math.pow(1, NaN) and Math.pow(1, Infinity) are NaN.
      case "Pow" -> Optional.of(exact.power(site.input(0), site.input(1)));
      // wasm: log(x + 1) and sin(x) of tiny numbers are 0.
      case "Log1p" -> Optional.of(exact.log1p(site.input(0)));
      case "Sin" -> Optional.of(sine(site));
      default -> Optional.empty();
    };
  }

  private static Optional<Value> integer(GraphRewriter.Site site, KernelSubstitutes exact) {
    Node node = site.node();
    return switch (node.operation()) {
      // cpu: the product is a double.
      case "Mul" ->
          IntegerBounds.productFitsDouble(node)
              ? Optional.empty()
              : Optional.of(exact.multiply(carried(site, 0), carried(site, 1)));
      default -> Optional.empty();
    };
  }

  private static Value carried(GraphRewriter.Site site, int position) {
    return site.input(position) instanceof Running running
        ? site.graph().retype(running, ElementType.INT32)
        : site.input(position);
  }

  /** Whether the activation becomes part of a convolution, see {@link Fusion}. */
  private static boolean endsConvolution(GraphRewriter.Site site) {
    return producer(site.node())
        .filter(n -> n.operation().equals("BiasAdd") && site.users(n).size() == 1)
        .flatMap(Legalisation::producer)
        .filter(n -> CONVOLUTIONS.contains(n.operation()) && site.users(n).size() == 1)
        .isPresent();
  }

  private static Optional<Node> producer(Node node) {
    return node.inputs().get(0) instanceof Running running
        ? Optional.of(running.node())
        : Optional.empty();
  }

  /** Near zero {@code x - x^3 / 6}, whose error there is below 1e-10 of the result. */
  private static Value sine(GraphRewriter.Site site) {
    Value x = site.input(0);
    Shape shape = x.shape();
    Value square = floats(site, "Square", x);
    Value factor =
        floats(site, "AddV2", floats(site, "Mul", square, of(site, -1 / 6f)), of(site, 1));
    Value near = floats(site, "Mul", x, factor);
    Value isNear =
        site.graph()
            .add(
                "Less",
                List.of(floats(site, "Abs", x), of(site, 0.01f)),
                Map.of(),
                ElementType.BOOL,
                shape);
    return floats(site, "SelectV2", isNear, near, floats(site, "Sin", x));
  }

  /** An element-wise operation whose result has the shape of the node. */
  private static Value floats(GraphRewriter.Site site, String operation, Value... operands) {
    Shape shape = site.node().outputShapes().get(0);
    return site.graph().add(operation, List.of(operands), Map.of(), ElementType.FLOAT32, shape);
  }

  private static Value of(GraphRewriter.Site site, float value) {
    return site.graph().constant(Tensor.scalar(value));
  }
}
