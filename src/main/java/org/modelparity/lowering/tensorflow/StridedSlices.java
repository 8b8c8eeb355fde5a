package org.modelparity.lowering.tensorflow;

import java.util.ArrayList;
import java.util.List;
import org.modelparity.graph.Constant;
import org.modelparity.graph.GraphBuilder;
import org.modelparity.graph.Value;
import org.modelparity.lowering.Comparison;
import org.modelparity.lowering.Elementwise;
import org.modelparity.lowering.Indexing;
import org.modelparity.lowering.LoweringException;
import org.modelparity.lowering.Shapes;
import org.modelparity.tensor.ElementType;
import org.modelparity.tensor.Shape;
import org.modelparity.tensor.Tensor;

/** Slice and StridedSlice, with TensorFlow's masks. */
final class StridedSlices {
  private final Shapes shapes;
  private final Indexing indexing;
  private final Elementwise elementwise;

  StridedSlices(GraphBuilder graph) {
    shapes = new Shapes(graph);
    indexing = new Indexing(graph);
    elementwise = new Elementwise(graph);
  }

  Value slice(NodeContext n) {
    Value x = n.in(0);
    long[] sizes = n.longs(2);
    int rank = x.shape().rank();
    if (n.isConstant(1)) {
      long[] start = n.longs(1);
      long[] limit = new long[rank];
      long[] stride = new long[rank];
      for (int i = 0; i < rank; i++) {
        limit[i] = sizes[i] < 0 ? x.shape().dimension(i) : start[i] + sizes[i];
        stride[i] = 1;
      }
      return shapes.slice(x, start, limit, stride);
    }
    List<Value> starts = new ArrayList<>();
    for (int i = 0; i < rank; i++) {
      if (sizes[i] < 0) {
        throw new LoweringException(
            "the size of the result depends on the model's inputs (size -1 from a running start)");
      }
      starts.add(element(n.in(1), i));
    }
    return indexing.dynamicSlice(x, starts, sizes);
  }

  private Value element(Value vector, int i) {
    return shapes.reshape(shapes.slice(vector, 0, i, i + 1), Shape.scalar());
  }

  /** One dimension of the input: what is taken of it. */
  private record Taken(long start, long limit, long stride, boolean shrink, int running) {}

  Value stridedSlice(NodeContext n) {
    Value x = n.in(0);
    long beginMask = n.number("begin_mask");
    long endMask = n.number("end_mask");
    long ellipsis = n.number("ellipsis_mask");
    long newAxis = n.number("new_axis_mask");
    long shrink = n.number("shrink_axis_mask");
    long[] strides = n.longs(3);
    int items = strides.length;
    int consumed = 0;
    for (int i = 0; i < items; i++) {
      consumed += bit(ellipsis, i) || bit(newAxis, i) && !bit(ellipsis, i) ? 0 : 1;
    }
    List<Taken> taken = new ArrayList<>();
    List<Boolean> added = new ArrayList<>();
    int dimension = 0;
    for (int i = 0; i < items; i++) {
      if (bit(ellipsis, i)) {
        for (int rest = x.shape().rank() - consumed; rest > 0; rest--) {
          taken.add(whole(x.shape().dimension(dimension++)));
          added.add(false);
        }
      } else if (bit(newAxis, i)) {
        added.add(true);
      } else {
        taken.add(
            item(
                n,
                i,
                x.shape().dimension(dimension++),
                strides[i],
                bit(beginMask, i),
                bit(endMask, i),
                bit(shrink, i)));
        added.add(false);
      }
    }
    while (dimension < x.shape().rank()) {
      taken.add(whole(x.shape().dimension(dimension++)));
      added.add(false);
    }
    return take(n, x, taken, added);
  }

  private static boolean bit(long mask, int i) {
    return (mask >> i & 1) != 0;
  }

  private static Taken whole(long size) {
    return new Taken(0, size, 1, false, -1);
  }

  private static Taken item(
      NodeContext n,
      int i,
      long size,
      long stride,
      boolean fromStart,
      boolean toEnd,
      boolean shrink) {
    if (shrink) {
      if (!n.isConstant(1)) {
        return new Taken(0, 1, 1, true, i);
      }
      long at = n.longs(1)[i];
      long index = at < 0 ? at + size : at;
      if (index < 0 || index >= size) {
        throw new LoweringException("index " + at + " of a dimension of " + size);
      }
      return new Taken(index, index + 1, 1, true, -1);
    }
    long first = stride > 0 ? 0 : size - 1;
    long past = stride > 0 ? size : -1;
    long start = fromStart ? first : bound(n.longs(1)[i], size, stride);
    long limit = toEnd ? past : bound(n.longs(2)[i], size, stride);
    return new Taken(start, limit, stride, false, -1);
  }

  private static long bound(long value, long size, long stride) {
    long positive = value < 0 ? value + size : value;
    return stride > 0
        ? Math.max(0, Math.min(positive, size))
        : Math.max(-1, Math.min(positive, size - 1));
  }

  private Value take(NodeContext n, Value x, List<Taken> taken, List<Boolean> added) {
    int rank = x.shape().rank();
    long[] start = new long[rank];
    long[] limit = new long[rank];
    long[] stride = new long[rank];
    List<Integer> reversed = new ArrayList<>();
    Value moving = x;
    for (int d = 0; d < rank; d++) {
      Taken t = taken.get(d);
      if (t.running() >= 0) {
        moving = runningIndex(n, moving, d, t.running());
        start[d] = 0;
        limit[d] = 1;
        stride[d] = 1;
      } else if (t.stride() > 0) {
        start[d] = t.start();
        limit[d] = Math.max(t.start(), t.limit());
        stride[d] = t.stride();
      } else {
        long count = Math.max(0, (t.start() - t.limit() - t.stride() - 1) / -t.stride());
        reversed.add(d);
        stride[d] = -t.stride();
        start[d] = count == 0 ? 0 : t.start() - (count - 1) * stride[d];
        limit[d] = count == 0 ? 0 : t.start() + 1;
      }
    }
    Value y = shapes.slice(moving, start, limit, stride);
    if (!reversed.isEmpty()) {
      y = shapes.reverse(y, reversed.stream().mapToInt(i -> i).toArray());
    }
    List<Long> result = new ArrayList<>();
    int d = 0;
    for (boolean axis : added) {
      if (axis) {
        result.add(1L);
      } else {
        if (!taken.get(d).shrink()) {
          result.add(y.shape().dimension(d));
        }
        d++;
      }
    }
    return shapes.reshape(y, NodeContext.shape(result));
  }

  private Value runningIndex(NodeContext n, Value x, int axis, int item) {
    Value index = elementwise.convert(element(n.in(1), item), ElementType.INT32);
    Value size = new Constant(Tensor.scalar((int) x.shape().dimension(axis)));
    Value zero = new Constant(Tensor.scalar(0));
    Value positive =
        elementwise.select(
            elementwise.compare(Comparison.LT, false, index, zero),
            elementwise.add(index, size),
            index);
    return indexing.take(x, shapes.reshape(positive, Shape.of(1)), axis);
  }
}
