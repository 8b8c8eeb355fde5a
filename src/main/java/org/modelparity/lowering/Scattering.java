package org.modelparity.lowering;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.stream.IntStream;
import org.modelparity.graph.GraphBuilder;
import org.modelparity.graph.Value;
import org.modelparity.tensor.ElementType;
import org.modelparity.tensor.Shape;

/**
 * Scatters, as updates of rows of a table: a row is all trailing dimensions of the operand that
 * windows cover wholly. What is out of bounds goes to a row behind the last one.
 */
final class Scattering {
  private final Primitives primitives;
  private final Shapes shapes;
  private final Bits bits;
  private final Starts starts;
  private final Reductions reductions;
  private final RowUpdates updatesOfRows;

  Scattering(GraphBuilder graph) {
    this.primitives = new Primitives(graph);
    this.shapes = new Shapes(graph);
    this.bits = new Bits(graph);
    this.starts = new Starts(graph);
    this.reductions = new Reductions(graph);
    this.updatesOfRows = new RowUpdates(graph);
  }

  Value reduce(Reducer kind, Value operand, Value indices, Value updates, ScatterSpec spec) {
    Reducer reducer = kind.on(operand.type());
    boolean summed = reducer == Reducer.ADD;
    if (!summed || nothing(operand, updates)) {
      return combine(
              List.of(operand),
              indices,
              List.of(updates),
              spec,
              (a, b) -> List.of(reductions.combine(reducer, a.get(0), b.get(0))))
          .get(0);
    }
    Places places = places(operand.shape(), indices, updates.shape(), spec);
    Value sums = updatesOfRows.sums(places.table(), places.rows(), flat(updates, places, spec));
    Value sum = shapes.reshape(sums, operand.shape());
    return reducer.isIdentity(operand) ? sum : reductions.combine(reducer, operand, sum);
  }

  Value replace(Value operand, Value indices, Value updates, ScatterSpec spec) {
    if (nothing(operand, updates)) {
      return operand;
    }
    Places places = places(operand.shape(), indices, updates.shape(), spec);
    Value table = shapes.reshape(operand, places.table());
    return shapes.reshape(
        updatesOfRows.replace(
            table, places.rows(), flat(updates, places, spec), spec.uniqueIndices()),
        operand.shape());
  }

  List<Value> combine(
      List<Value> operands,
      Value indices,
      List<Value> updates,
      ScatterSpec spec,
      BinaryOperator<List<Value>> combiner) {
    if (nothing(operands.get(0), updates.get(0))) {
      return operands;
    }
    Shape shape = operands.get(0).shape();
    Places places = places(shape, indices, updates.get(0).shape(), spec);
    List<Value> tables = operands.stream().map(o -> shapes.reshape(o, places.table())).toList();
    List<Value> rows = updates.stream().map(u -> flat(u, places, spec)).toList();
    return rows(tables, places.rows(), rows, combiner, spec.uniqueIndices()).stream()
        .map(t -> shapes.reshape(t, shape))
        .toList();
  }

  List<Value> rows(
      List<Value> tables,
      Value places,
      List<Value> updates,
      BinaryOperator<List<Value>> combiner,
      boolean unique) {
    return updatesOfRows.combine(tables, places, updates, Optional.of(combiner), unique);
  }

  private static boolean nothing(Value operand, Value updates) {
    return operand.shape().size() == 0 || updates.shape().size() == 0;
  }

  /**
   * @param table [rows, width]
   * @param rows the row of each update, [n]; the number of rows for those out of bounds
   */
  private record Places(Shape table, Value rows) {}

  private Places places(Shape operand, Value indices, Shape updates, ScatterSpec spec) {
    int rank = operand.rank();
    List<Long> window = new ArrayList<>();
    int next = 0;
    for (int d = 0; d < rank; d++) {
      boolean inserted =
          spec.insertedWindowDims().contains(d) || spec.inputBatchingDims().contains(d);
      window.add(inserted ? 1L : updates.dimension(spec.updateWindowDims().get(next++)));
    }
    int whole = rank;
    while (whole > 0
        && window.get(whole - 1) == operand.dimension(whole - 1)
        && !spec.scatterDimsToOperandDims().contains(whole - 1)
        && !spec.inputBatchingDims().contains(whole - 1)) {
      whole--;
    }
    RowNumbers rows = new RowNumbers(primitives, shapes, operand, whole);
    List<Value> components = starts.components(indices, spec.indexVectorDim());
    Value inside = Literals.scalar(ElementType.BOOL, 1);
    for (int i = 0; i < components.size(); i++) {
      int axis = spec.scatterDimsToOperandDims().get(i);
      long most = operand.dimension(axis) - window.get(axis);
      Value start = starts.orOutside(components.get(i), most);
      rows.addStarts(axis, start);
      Value within =
          bits.and(
              primitives.compare("GreaterEqual", start, Literals.int32(0)),
              primitives.compare("LessEqual", start, Literals.int32((int) most)));
      inside = i == 0 ? within : bits.and(inside, within);
    }
    for (int i = 0; i < spec.inputBatchingDims().size(); i++) {
      rows.addBatch(
          spec.inputBatchingDims().get(i),
          indices.shape(),
          spec.indexVectorDim(),
          spec.scatterIndicesBatchingDims().get(i));
    }
    long count = Starts.batchShape(indices.shape(), spec.indexVectorDim()).size();
    Value numbers = rows.numbers(count, IntStream.range(0, whole).boxed().toList(), window);
    Value dropped = Literals.int32((int) rows.count());
    Value mask = shapes.reshape(shapes.broadcastTo(inside, Shape.of(count)), Shape.of(count, 1));
    Value safe = primitives.select(mask, numbers, dropped);
    return new Places(
        Shape.of(rows.count(), rows.width()),
        shapes.reshape(safe, Shape.of(numbers.shape().size())));
  }

  /** Updates as rows, in the order of the indices. */
  private Value flat(Value updates, Places places, ScatterSpec spec) {
    int rank = updates.shape().rank();
    int[] order =
        IntStream.concat(
                IntStream.range(0, rank).filter(d -> !spec.updateWindowDims().contains(d)),
                spec.updateWindowDims().stream().mapToInt(Integer::intValue))
            .toArray();
    return shapes.reshape(
        shapes.transpose(updates, order),
        Shape.of(places.rows().shape().dimension(0), places.table().dimension(1)));
  }
}
