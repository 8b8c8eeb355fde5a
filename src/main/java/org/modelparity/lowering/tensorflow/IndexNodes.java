package org.modelparity.lowering.tensorflow;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.modelparity.graph.Constant;
import org.modelparity.graph.GraphBuilder;
import org.modelparity.graph.Value;
import org.modelparity.lowering.Comparison;
import org.modelparity.lowering.Elementwise;
import org.modelparity.lowering.GatherSpec;
import org.modelparity.lowering.Indexing;
import org.modelparity.lowering.LoweringException;
import org.modelparity.lowering.Reducer;
import org.modelparity.lowering.ScatterSpec;
import org.modelparity.lowering.Shapes;
import org.modelparity.tensor.ElementType;
import org.modelparity.tensor.Shape;
import org.modelparity.tensor.Tensor;

/** Operations that take elements by index, or put them there. */
final class IndexNodes implements NodeHandlers.Family {
  private final Indexing indexing;
  private final Shapes shapes;
  private final Elementwise elementwise;
  private final StateNodes state;
  private final StridedSlices slices;

  IndexNodes(GraphBuilder graph, StateNodes state) {
    this.indexing = new Indexing(graph);
    this.shapes = new Shapes(graph);
    this.elementwise = new Elementwise(graph);
    this.state = state;
    this.slices = new StridedSlices(graph);
  }

  @Override
  public void register(NodeHandlers handlers) {
    handlers.one("Slice", slices::slice);
    handlers.one("StridedSlice", slices::stridedSlice);
    handlers.one("GatherV2", n -> gather(n.in(0), n.in(1), n.integer(2), batchDims(n)));
    handlers.one("Gather", n -> gather(n.in(0), n.in(1), 0, 0));
    handlers.one(
        "ResourceGather", n -> gather(state.read(n.inputs().get(0)), n.in(1), 0, batchDims(n)));
    handlers.one("GatherNd", n -> gatherNd(n.in(0), n.in(1)));
    handlers.one("ResourceGatherNd", n -> gatherNd(state.read(n.inputs().get(0)), n.in(1)));
    handlers.one("OneHot", this::oneHot);
    handlers.one(
        "ScatterNd",
        n -> scatter(zeros(n.in(1).type(), Shape.of(n.longs(2))), n.in(0), n.in(1), Reducer.ADD));
    handlers.one(
        "TensorScatterUpdate",
        n -> indexing.scatterReplace(n.in(0), n.in(1), n.in(2), spec(n.in(0), n.in(1), n.in(2))));
    handlers.one("TensorScatterAdd", n -> scatter(n.in(0), n.in(1), n.in(2), Reducer.ADD));
    handlers.one(
        "TensorScatterSub",
        n -> scatter(n.in(0), n.in(1), elementwise.negate(n.in(2)), Reducer.ADD));
    handlers.one("TensorScatterMax", n -> scatter(n.in(0), n.in(1), n.in(2), Reducer.MAXIMUM));
    handlers.one("TensorScatterMin", n -> scatter(n.in(0), n.in(1), n.in(2), Reducer.MINIMUM));
    handlers.one("UnsortedSegmentSum", n -> segments(n, n.integer(2), Reducer.ADD));
    handlers.one("UnsortedSegmentProd", n -> segments(n, n.integer(2), Reducer.MULTIPLY));
    handlers.one("UnsortedSegmentMax", n -> segments(n, n.integer(2), Reducer.MAXIMUM));
    handlers.one("UnsortedSegmentMin", n -> segments(n, n.integer(2), Reducer.MINIMUM));
    handlers.one("DynamicStitch", this::stitch);
    handlers.one("ParallelDynamicStitch", this::stitch);
    handlers.one("ReverseSequence", this::reverseSequence);
  }

  private static int batchDims(NodeContext n) {
    return (int) n.number("batch_dims");
  }

  private Value gather(Value x, Value indices, int givenAxis, int givenBatch) {
    int rank = x.shape().rank();
    int axis = NodeContext.axis(givenAxis, rank);
    int batch = givenBatch < 0 ? givenBatch + indices.shape().rank() : givenBatch;
    if (batch == 0) {
      return indexing.take(x, indices, axis);
    }
    int indexRank = indices.shape().rank();
    List<Integer> batching = IntStream.range(0, batch).boxed().toList();
    List<Integer> offsets = new ArrayList<>();
    List<Long> sizes = new ArrayList<>();
    for (int d = 0; d < rank; d++) {
      boolean single = d < batch || d == axis;
      sizes.add(single ? 1L : x.shape().dimension(d));
      if (!single) {
        offsets.add(d < axis ? d : d + indexRank - batch - 1);
      }
    }
    return indexing.gather(
        x,
        indices,
        new GatherSpec(
            offsets, List.of(axis), batching, batching, List.of(axis), indexRank, sizes));
  }

  private Value gatherNd(Value x, Value indices) {
    int vector = indices.shape().rank() - 1;
    int depth = Math.toIntExact(indices.shape().dimension(vector));
    List<Integer> indexed = IntStream.range(0, depth).boxed().toList();
    List<Integer> offsets = new ArrayList<>();
    List<Long> sizes = new ArrayList<>();
    for (int d = 0; d < x.shape().rank(); d++) {
      sizes.add(d < depth ? 1L : x.shape().dimension(d));
      if (d >= depth) {
        offsets.add(vector + d - depth);
      }
    }
    return indexing.gather(
        x, indices, new GatherSpec(offsets, indexed, List.of(), List.of(), indexed, vector, sizes));
  }

  private Value scatter(Value x, Value indices, Value updates, Reducer reducer) {
    return indexing.scatter(reducer, x, indices, updates, spec(x, indices, updates));
  }

  private static ScatterSpec spec(Value x, Value indices, Value updates) {
    int vector = indices.shape().rank() - 1;
    int depth = Math.toIntExact(indices.shape().dimension(vector));
    List<Integer> indexed = IntStream.range(0, depth).boxed().toList();
    List<Integer> window = IntStream.range(vector, updates.shape().rank()).boxed().toList();
    return new ScatterSpec(window, indexed, List.of(), List.of(), indexed, vector, false);
  }

  /** Rows of segments that nothing is in hold the reducer's own start, as TensorFlow defines. */
  private Value segments(NodeContext n, int count, Reducer reducer) {
    Value data = n.in(0);
    Value ids = n.in(1);
    int idRank = ids.shape().rank();
    long rows = ids.shape().size();
    long[] inner =
        IntStream.range(idRank, data.shape().rank()).mapToLong(data.shape()::dimension).toArray();
    Shape flat = ShapeNodes.inserted(Shape.of(inner), 0, rows);
    Shape result = ShapeNodes.inserted(Shape.of(inner), 0, count);
    ElementType type = data.type();
    float start =
        switch (reducer) {
          case ADD -> 0;
          case MULTIPLY -> 1;
          case MAXIMUM -> -Float.MAX_VALUE;
          case MINIMUM -> Float.MAX_VALUE;
          default -> throw new LoweringException("segments of " + reducer);
        };
    Value initial = shapes.broadcastTo(number(start, type), result);
    return scatter(
        initial, shapes.reshape(ids, Shape.of(rows, 1)), shapes.reshape(data, flat), reducer);
  }

  private Value oneHot(NodeContext n) {
    Value indices = n.in(0);
    int depth = n.integer(1);
    int rank = indices.shape().rank();
    int axis = NodeContext.axis(n.number("axis"), rank + 1);
    long[] positions = new long[rank + 1];
    java.util.Arrays.fill(positions, 1);
    positions[axis] = depth;
    Value numbers =
        shapes.reshape(shapes.iota(indices.type(), Shape.of(depth), 0), Shape.of(positions));
    Value column = shapes.reshape(indices, ShapeNodes.inserted(indices.shape(), axis, 1));
    Value hit = elementwise.compare(Comparison.EQ, false, column, numbers);
    return elementwise.select(hit, n.in(2), n.in(3));
  }

  private Value stitch(NodeContext n) {
    int count = n.size() / 2;
    Value[] rows = null;
    int rest = -1;
    for (int k = 0; k < count; k++) {
      int[] indices = n.ints(k);
      Value data = n.in(count + k);
      rest = data.shape().rank() - n.constant(k).shape().rank();
      long[] inner =
          IntStream.range(data.shape().rank() - rest, data.shape().rank())
              .mapToLong(data.shape()::dimension)
              .toArray();
      Value flat = shapes.reshape(data, ShapeNodes.inserted(Shape.of(inner), 0, indices.length));
      for (int i = 0; i < indices.length; i++) {
        if (rows == null || rows.length <= indices[i]) {
          rows =
              rows == null
                  ? new Value[indices[i] + 1]
                  : java.util.Arrays.copyOf(rows, indices[i] + 1);
        }
        rows[indices[i]] = shapes.slice(flat, 0, i, i + 1);
      }
    }
    if (rows == null || java.util.Arrays.asList(rows).contains(null)) {
      throw new LoweringException("rows of the result that no index names");
    }
    return shapes.concatenate(List.of(rows), 0);
  }

  private Value reverseSequence(NodeContext n) {
    Value x = n.in(0);
    int sequence = (int) n.number("seq_dim");
    int batch = (int) n.number("batch_dim");
    long length = x.shape().dimension(sequence);
    int first = Math.min(sequence, batch);
    int second = Math.max(sequence, batch);
    Shape grid = Shape.of(x.shape().dimension(first), x.shape().dimension(second));
    Value lengths =
        shapes.reshape(
            elementwise.convert(n.in(1), ElementType.INT32),
            batch == first ? Shape.of(grid.dimension(0), 1) : Shape.of(1, grid.dimension(1)));
    Value places = shapes.iota(ElementType.INT32, grid, sequence == first ? 0 : 1);
    Value mirrored =
        elementwise.subtract(elementwise.subtract(lengths, number(1, ElementType.INT32)), places);
    Value from =
        elementwise.select(
            elementwise.compare(Comparison.LT, false, places, lengths), mirrored, places);
    return alongAxis(x, from, first, second, sequence, length);
  }

  /** Takes x[..., from[i, j], ...], where i and j are the places on two axes. */
  private Value alongAxis(Value x, Value from, int first, int second, int axis, long length) {
    int rank = x.shape().rank();
    int[] order = new int[rank];
    int other = axis == first ? second : first;
    order[0] = other;
    order[1] = axis;
    int next = 2;
    for (int d = 0; d < rank; d++) {
      if (d != first && d != second) {
        order[next++] = d;
      }
    }
    int[] back = new int[rank];
    for (int i = 0; i < rank; i++) {
      back[order[i]] = i;
    }
    Value rows = shapes.transpose(x, order);
    Value indices = axis == first ? shapes.transpose(from, 1, 0) : from;
    return shapes.transpose(gather(rows, indices, 1, 1), back);
  }

  private Value zeros(ElementType type, Shape shape) {
    return shapes.broadcastTo(number(0, type), shape);
  }

  private Value number(float value, ElementType type) {
    return elementwise.convert(new Constant(Tensor.scalar(value)), type);
  }
}
