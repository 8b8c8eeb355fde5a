package org.modelparity.lowering.stablehlo;

import java.util.ArrayList;
import java.util.List;
import org.modelparity.graph.GraphBuilder;
import org.modelparity.graph.Value;
import org.modelparity.lowering.Bits;
import org.modelparity.lowering.Complexes;
import org.modelparity.lowering.Convolutions;
import org.modelparity.lowering.Elementwise;
import org.modelparity.lowering.Fourier;
import org.modelparity.lowering.Indexing;
import org.modelparity.lowering.LinearAlgebra;
import org.modelparity.lowering.Loops;
import org.modelparity.lowering.LoweringException;
import org.modelparity.lowering.Matrices;
import org.modelparity.lowering.Reductions;
import org.modelparity.lowering.Shapes;
import org.modelparity.lowering.Sorting;
import org.modelparity.lowering.Windows;
import org.modelparity.stablehlo.Location;
import org.modelparity.stablehlo.Module;

/**
 * Lowers StableHLO programs by executing them symbolically: calls are inlined, branches on
 * constants taken, loops with constant conditions unrolled within a budget. Dynamic dimensions take
 * the sizes that they have for the given arguments.
 */
public final class StableHloFrontend {
  private final OperationTable table;

  /** With the budget of nodes for unrolling that {@link Loops} has. */
  public StableHloFrontend(GraphBuilder graph) {
    this(graph, Loops.NODE_BUDGET);
  }

  /**
   * @param unrollBudget nodes that unrolling one loop may add
   */
  public StableHloFrontend(GraphBuilder graph, int unrollBudget) {
    Elementwise elementwise = new Elementwise(graph);
    Shapes shapes = new Shapes(graph);
    Complexes complexes = new Complexes(graph);
    Sorting sorting = new Sorting(graph);
    LinearAlgebra algebra = new LinearAlgebra(graph);
    table =
        new OperationTable(
            List.of(
                new ElementwiseOperations(elementwise, new Bits(graph), complexes),
                new ShapeOperations(shapes),
                new ContractionOperations(new Matrices(graph), new Convolutions(graph), complexes),
                new ReductionOperations(new Reductions(graph), new Windows(graph)),
                new IndexingOperations(new Indexing(graph)),
                new SortOperations(sorting),
                new ControlFlowOperations(new Loops(graph, unrollBudget)),
                new ComplexOperations(complexes, new Fourier(graph)),
                new NormalizationOperations(elementwise, shapes),
                new LinearAlgebraOperations(algebra),
                new RandomOperations(),
                new Composites(elementwise, sorting),
                new CustomCalls(elementwise, shapes, sorting, new LapackCalls(graph))));
  }

  /**
   * Runs {@code main} of a module.
   *
   * @param arguments one for each argument of {@code main}, of static shape
   * @return its results
   * @throws LoweringException if operations cannot be lowered: all of them, with the places in the
   *     user's program that they come from
   */
  public List<Value> run(Module module, List<Value> arguments) {
    Interpreter interpreter = new Interpreter(module, table);
    List<HloValue> given = arguments.stream().<HloValue>map(HloValue.Known::new).toList();
    List<HloValue> results = interpreter.call("main", given, new Location.Unknown());
    List<String> refusals = interpreter.refusals();
    if (!refusals.isEmpty()) {
      throw new LoweringException(String.join("; ", refusals));
    }
    List<Value> values = new ArrayList<>();
    for (HloValue result : results) {
      if (!(result instanceof HloValue.Known known)) {
        throw new LoweringException("main has a result that is no tensor");
      }
      values.add(known.value());
    }
    return values;
  }
}
