package org.modelparity.tflite;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.modelparity.graph.Attributes;
import org.modelparity.graph.Constant;
import org.modelparity.graph.GraphRewriter;
import org.modelparity.graph.Node;
import org.modelparity.graph.Patterns;
import org.modelparity.graph.Value;
import org.modelparity.tensor.Shape;
import org.modelparity.tensor.Tensor;

/** Arranges operands as TensorFlow's converter and TFLite's kernels need them. */
final class Operands {
  /**
   * The kernels of LogicalAnd and LogicalOr end the process when they repeat operands from here.
   */
  private static final int LOWEST_FATAL_RANK = 5;

  private final GraphRewriter.Site site;
  private final Node node;

  Operands(GraphRewriter.Site site) {
    this.site = site;
    this.node = site.node();
  }

  /** A bias of shape [1, ..., n] becomes one of shape [n]: only that is fused with a product. */
  Optional<Value> shortBias() {
    for (int i = 0; i < 2; i++) {
      Value other = node.inputs().get(1 - i);
      if (node.inputs().get(i) instanceof Constant constant
          && constant.shape().rank() > 1
          && other.shape().equals(node.outputShapes().get(0))
          && constant.shape().dimension(constant.shape().rank() - 1) == constant.tensor().size()) {
        Tensor bias = constant.tensor().reshape(Shape.of(constant.tensor().size()));
        return Optional.of(binary(site.now(other), new Constant(bias), node.outputShapes().get(0)));
      }
    }
    return Optional.empty();
  }

  /**
   * {@code c - transpose(x)} and {@code c / transpose(x)} become {@code transpose(c' - x)} and so
   * on. TensorFlow 2.18's converter does that too, but exchanges the operands on the way.
   */
  Optional<Value> beforeTranspose() {
    Optional<Node> transpose = Patterns.made(node.inputs().get(1), "Transpose");
    if (transpose.isEmpty()
        || !(node.inputs().get(0) instanceof Constant constant)
        || !(transpose.get().inputs().get(1) instanceof Constant permutation)
        || !transpose.get().outputShapes().get(0).equals(node.outputShapes().get(0))) {
      return Optional.empty();
    }
    Value x = site.now(transpose.get().inputs().get(0));
    Value before = binary(untransposed(constant, permutation), x, x.shape());
    return Optional.of(
        site.graph()
            .add(
                "Transpose",
                List.of(before, permutation),
                Attributes.NONE,
                node.outputTypes().get(0),
                node.outputShapes().get(0)));
  }

  private Value untransposed(Constant constant, Constant permutation) {
    if (constant.shape().rank() == 0) {
      return constant;
    }
    int[] forth = permutation.tensor().toInts();
    int rank = forth.length;
    long[] aligned = new long[rank];
    Arrays.fill(aligned, 1);
    long[] own = constant.shape().toArray();
    System.arraycopy(own, 0, aligned, rank - own.length, own.length);
    int[] back = new int[rank];
    long[] shape = new long[rank];
    for (int i = 0; i < rank; i++) {
      back[forth[i]] = i;
      shape[forth[i]] = aligned[i];
    }
    return site.graph()
        .add(
            "Transpose",
            List.of(
                new Constant(constant.tensor().reshape(Shape.of(aligned))),
                new Constant(Tensor.vector(back))),
            Attributes.NONE,
            constant.type(),
            Shape.of(shape));
  }

  /**
   * A vector that is the only row of a product's first operand is broadcast to it: where it is
   * reshaped, the converter takes the reshape away and then refuses an operand of rank 1.
   */
  Optional<Value> rowOfVector() {
    Optional<Node> reshape = Patterns.made(node.inputs().get(0), "Reshape");
    if (reshape.isEmpty()
        || reshape.get().inputs().get(0).shape().rank() != 1
        || node.inputs().get(1) instanceof Constant
        || node.inputs().get(0).shape().dimension(0) != 1) {
      return Optional.empty();
    }
    Shape shape = node.inputs().get(0).shape();
    Value row =
        site.graph()
            .add(
                "BroadcastTo",
                List.of(
                    site.now(reshape.get().inputs().get(0)),
                    new Constant(Tensor.vector(shape.toIntArray()))),
                Attributes.NONE,
                node.outputTypes().get(0),
                shape);
    return Optional.of(
        site.graph()
            .add(
                "MatMul",
                List.of(row, site.input(1)),
                node.attributes(),
                node.outputTypes().get(0),
                node.outputShapes().get(0)));
  }

  /** Operands of logical operations repeated beforehand where the kernels cannot. */
  Optional<Value> sameShapes() {
    Shape shape = node.outputShapes().get(0);
    boolean logical = node.operation().equals("LogicalAnd") || node.operation().equals("LogicalOr");
    if (!logical
        || shape.rank() < LOWEST_FATAL_RANK
        || node.inputs().stream().allMatch(i -> i.shape().equals(shape))) {
      return Optional.empty();
    }
    List<Value> repeated = new ArrayList<>();
    for (Value input : node.inputs()) {
      repeated.add(
          site.graph()
              .add(
                  "BroadcastTo",
                  List.of(site.now(input), new Constant(Tensor.vector(shape.toIntArray()))),
                  Attributes.NONE,
                  node.outputTypes().get(0),
                  shape));
    }
    return Optional.of(
        site.graph()
            .add(node.operation(), repeated, Attributes.NONE, node.outputTypes().get(0), shape));
  }

  private Value binary(Value a, Value b, Shape shape) {
    return site.graph()
        .add(node.operation(), List.of(a, b), Attributes.NONE, node.outputTypes().get(0), shape);
  }
}
