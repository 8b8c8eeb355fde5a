package org.modelparity.target;

import java.util.ArrayList;
import java.util.List;
import org.modelparity.graph.FixedBatchException;
import org.modelparity.graph.FreeBatch;
import org.modelparity.graph.PortableGraph;

/**
 * A program's portable graph in the forms of a target.
 *
 * @param graph for every size of the batch, if {@code anyBatch}, else for the inputs' shapes
 * @param notes those of the graph, and why its batch is not free where the program's is
 */
public record LoweredGraph(PortableGraph graph, boolean anyBatch, List<String> notes) {
  public LoweredGraph {
    notes = List.copyOf(notes);
  }

  /** A target's own forms of operations. */
  @FunctionalInterface
  public interface Forms {
    PortableGraph apply(PortableGraph graph) throws ConversionException;
  }

  /**
   * Lowers a program, and keeps its batch free if it is and if that can be.
   *
   * @throws ConversionException if the program cannot be lowered for its inputs' shapes
   */
  static LoweredGraph of(ConversionRequest request, Forms forms) throws ConversionException {
    PortableGraph graph = request.portableGraph().get();
    List<String> notes = new ArrayList<>(graph.notes());
    if (request.batch().isPresent()) {
      BatchLowering batch = request.batch().get();
      try {
        PortableGraph first = forms.apply(batch.first().get());
        PortableGraph second = forms.apply(batch.second().get());
        PortableGraph free = FreeBatch.of(first, second, batch.firstSize(), batch.secondSize());
        return new LoweredGraph(free, true, notes);
      } catch (FixedBatchException | ConversionException e) {
        notes.add("the batch is fixed: " + e.getMessage());
      }
    }
    return new LoweredGraph(forms.apply(graph), false, notes);
  }

  /** The same program for its inputs' shapes only. */
  public static LoweredGraph fixed(ConversionRequest request, Forms forms, String reason)
      throws ConversionException {
    PortableGraph graph = request.portableGraph().get();
    List<String> notes = new ArrayList<>(graph.notes());
    notes.add("the batch is fixed: " + reason);
    return new LoweredGraph(forms.apply(graph), false, notes);
  }
}
