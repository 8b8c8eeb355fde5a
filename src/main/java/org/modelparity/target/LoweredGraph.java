package org.modelparity.target;

import java.util.ArrayList;
import java.util.List;
import org.modelparity.graph.FixedBatchException;
import org.modelparity.graph.FreeBatch;
import org.modelparity.graph.PortableGraph;

/**
 * A program's portable graph in the forms of a target.
 *
 * @param source the graph as it was lowered, with the program's types
 * @param graph for every size of the batch, if {@code anyBatch}, else for the inputs' shapes
 * @param notes those of the graph, and why its batch is not free where the program's is
 */
public record LoweredGraph(
    PortableGraph source, PortableGraph graph, boolean anyBatch, List<String> notes) {
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
    if (request.batch().isEmpty()) {
      PortableGraph graph = request.portableGraph().get();
      return new LoweredGraph(graph, forms.apply(graph), false, graph.notes());
    }
    BatchLowering batch = request.batch().get();
    try {
      PortableGraph source = batch.first().get();
      PortableGraph first = forms.apply(source);
      PortableGraph second = forms.apply(batch.second().get());
      PortableGraph free = FreeBatch.of(first, second, batch.firstSize(), batch.secondSize());
      return new LoweredGraph(source, free, true, source.notes());
    } catch (FixedBatchException | ConversionException e) {
      return fixed(request, forms, e.getMessage());
    }
  }

  /**
   * The same program for its inputs' shapes only.
   *
   * @param reason why its batch is not free
   */
  public static LoweredGraph fixed(ConversionRequest request, Forms forms, String reason)
      throws ConversionException {
    PortableGraph graph = request.portableGraph().get();
    List<String> notes = new ArrayList<>(graph.notes());
    notes.add("the batch is fixed: " + reason);
    return new LoweredGraph(graph, forms.apply(graph), false, notes);
  }
}
