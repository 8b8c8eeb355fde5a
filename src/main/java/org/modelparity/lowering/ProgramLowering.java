package org.modelparity.lowering;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.modelparity.graph.Constant;
import org.modelparity.graph.FoldingGraphBuilder;
import org.modelparity.graph.GraphBuilder;
import org.modelparity.graph.PortableGraph;
import org.modelparity.graph.Simplification;
import org.modelparity.graph.Value;
import org.modelparity.lowering.stablehlo.StableHloFrontend;
import org.modelparity.lowering.tensorflow.TensorFlowFrontend;
import org.modelparity.model.Program;
import org.modelparity.model.SavedModelProgram;
import org.modelparity.model.StableHloProgram;
import org.modelparity.tensor.Shape;
import org.modelparity.tensor.Signature;
import org.modelparity.tensor.Tensor;
import org.modelparity.tensor.TensorSpec;
import org.modelparity.tensorflow.EagerRuntime;

/** Lowers one signature of a program, for given shapes of its inputs. */
public final class ProgramLowering {
  private final int unrollBudget;
  private final boolean simplify;

  public ProgramLowering() {
    this(Loops.NODE_BUDGET);
  }

  /**
   * @param unrollBudget nodes that unrolling one loop may add
   */
  public ProgramLowering(int unrollBudget) {
    this(unrollBudget, true);
  }

  private ProgramLowering(int unrollBudget, boolean simplify) {
    this.unrollBudget = unrollBudget;
    this.simplify = simplify;
  }

  /** A lowering without {@link Simplification}, to measure what that gains. */
  public static ProgramLowering withoutSimplification() {
    return new ProgramLowering(Loops.NODE_BUDGET, false);
  }

  /**
   * The signature as a portable graph, its inputs and outputs in the signature's order.
   *
   * @param shapes static shapes of inputs, by name; needed for those that have unknown dimensions
   * @throws LoweringException if the program cannot be lowered, naming everything that stands in
   *     the way
   */
  public PortableGraph lower(Program program, Signature signature, Map<String, Shape> shapes) {
    try (EagerRuntime runtime = new EagerRuntime();
        GraphBuilder graph = new FoldingGraphBuilder(runtime)) {
      Map<String, Value> inputs = new HashMap<>();
      for (TensorSpec input : signature.inputs()) {
        Shape shape = shapes.getOrDefault(input.name(), input.shape());
        checkShape(input, shape);
        inputs.put(input.name(), graph.input(input.name(), input.type(), shape));
      }
      List<Value> results =
          program instanceof StableHloProgram stableHlo
              ? run(stableHlo, inputs, graph)
              : new TensorFlowFrontend(runtime, unrollBudget)
                  .run((SavedModelProgram) program, signature, inputs, graph);
      if (results.size() != signature.outputs().size()) {
        throw new LoweringException(
            "the program has %d results, but its signature %d outputs"
                .formatted(results.size(), signature.outputs().size()));
      }
      List<PortableGraph.Output> outputs = new ArrayList<>();
      for (int i = 0; i < results.size(); i++) {
        outputs.add(new PortableGraph.Output(signature.outputs().get(i).name(), results.get(i)));
      }
      PortableGraph built = graph.build(outputs);
      return simplify ? Simplification.apply(built, runtime) : built;
    }
  }

  private static void checkShape(TensorSpec input, Shape shape) {
    if (input.type().isComplex()) {
      throw new LoweringException(
          "input %s is %s, which no target takes; export a function of its real and imaginary parts"
              .formatted(input.name(), input.type()));
    }
    if (!shape.isStatic()) {
      throw new LoweringException(
          "input %s has the shape %s; give inputs, so that the unknown sizes are known"
              .formatted(input.name(), shape));
    }
    Shape declared = input.shape();
    boolean fits = declared.rank() == shape.rank();
    for (int i = 0; fits && i < shape.rank(); i++) {
      fits = declared.dimension(i) == Shape.UNKNOWN || declared.dimension(i) == shape.dimension(i);
    }
    if (!fits) {
      throw new LoweringException(
          "input %s has the shape %s in the signature, not %s"
              .formatted(input.name(), declared, shape));
    }
  }

  private List<Value> run(StableHloProgram program, Map<String, Value> inputs, GraphBuilder graph) {
    List<Value> arguments = new ArrayList<>();
    for (StableHloProgram.Argument argument : program.arguments()) {
      if (argument instanceof StableHloProgram.Argument.Input input) {
        arguments.add(inputs.get(input.name()));
      } else if (argument instanceof StableHloProgram.Argument.PlatformIndex platform) {
        arguments.add(new Constant(Tensor.scalar(platform.index())));
      }
    }
    return new StableHloFrontend(graph, unrollBudget).run(program.module(), arguments);
  }
}
