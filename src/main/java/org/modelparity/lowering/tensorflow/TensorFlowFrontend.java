package org.modelparity.lowering.tensorflow;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.modelparity.graph.GraphBuilder;
import org.modelparity.graph.Value;
import org.modelparity.lowering.Complexes;
import org.modelparity.lowering.Loops;
import org.modelparity.lowering.LoweringException;
import org.modelparity.lowering.Shapes;
import org.modelparity.model.ModelException;
import org.modelparity.model.SavedModelProgram;
import org.modelparity.model.VariableBindings;
import org.modelparity.tensor.Signature;
import org.modelparity.tensor.TensorSpec;
import org.modelparity.tensorflow.EagerRuntime;
import org.tensorflow.proto.SignatureDef;

/**
 * Lowers a signature of a SavedModel: executes its functions symbolically over a {@link
 * GraphBuilder}, so that calls are inlined, variables are constants and only what the outputs need
 * is left.
 */
public final class TensorFlowFrontend {
  private final EagerRuntime runtime;
  private final int budget;

  /**
   * @param runtime computes what is constant
   * @param budget nodes that one unrolled loop may add
   */
  public TensorFlowFrontend(EagerRuntime runtime, int budget) {
    this.runtime = runtime;
    this.budget = budget;
  }

  /**
   * The outputs of one signature, in its order.
   *
   * @param inputs by the signature's names, of static shapes
   * @throws LoweringException if operations have no portable form; the message names them all
   */
  public List<Value> run(
      SavedModelProgram program,
      Signature signature,
      Map<String, Value> inputs,
      GraphBuilder graph) {
    SignatureDef entry = program.graph().getSignatureDefMap().get(signature.name());
    List<String> placeholders = new ArrayList<>();
    List<TfValue> arguments = new ArrayList<>();
    for (TensorSpec input : signature.inputs()) {
      placeholders.add(Interpreter.nodeName(entry.getInputsOrThrow(input.name()).getName()));
      arguments.add(new TfValue.Known(inputs.get(input.name())));
    }
    List<String> results =
        signature.outputs().stream().map(o -> entry.getOutputsOrThrow(o.name()).getName()).toList();
    Interpreter interpreter = interpreter(program, graph);
    List<TfValue> values =
        interpreter.run(
            FunctionBody.of(program.graph().getGraphDef(), placeholders, results), arguments);
    if (!interpreter.refusals().isEmpty()) {
      throw new LoweringException(String.join("; ", interpreter.refusals()));
    }
    List<Value> outputs = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      if (!(values.get(i) instanceof TfValue.Known known)) {
        throw new LoweringException(
            "output " + signature.outputs().get(i).name() + " is not a tensor");
      }
      outputs.add(known.value());
    }
    return outputs;
  }

  private Interpreter interpreter(SavedModelProgram program, GraphBuilder graph) {
    var library = program.graph().getGraphDef().getLibrary();
    NodeOutputs outputs = new NodeOutputs(runtime.catalog(), library);
    VariableBindings bindings = VariableBindings.of(program);
    StateNodes state =
        new StateNodes(
            node -> {
              try {
                return bindings.read(node);
              } catch (ModelException e) {
                throw new LoweringException(e.getMessage());
              }
            });
    NodeHandlers handlers =
        new NodeHandlers(
            new ConstantNodes(runtime, outputs),
            new Complexes(graph),
            List.of(
                state,
                new ControlNodes(graph, new Loops(graph), budget),
                new TensorListNodes(new Shapes(graph)),
                new ElementwiseNodes(graph),
                new ActivationNodes(graph),
                new ShapeNodes(graph),
                new IndexNodes(graph, state),
                new MatrixNodes(graph),
                new ConvolutionNodes(graph),
                new PoolingNodes(graph),
                new ReductionNodes(graph),
                new ComplexNodes(graph),
                new ImageNodes(graph, runtime),
                new XlaNodes(graph, budget)));
    return new Interpreter(library, outputs, handlers, new VariableWrites(library, graph::note));
  }
}
