package org.modelparity.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.modelparity.tensor.ElementType;
import org.modelparity.tensor.Shape;
import org.modelparity.tensor.Tensor;
import org.tensorflow.proto.AttrValue;

/**
 * Folds constant factors and terms per output channel, of which batch normalisation is made, into
 * the weights and one rank-1 bias of the convolution or matrix product before them, where nothing
 * else uses its result: {@code (w*x - m)*s + b} becomes {@code BiasAdd((s*w)*x, b - m*s)}. Both
 * targets fuse a bias and a Relu behind it into the kernel.
 *
 * <p>A reshape that keeps the channels last, as products of more than two dimensions have it, moves
 * behind the bias and Relu.
 */
final class ChannelFusion {
  private static final Set<String> LINEAR = Set.of("Conv2D", "DepthwiseConv2dNative", "MatMul");

  private final GraphRewriter.Site site;
  private final GraphBuilder graph;

  private ChannelFusion(GraphRewriter.Site site) {
    this.site = site;
    this.graph = site.graph();
  }

  /** What the node becomes, if it is arithmetic behind a linear node. */
  static Optional<List<Value>> fuse(GraphRewriter.Site site) {
    return new ChannelFusion(site).fuse().map(List::of);
  }

  /** A linear node, its bias if it has one, and the shape it is reshaped to. */
  private record Linear(Node node, Optional<Constant> bias, Shape shape) {
    long channels() {
      Shape own = node.outputShapes().get(0);
      return own.dimension(own.rank() - 1);
    }
  }

  private Optional<Value> fuse() {
    return switch (site.node().operation()) {
      case "AddV2" -> add(0, 1).or(() -> add(1, 0));
      case "Sub" -> subtract();
      case "Mul" -> multiply(0, 1).or(() -> multiply(1, 0));
      case "Relu", "Relu6" -> activate();
      default -> Optional.empty();
    };
  }

  private Optional<Value> add(int linear, int constant) {
    Optional<Linear> found = linear(linear);
    Optional<Constant> term = found.flatMap(l -> perChannel(site.input(constant), l));
    return term.map(
        t -> biased(found.get(), found.get().bias().map(b -> arithmetic("AddV2", b, t)).orElse(t)));
  }

  private Optional<Value> subtract() {
    Optional<Linear> found = linear(0);
    Optional<Constant> term = found.flatMap(l -> perChannel(site.input(1), l));
    return term.map(
        t -> {
          Constant bias = found.get().bias().orElse(zeros(t.shape()));
          return biased(found.get(), arithmetic("Sub", bias, t));
        });
  }

  private Optional<Value> multiply(int linear, int constant) {
    Optional<Linear> found = linear(linear);
    Optional<Constant> factor =
        found
            .filter(l -> l.node().inputs().get(1) instanceof Constant)
            .flatMap(l -> perChannel(site.input(constant), l));
    return factor.map(f -> scaled(found.get(), f));
  }

  private Optional<Value> activate() {
    Node node = site.node();
    if (!(site.input(0) instanceof Running reshape)
        || !reshape.node().operation().equals("Reshape")
        || !soleWay(node.inputs().get(0))
        || !(reshape.node().inputs().get(0) instanceof Running source)
        || !source.node().operation().equals("BiasAdd")) {
      return Optional.empty();
    }
    Value active = graph.add(node.operation(), source.type(), source.shape(), source);
    return Optional.of(reshaped(active, reshape.shape()));
  }

  /** The linear node that input {@code position} comes from, if only this way leads on from it. */
  private Optional<Linear> linear(int position) {
    if (!soleWay(site.node().inputs().get(position))
        || !(site.input(position) instanceof Running value)
        || !value.shape().equals(site.node().outputShapes().get(0))) {
      return Optional.empty();
    }
    Node at = value.node();
    if (at.operation().equals("Reshape")
        && at.inputs().get(0) instanceof Running source
        && lastDimension(source.shape()) == lastDimension(value.shape())
        && source.shape().rank() >= 2) {
      at = source.node();
    }
    Optional<Constant> bias = Optional.empty();
    if (at.operation().equals("BiasAdd")
        && at.inputs().get(0) instanceof Running product
        && at.inputs().get(1) instanceof Constant known) {
      bias = Optional.of(known);
      at = product.node();
    }
    return LINEAR.contains(at.operation()) && channelsLast(at)
        ? Optional.of(new Linear(at, bias, value.shape()))
        : Optional.empty();
  }

  /** Whether nothing else uses what the graph before had between the linear node and here. */
  private boolean soleWay(Value old) {
    Value value = old;
    while (value instanceof Running r
        && Set.of("Reshape", "BiasAdd").contains(r.node().operation())) {
      if (!usedOnce(value)) {
        return false;
      }
      value = r.node().inputs().get(0);
    }
    return usedOnce(value);
  }

  private boolean usedOnce(Value old) {
    return old instanceof Running r && site.users(r.node()).size() == 1;
  }

  private static long lastDimension(Shape shape) {
    return shape.rank() == 0 ? 1 : shape.dimension(shape.rank() - 1);
  }

  private static boolean channelsLast(Node node) {
    AttrValue format = node.attributes().get("data_format");
    return format == null || format.getS().toStringUtf8().equals("NHWC");
  }

  /** The constant as one number a channel, if it is that and finite. */
  private Optional<Constant> perChannel(Value value, Linear linear) {
    if (!(value instanceof Constant constant)
        || constant.type() != ElementType.FLOAT32
        || constant.shape().rank() > linear.shape().rank()) {
      return Optional.empty();
    }
    Tensor tensor = constant.tensor().compact();
    boolean channels =
        tensor.size() == 1
            || (tensor.size() == linear.channels()
                && lastDimension(tensor.shape()) == linear.channels());
    if (!channels) {
      return Optional.empty();
    }
    for (float number : tensor.toFloats()) {
      if (!Float.isFinite(number)) {
        return Optional.empty();
      }
    }
    Shape shape = Shape.of(linear.channels());
    return Optional.of(
        new Constant(
            tensor.size() == 1
                ? Tensor.broadcast(tensor.reshape(Shape.scalar()), shape)
                : tensor.reshape(shape)));
  }

  private Constant arithmetic(String operation, Constant a, Constant b) {
    return (Constant) graph.add(operation, ElementType.FLOAT32, b.shape(), a, b);
  }

  private static Constant zeros(Shape shape) {
    return new Constant(Tensor.broadcast(Tensor.scalar(0f), shape));
  }

  private Value biased(Linear linear, Constant bias) {
    Node node = linear.node();
    Value product = new Running(node, 0, ElementType.FLOAT32, node.outputShapes().get(0));
    return reshaped(withBias(product, bias), linear.shape());
  }

  private Value withBias(Value product, Constant bias) {
    Constant full = new Constant(Tensor.of(bias.type(), bias.shape(), bias.tensor().data()));
    return graph.add("BiasAdd", product.type(), product.shape(), product, full);
  }

  private Value scaled(Linear linear, Constant factor) {
    Node node = linear.node();
    List<Value> inputs = new ArrayList<>(node.inputs());
    Constant weights = (Constant) inputs.get(1);
    Constant shaped = new Constant(factor.tensor().reshape(factorShape(node, weights.shape())));
    inputs.set(1, graph.add("Mul", ElementType.FLOAT32, weights.shape(), weights, shaped));
    Value product =
        graph.add(
            node.operation(),
            inputs,
            node.attributes(),
            ElementType.FLOAT32,
            node.outputShapes().get(0));
    Value result =
        linear.bias().map(b -> withBias(product, arithmetic("Mul", b, factor))).orElse(product);
    return reshaped(result, linear.shape());
  }

  /** How a factor per output channel meets the weights. */
  private static Shape factorShape(Node node, Shape weights) {
    return switch (node.operation()) {
      case "DepthwiseConv2dNative" -> Shape.of(weights.dimension(2), weights.dimension(3));
      case "MatMul" -> {
        AttrValue transposed = node.attributes().get("transpose_b");
        yield transposed != null && transposed.getB()
            ? Shape.of(weights.dimension(0), 1)
            : Shape.of(weights.dimension(1));
      }
      default -> Shape.of(weights.dimension(3));
    };
  }

  private Value reshaped(Value value, Shape shape) {
    if (value.shape().equals(shape)) {
      return value;
    }
    Constant wanted = graph.constant(Tensor.vector(shape.toIntArray()));
    return graph.add("Reshape", value.type(), shape, value, wanted);
  }
}
