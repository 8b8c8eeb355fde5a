package org.modelparity.lowering.tensorflow;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.modelparity.graph.Constant;
import org.modelparity.graph.Value;
import org.modelparity.lowering.LoweringException;
import org.modelparity.tensor.ElementType;
import org.modelparity.tensor.Shape;
import org.modelparity.tensor.Tensor;
import org.modelparity.tensorflow.DataTypes;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.OpDef;

/** One node in execution: its inputs, and its attributes with TensorFlow's defaults. */
record NodeContext(
    NodeDef node, List<TfValue> inputs, int outputs, Interpreter interpreter, NodeOutputs catalog) {

  /** The same node with other inputs. */
  NodeContext with(List<TfValue> others) {
    return new NodeContext(node, others, outputs, interpreter, catalog);
  }

  String operation() {
    return node.getOp();
  }

  int size() {
    return inputs.size();
  }

  /** Input {@code i} as a tensor. */
  Value in(int i) {
    if (i >= inputs.size()) {
      throw new LoweringException("has " + inputs.size() + " inputs, but needs more");
    }
    if (inputs.get(i) instanceof TfValue.Known known) {
      return known.value();
    }
    throw new LoweringException("input " + i + " is not a tensor");
  }

  /** All inputs from {@code from} to before {@code to} as tensors. */
  List<Value> values(int from, int to) {
    List<Value> values = new ArrayList<>();
    for (int i = from; i < to; i++) {
      values.add(in(i));
    }
    return values;
  }

  boolean isConstant(int i) {
    return inputs.get(i) instanceof TfValue.Known known && known.value() instanceof Constant;
  }

  boolean allConstant() {
    return inputs.stream()
        .allMatch(v -> v instanceof TfValue.Known known && known.value() instanceof Constant);
  }

  /** Input {@code i}, which must be known at conversion. */
  Tensor constant(int i) {
    if (in(i) instanceof Constant constant) {
      return constant.tensor();
    }
    throw new LoweringException(
        "input " + i + " depends on the model's inputs, but must be known at conversion");
  }

  int[] ints(int i) {
    return constant(i).toInts();
  }

  long[] longs(int i) {
    return constant(i).toLongs();
  }

  int integer(int i) {
    return Math.toIntExact(constant(i).getLong(0));
  }

  boolean has(String attribute) {
    return node.containsAttr(attribute);
  }

  AttrValue attribute(String name) {
    AttrValue given = node.getAttrMap().get(name);
    if (given != null) {
      return given;
    }
    return catalog
        .definition(node.getOp())
        .flatMap(d -> d.getAttrList().stream().filter(a -> a.getName().equals(name)).findFirst())
        .map(OpDef.AttrDef::getDefaultValue)
        .orElseThrow(() -> new LoweringException("has no attribute " + name));
  }

  boolean flag(String name) {
    return attribute(name).getB();
  }

  long number(String name) {
    return attribute(name).getI();
  }

  float real(String name) {
    return attribute(name).getF();
  }

  String text(String name) {
    return attribute(name).getS().toStringUtf8();
  }

  ElementType type(String name) {
    return DataTypes.elements(attribute(name).getType())
        .orElseThrow(
            () -> new LoweringException("type " + attribute(name).getType() + " is not converted"));
  }

  int[] intList(String name) {
    return attribute(name).getList().getIList().stream().mapToInt(Math::toIntExact).toArray();
  }

  String function(String name) {
    return attribute(name).getFunc().getName();
  }

  /** A non-negative axis for a tensor of this rank. */
  static int axis(long axis, int rank) {
    long positive = axis < 0 ? axis + rank : axis;
    if (positive < 0 || positive >= Math.max(rank, 1)) {
      throw new LoweringException(
          String.format(Locale.ROOT, "axis %d of a tensor of rank %d", axis, rank));
    }
    return (int) positive;
  }

  /** Non-negative axes, ascending, without repetition. */
  static int[] axes(int[] given, int rank) {
    return java.util.Arrays.stream(given).map(a -> axis(a, rank)).sorted().distinct().toArray();
  }

  static Shape shape(List<Long> dimensions) {
    return Shape.of(dimensions.stream().mapToLong(Long::longValue).toArray());
  }
}
