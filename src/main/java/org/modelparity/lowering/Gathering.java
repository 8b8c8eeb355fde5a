package org.modelparity.lowering;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.modelparity.graph.GraphBuilder;
import org.modelparity.graph.Value;
import org.modelparity.tensor.ElementType;
import org.modelparity.tensor.Shape;

/**
 * Gathers, by GatherV2 with indices in range. Where one axis is indexed, along that axis; else from
 * a table of the operand's rows, a row being all trailing dimensions that are taken whole.
 */
final class Gathering {
  private final Primitives primitives;
  private final Shapes shapes;
  private final Starts starts;

  Gathering(GraphBuilder graph) {
    this.primitives = new Primitives(graph);
    this.shapes = new Shapes(graph);
    this.starts = new Starts(graph);
  }

  Value gather(Value operand, Value indices, GatherSpec spec) {
    Value x = withoutUnread(operand, spec);
    Shape batch = Starts.batchShape(indices.shape(), spec.indexVectorDim());
    List<Value> components = starts.components(indices, spec.indexVectorDim());
    List<Integer> moving = new ArrayList<>();
    List<Value> from = new ArrayList<>();
    for (int i = 0; i < components.size(); i++) {
      int axis = spec.startIndexMap().get(i);
      long most = x.shape().dimension(axis) - spec.sliceSizes().get(axis);
      if (most > 0) {
        moving.add(axis);
        from.add(starts.clamped(components.get(i), most));
      }
    }
    Shape slice =
        Shape.of(
            IntStream.range(0, x.shape().rank())
                .filter(
                    d ->
                        !spec.collapsedSliceDims().contains(d)
                            && !spec.operandBatchingDims().contains(d))
                .mapToLong(d -> spec.sliceSizes().get(d))
                .toArray());
    Shape shape = resultShape(batch, slice, spec.offsetDims());
    if (shape.size() == 0) {
      return Literals.zeros(x.type(), shape);
    }
    if (moving.isEmpty() && spec.operandBatchingDims().isEmpty()) {
      int[] offsets = spec.offsetDims().stream().mapToInt(Integer::intValue).toArray();
      return shapes.broadcastInDim(shapes.reshape(x, slice), offsets, shape);
    }
    boolean oneAxis = moving.size() == 1 && spec.operandBatchingDims().isEmpty();
    if (oneAxis) {
      int axis = moving.get(0);
      return fromOneAxis(x, from.get(0), axis, batch, slice, shape, spec);
    }
    return fromRows(x, moving, from, indices.shape(), batch, slice, shape, spec);
  }

  /** Elements at positions [n], all in range, of one axis. */
  Value alongAxis(Value x, Value positions, int axis) {
    Shape shape = x.shape().with(axis, positions.shape().size());
    if (x.shape().rank() <= Shapes.MAX_RANK) {
      return primitives.gather(x, positions, axis);
    }
    Value flat = shapes.reshape(x, Shapes.around(x.shape(), axis));
    return shapes.reshape(primitives.gather(flat, positions, 1), shape);
  }

  /** Like NumPy's take: indices of any shape, all in range, replace the axis. */
  Value take(Value x, Value indices, int axis) {
    if (x.shape().rank() - 1 + indices.shape().rank() <= Shapes.MAX_RANK) {
      return primitives.gather(x, indices, axis);
    }
    Value taken = alongAxis(x, shapes.reshape(indices, Shape.of(indices.shape().size())), axis);
    long[] d = x.shape().toArray();
    List<Long> shape = new ArrayList<>();
    for (int i = 0; i < d.length; i++) {
      if (i == axis) {
        for (long size : indices.shape().toArray()) {
          shape.add(size);
        }
      } else {
        shape.add(d[i]);
      }
    }
    return shapes.reshape(taken, shape(shape));
  }

  /** The operand without what no index reaches: dimensions read from their start. */
  private Value withoutUnread(Value operand, GatherSpec spec) {
    long[] limit = operand.shape().toArray();
    for (int d = 0; d < limit.length; d++) {
      if (!spec.startIndexMap().contains(d) && !spec.operandBatchingDims().contains(d)) {
        limit[d] = spec.sliceSizes().get(d);
      }
    }
    long[] ones = new long[limit.length];
    Arrays.fill(ones, 1);
    return shapes.slice(operand, new long[limit.length], limit, ones);
  }

  private Value fromOneAxis(
      Value x, Value from, int axis, Shape batch, Shape slice, Shape shape, GatherSpec spec) {
    long size = spec.sliceSizes().get(axis);
    long count = batch.size();
    Value positions = from;
    if (size > 1) {
      Value counts = Literals.ofIndex(ElementType.INT32, Shape.of(1, size), i -> i);
      positions = primitives.int32("AddV2", shapes.reshape(from, Shape.of(count, 1)), counts);
    }
    positions = shapes.reshape(positions, Shape.of(count * size));
    Value taken = alongAxis(x, positions, axis);
    // Now [before..., batch..., slice of the axis, after...], where ones may be missing.
    List<Long> sizes = new ArrayList<>();
    List<Integer> batchAt = new ArrayList<>();
    List<Integer> sliceAt = new ArrayList<>();
    for (int d = 0; d < x.shape().rank(); d++) {
      if (d == axis) {
        for (long b : batch.toArray()) {
          batchAt.add(sizes.size());
          sizes.add(b);
        }
      }
      boolean dropped = spec.collapsedSliceDims().contains(d);
      if (!dropped) {
        sliceAt.add(sizes.size());
        sizes.add(spec.sliceSizes().get(d));
      }
    }
    return arrange(shapes.reshape(taken, shape(sizes)), batchAt, sliceAt, spec.offsetDims(), shape);
  }

  private Value fromRows(
      Value x,
      List<Integer> moving,
      List<Value> from,
      Shape indices,
      Shape batch,
      Shape slice,
      Shape shape,
      GatherSpec spec) {
    Shape size = x.shape();
    int whole = size.rank();
    while (whole > 0
        && !moving.contains(whole - 1)
        && !spec.operandBatchingDims().contains(whole - 1)) {
      whole--;
    }
    RowNumbers rows = new RowNumbers(primitives, shapes, size, whole);
    for (int i = 0; i < moving.size(); i++) {
      rows.addStarts(moving.get(i), from.get(i));
    }
    for (int i = 0; i < spec.operandBatchingDims().size(); i++) {
      rows.addBatch(
          spec.operandBatchingDims().get(i),
          indices,
          spec.indexVectorDim(),
          spec.startIndicesBatchingDims().get(i));
    }
    List<Integer> within = new ArrayList<>();
    for (int d = 0; d < whole; d++) {
      if (!spec.operandBatchingDims().contains(d)) {
        within.add(d);
      }
    }
    Value numbers = rows.numbers(batch.size(), within, spec.sliceSizes());
    Value table = shapes.reshape(x, Shape.of(rows.count(), rows.width()));
    Value taken =
        primitives.gather(table, shapes.reshape(numbers, Shape.of(numbers.shape().size())), 0);
    List<Long> sizes = new ArrayList<>();
    List<Integer> batchAt = new ArrayList<>();
    List<Integer> sliceAt = new ArrayList<>();
    for (long b : batch.toArray()) {
      batchAt.add(sizes.size());
      sizes.add(b);
    }
    for (long s : slice.toArray()) {
      sliceAt.add(sizes.size());
      sizes.add(s);
    }
    return arrange(shapes.reshape(taken, shape(sizes)), batchAt, sliceAt, spec.offsetDims(), shape);
  }

  /** Moves the dimensions of slices to where the result has them. */
  private Value arrange(
      Value taken,
      List<Integer> batchAt,
      List<Integer> sliceAt,
      List<Integer> offsetDims,
      Shape shape) {
    int[] order = new int[shape.rank()];
    int nextBatch = 0;
    int nextSlice = 0;
    for (int d = 0; d < order.length; d++) {
      order[d] = offsetDims.contains(d) ? sliceAt.get(nextSlice++) : batchAt.get(nextBatch++);
    }
    return shapes.transpose(taken, order);
  }

  private static Shape resultShape(Shape batch, Shape slice, List<Integer> offsetDims) {
    long[] d = new long[batch.rank() + slice.rank()];
    int nextBatch = 0;
    int nextSlice = 0;
    for (int i = 0; i < d.length; i++) {
      d[i] = offsetDims.contains(i) ? slice.dimension(nextSlice++) : batch.dimension(nextBatch++);
    }
    return Shape.of(d);
  }

  private static Shape shape(List<Long> sizes) {
    return Shape.of(sizes.stream().mapToLong(Long::longValue).toArray());
  }
}
