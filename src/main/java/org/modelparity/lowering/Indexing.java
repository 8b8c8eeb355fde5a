package org.modelparity.lowering;

import java.util.Arrays;
import java.util.List;
import java.util.function.BinaryOperator;
import org.modelparity.graph.Constant;
import org.modelparity.graph.GraphBuilder;
import org.modelparity.graph.Value;
import org.modelparity.tensor.ElementType;
import org.modelparity.tensor.Shape;

/** Reading and writing at positions that are computed. */
public final class Indexing {
  private final Primitives primitives;
  private final Shapes shapes;
  private final Elementwise elementwise;
  private final Bits bits;
  private final Starts starts;
  private final Gathering gathering;
  private final Scattering scattering;

  public Indexing(GraphBuilder graph) {
    this.primitives = new Primitives(graph);
    this.shapes = new Shapes(graph);
    this.elementwise = new Elementwise(graph);
    this.bits = new Bits(graph);
    this.starts = new Starts(graph);
    this.gathering = new Gathering(graph);
    this.scattering = new Scattering(graph);
  }

  /** StableHLO {@code gather}: slices that start where the indices say, moved into the operand. */
  public Value gather(Value operand, Value indices, GatherSpec spec) {
    return gathering.gather(operand, indices, spec);
  }

  /**
   * StableHLO {@code scatter} with a region of one operation. Windows that are not wholly within
   * the operand are dropped.
   */
  public Value scatter(
      Reducer kind, Value operand, Value indices, Value updates, ScatterSpec spec) {
    return scattering.reduce(kind, operand, indices, updates, spec);
  }

  /** StableHLO {@code scatter} whose region returns the update; of several, the last one. */
  public Value scatterReplace(Value operand, Value indices, Value updates, ScatterSpec spec) {
    return scattering.replace(operand, indices, updates, spec);
  }

  /**
   * StableHLO {@code scatter} with any associative region.
   *
   * @param combiner given what is there and what comes, two lists of tensors of one shape
   */
  public List<Value> scatter(
      List<Value> operands,
      Value indices,
      List<Value> updates,
      ScatterSpec spec,
      BinaryOperator<List<Value>> combiner) {
    return scattering.combine(operands, indices, updates, spec, combiner);
  }

  /**
   * Rows combined at places of a table.
   *
   * @param tables each [rows, width]
   * @param places [n] int32; negative ones, and {@code rows}, are nowhere
   * @param updates each [n, width]
   */
  List<Value> scatterRows(
      List<Value> tables, Value places, List<Value> updates, BinaryOperator<List<Value>> combiner) {
    Value rows = Literals.int32((int) tables.get(0).shape().dimension(0));
    Value outside = primitives.compare("Less", places, Literals.int32(0));
    return scattering.rows(
        tables, primitives.select(outside, rows, places), updates, combiner, false);
  }

  /** StableHLO {@code dynamic_slice}: a slice of these sizes, moved into the operand. */
  public Value dynamicSlice(Value x, List<Value> start, long[] sizes) {
    Value slice = x;
    for (int axis = 0; axis < sizes.length; axis++) {
      long all = x.shape().dimension(axis);
      if (sizes[axis] == all) {
        continue;
      }
      Value from = starts.clamped(shapes.reshape(start.get(axis), Shape.of(1)), all - sizes[axis]);
      if (Literals.isConstant(from)) {
        long first = ((Constant) from).tensor().getLong(0);
        slice = shapes.slice(slice, axis, first, first + sizes[axis]);
      } else {
        Value positions =
            primitives.int32(
                "AddV2", from, Literals.ofIndex(ElementType.INT32, Shape.of(sizes[axis]), i -> i));
        slice = gathering.alongAxis(slice, positions, axis);
      }
    }
    return slice;
  }

  /** StableHLO {@code dynamic_update_slice}: the update, moved into the operand, in its place. */
  public Value dynamicUpdateSlice(Value x, Value update, List<Value> start) {
    int rank = x.shape().rank();
    if (x.shape().size() == 0 || update.shape().size() == 0) {
      return x;
    }
    Value placed = update;
    Value inside = null;
    for (int axis = 0; axis < rank; axis++) {
      long all = x.shape().dimension(axis);
      long size = update.shape().dimension(axis);
      if (size == all) {
        continue;
      }
      Value from = starts.clamped(shapes.reshape(start.get(axis), Shape.of(1)), all - size);
      Value counts = Literals.ofIndex(ElementType.INT32, Shape.of(all), i -> i);
      Value here;
      if (size == 1) {
        here = primitives.compare("Equal", counts, from);
      } else {
        Value relative = primitives.int32("Sub", counts, from);
        placed = gathering.alongAxis(placed, starts.clamped(relative, size - 1), axis);
        here =
            bits.and(
                primitives.compare("GreaterEqual", relative, Literals.int32(0)),
                primitives.compare("Less", relative, Literals.int32((int) size)));
      }
      long[] along = new long[rank];
      Arrays.fill(along, 1);
      along[axis] = all;
      Value mask = shapes.reshape(here, Shape.of(along));
      inside = inside == null ? mask : bits.and(inside, mask);
    }
    return inside == null
        ? update
        : shapes.broadcastTo(elementwise.select(inside, placed, x), x.shape());
  }

  /** Elements of an axis; the indices, which are clamped, take its place in the shape. */
  public Value take(Value x, Value indices, int axis) {
    return gathering.take(x, starts.clamped(indices, x.shape().dimension(axis) - 1), axis);
  }
}
