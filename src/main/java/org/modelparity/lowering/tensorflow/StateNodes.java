package org.modelparity.lowering.tensorflow;

import java.util.List;
import java.util.Map;
import org.modelparity.graph.Constant;
import org.modelparity.graph.Value;
import org.modelparity.lowering.LoweringException;
import org.modelparity.tensor.Tensor;

/** Variables, which are constants of the converted model, and operations that pass values on. */
final class StateNodes implements NodeHandlers.Family {
  /** Reads the variable of a VarHandleOp node of the main graph. */
  @FunctionalInterface
  interface Variables {
    Tensor read(String node) throws LoweringException;
  }

  private final Variables variables;
  private final Map<String, Constant> values = new java.util.HashMap<>();

  StateNodes(Variables variables) {
    this.variables = variables;
  }

  @Override
  public void register(NodeHandlers handlers) {
    handlers.add("VarHandleOp", n -> List.of(new TfValue.Variable(n.node().getName())));
    handlers.add("VariableV2", n -> List.of(new TfValue.Known(value(n.node().getName()))));
    handlers.add("ReadVariableOp", n -> List.of(new TfValue.Known(read(n.inputs().get(0)))));
    for (String same :
        List.of(
            "Identity",
            "PreventGradient",
            "StopGradient",
            "Snapshot",
            "CheckNumerics",
            "CheckNumericsV2",
            "EnsureShape",
            "PlaceholderWithDefault",
            "DebugGradientIdentity",
            "DeepCopy",
            "XlaSharding",
            "ReadVariableXlaSplitND")) {
      handlers.add(same, n -> List.of(n.inputs().get(0)));
    }
    handlers.add("IdentityN", NodeContext::inputs);
    handlers.add("XlaOptimizationBarrier", NodeContext::inputs);
    handlers.add("NoOp", n -> List.of());
    handlers.add(
        "VarIsInitializedOp", n -> List.of(new TfValue.Known(new Constant(Tensor.scalar(true)))));
    handlers.one(
        "VariableShape",
        n -> {
          Value v = read(n.inputs().get(0));
          return new Constant(Tensor.vector(v.shape().toIntArray()));
        });
  }

  /** The value of a variable, read once. */
  Value read(TfValue handle) {
    if (handle instanceof TfValue.Variable v) {
      return value(v.name());
    }
    throw new LoweringException("reads something that is not a variable of the model");
  }

  private Constant value(String node) {
    return values.computeIfAbsent(node, name -> new Constant(variables.read(name)));
  }
}
