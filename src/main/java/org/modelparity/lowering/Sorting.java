package org.modelparity.lowering;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.modelparity.graph.GraphBuilder;
import org.modelparity.graph.Value;
import org.modelparity.tensor.ElementType;
import org.modelparity.tensor.Shape;

/**
 * Sorts, by TopKV2 of all elements, which keeps the order of equal ones on every target: one pass
 * for each key, the least important first.
 */
public final class Sorting {
  private final Primitives primitives;
  private final Shapes shapes;
  private final SortKeys keys;

  public Sorting(GraphBuilder graph) {
    this.primitives = new Primitives(graph);
    this.shapes = new Shapes(graph);
    this.keys = new SortKeys(graph);
  }

  /**
   * StableHLO {@code sort}; always stable.
   *
   * @param operands real tensors of one shape
   * @return the operands, all in the order of the keys along the axis
   */
  public List<Value> sort(List<Value> operands, int axis, boolean stable, SortOrder order) {
    Shape shape = operands.get(0).shape();
    if (shape.size() == 0 || shape.dimension(axis) == 1) {
      return operands;
    }
    List<Value> rows = operands.stream().map(o -> rows(o, axis)).toList();
    Value places = order(rows, order);
    return rows.stream().map(r -> restored(inRows(r, places), shape, axis)).toList();
  }

  /**
   * The k largest elements of the last axis, the largest first, NaN before all; of equal ones the
   * first.
   *
   * @return values, and their indices as int32
   */
  public List<Value> topK(Value x, long k) {
    return extremes(x, k, true);
  }

  /** The k smallest elements of the last axis, the smallest first, NaN after all. */
  public List<Value> bottomK(Value x, long k) {
    return extremes(x, k, false);
  }

  private List<Value> extremes(Value x, long k, boolean largest) {
    int last = x.shape().rank() - 1;
    Shape shape = x.shape().with(last, k);
    if (shape.size() == 0) {
      return List.of(Literals.zeros(x.type(), shape), Literals.zeros(ElementType.INT32, shape));
    }
    Value rows = rows(x, last);
    Value key = keys.descending(rows, largest);
    List<Value> found = primitives.topK(key, Math.toIntExact(k));
    Value values = key.equals(rows) ? found.get(0) : inRows(rows, found.get(1));
    return List.of(shapes.reshape(values, shape), shapes.reshape(found.get(1), shape));
  }

  /** Where in its row each element of the sorted rows comes from. */
  private Value order(List<Value> rows, SortOrder order) {
    Value places = null;
    for (int i = order.keys().size() - 1; i >= 0; i--) {
      SortOrder.Key key = order.keys().get(i);
      Value by = rows.get(key.operand());
      if (key.distinguishesZeros() && by.type().isFloating()) {
        places = pass(places, keys.zeros(by, key.descending()));
      }
      places = pass(places, keys.descending(by, key.descending()));
    }
    return places;
  }

  private Value pass(Value before, Value key) {
    int n = (int) key.shape().dimension(1);
    if (before == null) {
      return primitives.topK(key, n).get(1);
    }
    return inRows(before, primitives.topK(inRows(key, before), n).get(1));
  }

  /** The elements of each row at places in it. */
  private Value inRows(Value rows, Value places) {
    long count = rows.shape().dimension(0);
    long n = rows.shape().dimension(1);
    Value starts = Literals.ofIndex(ElementType.INT32, Shape.of(count, 1), i -> i * n);
    Value numbers = count == 1 ? places : primitives.int32("AddV2", places, starts);
    Value flat = shapes.reshape(rows, Shape.of(count * n));
    Value taken =
        primitives.gather(flat, shapes.reshape(numbers, Shape.of(numbers.shape().size())), 0);
    return shapes.reshape(taken, numbers.shape());
  }

  private Value rows(Value x, int axis) {
    long n = x.shape().dimension(axis);
    return shapes.reshape(
        shapes.transpose(x, axisLast(x.shape().rank(), axis)), Shape.of(x.shape().size() / n, n));
  }

  private Value restored(Value rows, Shape shape, int axis) {
    int[] order = axisLast(shape.rank(), axis);
    int[] inverse = new int[order.length];
    List<Long> sizes = new ArrayList<>();
    for (int i = 0; i < order.length; i++) {
      inverse[order[i]] = i;
      sizes.add(shape.dimension(order[i]));
    }
    Shape moved = Shape.of(sizes.stream().mapToLong(Long::longValue).toArray());
    return shapes.transpose(shapes.reshape(rows, moved), inverse);
  }

  private static int[] axisLast(int rank, int axis) {
    return IntStream.concat(IntStream.range(0, rank).filter(i -> i != axis), IntStream.of(axis))
        .toArray();
  }
}
