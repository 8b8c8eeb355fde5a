package org.modelparity.lowering.tensorflow;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.modelparity.graph.Constant;
import org.modelparity.lowering.LoweringException;
import org.modelparity.tensor.ElementType;
import org.modelparity.tensor.Tensor;
import org.modelparity.tensorflow.DataTypes;
import org.modelparity.tensorflow.EagerRuntime;
import org.modelparity.tensorflow.TensorProtos;
import org.tensorflow.exceptions.TensorFlowException;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.OpDef;

/** Nodes whose inputs are all known: TensorFlow itself computes them, whatever they are. */
final class ConstantNodes {
  /** Passed on as they are, or executed by the interpreter itself. */
  private static final Set<String> NOT_COMPUTED =
      Set.of(
          "Identity",
          "IdentityN",
          "StatelessIf",
          "StatelessWhile",
          "StatelessCase",
          "PartitionedCall",
          "XlaCallModule",
          "Snapshot",
          "StopGradient",
          "PreventGradient",
          "PlaceholderWithDefault",
          "Placeholder",
          "EnsureShape",
          "CheckNumerics");

  private final EagerRuntime runtime;
  private final NodeOutputs outputs;

  ConstantNodes(EagerRuntime runtime, NodeOutputs outputs) {
    this.runtime = runtime;
    this.outputs = outputs;
  }

  boolean canCompute(NodeContext node) {
    if (node.operation().equals("Const")) {
      return true;
    }
    if (NOT_COMPUTED.contains(node.operation())
        || node.operation().startsWith("Xla")
        || !node.allConstant()) {
      return false;
    }
    Optional<OpDef> definition = outputs.definition(node.operation());
    return definition.isPresent()
        && !definition.get().getIsStateful()
        && definition.get().getOutputArgCount() > 0
        && types(node, definition.get()).isPresent();
  }

  List<TfValue> compute(NodeContext node) {
    if (node.operation().equals("Const")) {
      return List.of(new TfValue.Known(new Constant(constant(node))));
    }
    List<Tensor> inputs = new ArrayList<>();
    for (int i = 0; i < node.size(); i++) {
      inputs.add(node.constant(i));
    }
    OpDef definition = outputs.definition(node.operation()).orElseThrow();
    Map<String, AttrValue> attributes = new HashMap<>();
    for (OpDef.AttrDef attribute : definition.getAttrList()) {
      if (node.has(attribute.getName()) && !followsFromInputs(definition, attribute.getName())) {
        attributes.put(attribute.getName(), node.attribute(attribute.getName()));
      }
    }
    try {
      return runtime
          .run(node.operation(), inputs, attributes, types(node, definition).orElseThrow())
          .stream()
          .<TfValue>map(t -> new TfValue.Known(new Constant(t)))
          .toList();
    } catch (TensorFlowException e) {
      throw new LoweringException("TensorFlow cannot compute it: " + e.getMessage());
    }
  }

  private static Tensor constant(NodeContext node) {
    AttrValue value = node.attribute("value");
    try {
      return TensorProtos.of(value.getTensor());
    } catch (IllegalArgumentException e) {
      throw new LoweringException(
          "constant of type " + value.getTensor().getDtype() + " is not converted");
    }
  }

  private static boolean followsFromInputs(OpDef definition, String attribute) {
    return definition.getInputArgList().stream()
        .anyMatch(
            a ->
                a.getTypeAttr().equals(attribute)
                    || a.getNumberAttr().equals(attribute)
                    || a.getTypeListAttr().equals(attribute));
  }

  /** The types of all outputs; empty where one is not a type of elements. */
  private static Optional<List<ElementType>> types(NodeContext node, OpDef definition) {
    List<ElementType> types = new ArrayList<>();
    for (OpDef.ArgDef output : definition.getOutputArgList()) {
      List<DataType> own;
      if (!output.getTypeListAttr().isEmpty()) {
        own = node.attribute(output.getTypeListAttr()).getList().getTypeList();
      } else {
        DataType type =
            output.getTypeAttr().isEmpty()
                ? output.getType()
                : node.attribute(output.getTypeAttr()).getType();
        own =
            java.util.Collections.nCopies(
                NodeOutputs.count(output, node.node().getAttrMap()), type);
      }
      for (DataType type : own) {
        Optional<ElementType> element = DataTypes.elements(type);
        if (element.isEmpty()) {
          return Optional.empty();
        }
        types.add(element.get());
      }
    }
    return Optional.of(types);
  }
}
