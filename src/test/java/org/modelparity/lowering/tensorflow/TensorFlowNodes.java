package org.modelparity.lowering.tensorflow;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.modelparity.graph.Attributes;
import org.modelparity.tensor.ElementType;
import org.modelparity.tensor.Tensor;
import org.modelparity.tensorflow.OperationCatalog;
import org.modelparity.tensorflow.TensorProtos;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;

/** Writes TensorFlow graphs of any operation; an operand is the name of its node. */
final class TensorFlowNodes {
  private final OperationCatalog catalog;
  private final GraphDef.Builder graph = GraphDef.newBuilder();
  private final Map<String, ElementType> types = new HashMap<>();

  TensorFlowNodes(OperationCatalog catalog) {
    this.catalog = catalog;
  }

  GraphDef graph() {
    return graph.build();
  }

  String input(String name, ElementType type) {
    graph.addNode(
        NodeDef.newBuilder()
            .setName(name)
            .setOp("Placeholder")
            .putAttr("dtype", Attributes.of(type)));
    types.put(name, type);
    return name;
  }

  String constant(Tensor tensor) {
    String name = "c" + graph.getNodeCount();
    graph.addNode(
        NodeDef.newBuilder()
            .setName(name)
            .setOp("Const")
            .putAttr("dtype", Attributes.of(tensor.type()))
            .putAttr("value", AttrValue.newBuilder().setTensor(TensorProtos.of(tensor)).build()));
    types.put(name, tensor.type());
    return name;
  }

  String ints(int... values) {
    return constant(Tensor.vector(values));
  }

  String number(int value) {
    return constant(Tensor.scalar(value));
  }

  String number(float value) {
    return constant(Tensor.scalar(value));
  }

  /** An operation whose result has the type of its first operand. */
  String op(String operation, String... operands) {
    return op(types.get(operands[0]), operation, operands);
  }

  String op(ElementType type, String operation, String... operands) {
    return op(type, operation, Map.of(), operands);
  }

  /**
   * @param type of the first output
   * @param attributes besides those that follow from types
   */
  String op(
      ElementType type, String operation, Map<String, AttrValue> attributes, String... operands) {
    String name = operation + "_" + graph.getNodeCount();
    NodeDef.Builder node = NodeDef.newBuilder().setName(name).setOp(operation);
    List.of(operands).forEach(node::addInput);
    if (catalog.definition(operation).getOutputArgCount() == 1) {
      node.putAllAttr(catalog.outputAttributes(operation, List.of(type)));
    }
    node.putAllAttr(
        catalog.inputAttributes(operation, Stream.of(operands).map(types::get).toList()));
    node.putAllAttr(attributes);
    graph.addNode(node);
    types.put(name, type);
    return name;
  }

  /** Gives a node its name in the signature. */
  void output(String name, String operand) {
    graph.addNode(
        NodeDef.newBuilder()
            .setName(name)
            .setOp("Identity")
            .addInput(operand)
            .putAttr("T", Attributes.of(types.get(operand))));
  }
}
