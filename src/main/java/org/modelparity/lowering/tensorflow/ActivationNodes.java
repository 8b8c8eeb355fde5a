package org.modelparity.lowering.tensorflow;

import java.util.List;
import java.util.Map;
import org.modelparity.graph.Attributes;
import org.modelparity.graph.Constant;
import org.modelparity.graph.GraphBuilder;
import org.modelparity.graph.Value;
import org.modelparity.lowering.Elementwise;
import org.modelparity.lowering.LoweringException;
import org.modelparity.lowering.Reducer;
import org.modelparity.lowering.Reductions;
import org.modelparity.lowering.Shapes;
import org.modelparity.tensor.ElementType;
import org.modelparity.tensor.Shape;
import org.modelparity.tensor.Tensor;

/** Activations and normalisations that both targets have kernels for. */
final class ActivationNodes implements NodeHandlers.Family {
  private final GraphBuilder graph;
  private final Elementwise elementwise;
  private final Reductions reductions;
  private final Shapes shapes;

  ActivationNodes(GraphBuilder graph) {
    this.graph = graph;
    this.elementwise = new Elementwise(graph);
    this.reductions = new Reductions(graph);
    this.shapes = new Shapes(graph);
  }

  @Override
  public void register(NodeHandlers handlers) {
    handlers.one("Relu", n -> same(n, "Relu", Map.of()));
    handlers.one("Relu6", n -> same(n, "Relu6", Map.of()));
    handlers.one("Elu", n -> same(n, "Elu", Map.of()));
    handlers.one("Selu", n -> same(n, "Selu", Map.of()));
    handlers.one("Softplus", n -> softplus(n.in(0)));
    handlers.one(
        "LeakyRelu", n -> same(n, "LeakyRelu", Map.of("alpha", Attributes.of(n.real("alpha")))));
    handlers.unary(
        "Softsign", x -> elementwise.divide(x, elementwise.add(elementwise.abs(x), number(1))));
    handlers.one("Softmax", n -> rows(n, "Softmax"));
    handlers.one("LogSoftmax", n -> rows(n, "LogSoftmax"));
    handlers.one("L2Loss", this::l2Loss);
    handlers.one("BiasAdd", this::biasAdd);
    handlers.one("BiasAddV1", this::biasAdd);
    for (String norm : List.of("FusedBatchNorm", "FusedBatchNormV2", "FusedBatchNormV3")) {
      handlers.many(norm, this::batchNorm);
    }
    handlers.one(
        "LRN",
        n ->
            graph.add(
                "LRN",
                List.of(n.in(0)),
                Map.of(
                    "depth_radius", Attributes.of(n.number("depth_radius")),
                    "bias", Attributes.of(n.real("bias")),
                    "alpha", Attributes.of(n.real("alpha")),
                    "beta", Attributes.of(n.real("beta"))),
                n.in(0).type(),
                n.in(0).shape()));
  }

  /** The operation as it is, on floating values; exact arithmetic on integers. */
  private Value same(
      NodeContext n, String operation, Map<String, org.tensorflow.proto.AttrValue> attributes) {
    Value x = n.in(0);
    if (!x.type().isFloating()) {
      Value positive = elementwise.maximum(x, typed(0, x.type()));
      return switch (operation) {
        case "Relu" -> positive;
        case "Relu6" -> elementwise.minimum(positive, typed(6, x.type()));
        default -> throw new LoweringException("of " + x.type() + " values");
      };
    }
    return graph.add(operation, List.of(x), attributes, x.type(), x.shape());
  }

  private Value softplus(Value x) {
    Value tail = elementwise.log1p(elementwise.exp(elementwise.negate(elementwise.abs(x))));
    return elementwise.add(elementwise.maximum(x, number(0)), tail);
  }

  /** Softmax over the last axis, at a rank that every kernel takes. */
  private Value rows(NodeContext n, String operation) {
    Value x = n.in(0);
    int rank = x.shape().rank();
    long last = rank == 0 ? 1 : x.shape().dimension(rank - 1);
    Shape flat = Shape.of(last == 0 ? 0 : x.shape().size() / last, last);
    Value y = graph.add(operation, List.of(shapes.reshape(x, flat)), Map.of(), x.type(), flat);
    return shapes.reshape(y, x.shape());
  }

  private Value l2Loss(NodeContext n) {
    Value x = n.in(0);
    int[] all = java.util.stream.IntStream.range(0, x.shape().rank()).toArray();
    Value sum = reductions.reduce(Reducer.ADD, elementwise.multiply(x, x), typed(0, x.type()), all);
    return elementwise.multiply(sum, number(0.5f));
  }

  private Value biasAdd(NodeContext n) {
    Value bias = n.in(1);
    if (channelsFirst(n)) {
      bias = channels(bias, n.in(0).shape().rank(), 1);
    }
    return elementwise.add(n.in(0), bias);
  }

  private List<Value> batchNorm(NodeContext n) {
    if (n.flag("is_training")) {
      throw new LoweringException(
          "normalises by the batch (is_training); export the model for inference");
    }
    Value x = n.in(0);
    int axis = channelsFirst(n) ? 1 : x.shape().rank() - 1;
    Value variance = n.in(4);
    Value factor =
        elementwise.multiply(
            n.in(1), elementwise.rsqrt(elementwise.add(variance, number(n.real("epsilon")))));
    Value shift = elementwise.subtract(n.in(2), elementwise.multiply(n.in(3), factor));
    Value y =
        elementwise.add(
            elementwise.multiply(x, channels(factor, x.shape().rank(), axis)),
            channels(shift, x.shape().rank(), axis));
    java.util.ArrayList<Value> results = new java.util.ArrayList<>(List.of(y, n.in(3), variance));
    while (results.size() < n.outputs()) {
      results.add(results.size() % 2 == 1 ? n.in(3) : variance);
    }
    return results;
  }

  static boolean channelsFirst(NodeContext n) {
    return n.text("data_format").startsWith("NC");
  }

  private Value channels(Value vector, int rank, int axis) {
    long[] shape = new long[rank];
    java.util.Arrays.fill(shape, 1);
    shape[axis] = vector.shape().size();
    return shapes.reshape(vector, Shape.of(shape));
  }

  private Value number(float value) {
    return new Constant(Tensor.scalar(value));
  }

  private Value typed(float value, ElementType type) {
    return elementwise.convert(number(value), type);
  }
}
