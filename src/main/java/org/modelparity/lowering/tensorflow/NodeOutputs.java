package org.modelparity.lowering.tensorflow;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.modelparity.tensorflow.OperationCatalog;
import org.tensorflow.exceptions.TensorFlowException;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.FunctionDef;
import org.tensorflow.proto.FunctionDefLibrary;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.OpDef;

/** How the outputs of nodes are named and counted, which references inside functions need. */
final class NodeOutputs {
  private final OperationCatalog catalog;
  private final Map<String, Optional<OpDef>> definitions = new HashMap<>();

  NodeOutputs(OperationCatalog catalog, FunctionDefLibrary library) {
    this.catalog = catalog;
    for (FunctionDef function : library.getFunctionList()) {
      definitions.put(function.getSignature().getName(), Optional.of(function.getSignature()));
    }
  }

  /** The definition of an operation or function; empty if this TensorFlow does not know it. */
  Optional<OpDef> definition(String operation) {
    return definitions.computeIfAbsent(operation, this::find);
  }

  private Optional<OpDef> find(String operation) {
    try {
      return Optional.of(catalog.definition(operation));
    } catch (TensorFlowException e) {
      return Optional.empty();
    }
  }

  /** How many tensors an output argument of a node stands for. */
  static int count(OpDef.ArgDef argument, Map<String, AttrValue> attributes) {
    AttrValue none = AttrValue.getDefaultInstance();
    if (!argument.getNumberAttr().isEmpty()) {
      return Math.toIntExact(attributes.getOrDefault(argument.getNumberAttr(), none).getI());
    }
    if (!argument.getTypeListAttr().isEmpty()) {
      return attributes.getOrDefault(argument.getTypeListAttr(), none).getList().getTypeCount();
    }
    return 1;
  }

  /** The position among all outputs of an argument's first tensor; 0 if it is not known. */
  int firstOutput(NodeDef node, String argument) {
    int position = 0;
    Optional<OpDef> definition = definition(node.getOp());
    if (definition.isPresent()) {
      for (OpDef.ArgDef output : definition.get().getOutputArgList()) {
        if (output.getName().equals(argument)) {
          return position;
        }
        position += count(output, node.getAttrMap());
      }
    }
    return 0;
  }

  /** The number of outputs of a node; 1 if its operation is not known. */
  int outputs(NodeDef node) {
    return definition(node.getOp())
        .map(d -> d.getOutputArgList().stream().mapToInt(o -> count(o, node.getAttrMap())).sum())
        .orElse(1);
  }
}
