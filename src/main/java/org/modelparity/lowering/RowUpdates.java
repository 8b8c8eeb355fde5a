package org.modelparity.lowering;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BinaryOperator;
import org.modelparity.graph.Constant;
import org.modelparity.graph.GraphBuilder;
import org.modelparity.graph.Value;
import org.modelparity.tensor.ElementType;
import org.modelparity.tensor.Shape;

/**
 * Updates rows of a table. Of the kernels that scatter, only ScatterNd is right on every target,
 * and it adds: sums come from it directly; for everything else it makes the inverse index (which
 * update each row gets), after updates of the same row have been combined.
 */
final class RowUpdates {
  private final Primitives primitives;
  private final Shapes shapes;
  private final Elementwise elementwise;

  RowUpdates(GraphBuilder graph) {
    this.primitives = new Primitives(graph);
    this.shapes = new Shapes(graph);
    this.elementwise = new Elementwise(graph);
  }

  /** The sums of the updates of each row. */
  Value sums(Shape table, Value places, Value updates) {
    ElementType type = updates.type();
    boolean narrow = type.isInteger() && type.bits() < 32 && !Literals.isConstant(updates, places);
    Value summands = narrow ? wide(updates) : updates;
    Shape withTrash = table.with(0, table.dimension(0) + 1);
    Value sums = primitives.scatterNd(places, summands, withTrash);
    Value kept = shapes.slice(sums, 0, 0, table.dimension(0));
    return narrow ? elementwise.convert(kept, type) : kept;
  }

  private Value wide(Value x) {
    return x instanceof Constant
        ? elementwise.convert(x, ElementType.INT32)
        : primitives.retype(x, ElementType.INT32);
  }

  /** Rows replaced by their last update. */
  Value replace(Value table, Value places, Value updates, boolean unique) {
    Optional<Integer> run = run(places, table.shape().dimension(0));
    if (run.isPresent()) {
      long first = run.get();
      long behind = first + updates.shape().dimension(0);
      return shapes.concatenate(
          List.of(
              shapes.slice(table, 0, 0, first),
              updates,
              shapes.slice(table, 0, behind, table.shape().dimension(0))),
          0);
    }
    return combine(List.of(table), places, List.of(updates), Optional.empty(), unique).get(0);
  }

  /**
   * Rows combined with their updates.
   *
   * @param combiner none if the last update replaces
   */
  List<Value> combine(
      List<Value> tables,
      Value places,
      List<Value> updates,
      Optional<BinaryOperator<List<Value>>> combiner,
      boolean unique) {
    long rows = tables.get(0).shape().dimension(0);
    Value at = places;
    List<Value> one = updates;
    if (!unique && !distinct(places, rows)) {
      Value order = ascending(places);
      Value sorted = primitives.gather(places, order, 0);
      List<Value> arranged = updates.stream().map(u -> primitives.gather(u, order, 0)).toList();
      one = combiner.map(c -> runningTotals(sorted, arranged, c)).orElse(arranged);
      at = onlyLast(sorted, rows);
    }
    return place(tables, at, one, combiner);
  }

  private List<Value> place(
      List<Value> tables,
      Value places,
      List<Value> updates,
      Optional<BinaryOperator<List<Value>>> combiner) {
    long rows = tables.get(0).shape().dimension(0);
    long n = places.shape().dimension(0);
    Value numbers = Literals.ofIndex(ElementType.INT32, Shape.of(n), i -> i + 1L);
    Value inverse =
        shapes.slice(primitives.scatterNd(places, numbers, Shape.of(rows + 1)), 0, 0, rows);
    Value updated =
        shapes.reshape(
            primitives.compare("Greater", inverse, Literals.int32(0)), Shape.of(rows, 1));
    Value source =
        primitives.int32(
            "Maximum", primitives.int32("Sub", inverse, Literals.int32(1)), Literals.int32(0));
    List<Value> arrived = updates.stream().map(u -> primitives.gather(u, source, 0)).toList();
    List<Value> combined = combiner.map(c -> c.apply(tables, arrived)).orElse(arrived);
    List<Value> result = new ArrayList<>();
    for (int i = 0; i < tables.size(); i++) {
      result.add(elementwise.select(updated, combined.get(i), tables.get(i)));
    }
    return result;
  }

  /** The stable order that sorts places; TopKV2 keeps the order of equal ones. */
  private Value ascending(Value places) {
    Value descending = primitives.int32("Sub", Literals.int32(-1), places);
    return primitives.topK(descending, Math.toIntExact(places.shape().size())).get(1);
  }

  /** Every update combined with those before it of the same place, in log n steps. */
  private List<Value> runningTotals(
      Value sorted, List<Value> updates, BinaryOperator<List<Value>> combiner) {
    long n = sorted.shape().dimension(0);
    List<Value> totals = updates;
    for (long step = 1; step < n; step *= 2) {
      Value same =
          primitives.compare(
              "Equal", shapes.slice(sorted, 0, step, n), shapes.slice(sorted, 0, 0, n - step));
      if (Literals.isSplat(same, Literals.scalar(ElementType.BOOL, 0))) {
        break;
      }
      Value joined = shapes.reshape(same, Shape.of(n - step, 1));
      List<Value> before = new ArrayList<>();
      List<Value> here = new ArrayList<>();
      for (Value total : totals) {
        before.add(shapes.slice(total, 0, 0, n - step));
        here.add(shapes.slice(total, 0, step, n));
      }
      List<Value> combined = combiner.apply(before, here);
      List<Value> next = new ArrayList<>();
      for (int i = 0; i < totals.size(); i++) {
        Value rest = elementwise.select(joined, combined.get(i), here.get(i));
        next.add(shapes.concatenate(List.of(shapes.slice(totals.get(i), 0, 0, step), rest), 0));
      }
      totals = next;
    }
    return totals;
  }

  /** All but the last of equal places moved out of the table. */
  private Value onlyLast(Value sorted, long rows) {
    long n = sorted.shape().dimension(0);
    Value following =
        shapes.concatenate(List.of(shapes.slice(sorted, 0, 1, n), Literals.vector(-1)), 0);
    Value last = primitives.compare("NotEqual", sorted, following);
    return primitives.select(last, sorted, Literals.int32((int) rows));
  }

  /** Whether places are known and differ. */
  private static boolean distinct(Value places, long rows) {
    if (places.shape().size() <= 1) {
      return true;
    }
    if (!(places instanceof Constant c)) {
      return false;
    }
    Set<Integer> seen = new HashSet<>();
    for (int place : c.tensor().toInts()) {
      if (place != rows && !seen.add(place)) {
        return false;
      }
    }
    return true;
  }

  /** The first of known places that follow one another. */
  private static Optional<Integer> run(Value places, long rows) {
    if (!(places instanceof Constant c)) {
      return Optional.empty();
    }
    int[] numbers = c.tensor().toInts();
    for (int i = 0; i < numbers.length; i++) {
      if (numbers[i] != numbers[0] + i || numbers[i] >= rows) {
        return Optional.empty();
      }
    }
    return Optional.of(numbers[0]);
  }
}
