package org.modelparity.lowering;

import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.modelparity.graph.Constant;
import org.modelparity.graph.GraphBuilder;
import org.modelparity.graph.Value;
import org.modelparity.tensor.Shape;
import org.modelparity.tensor.Tensor;

/** Static slices. */
final class Slicing {
  private final GraphBuilder graph;
  private final Shapes shapes;

  Slicing(GraphBuilder graph, Shapes shapes) {
    this.graph = graph;
    this.shapes = shapes;
  }

  Value slice(Value x, long[] start, long[] limit, long[] stride) {
    int rank = x.shape().rank();
    long[] sizes = new long[rank];
    for (int i = 0; i < rank; i++) {
      sizes[i] = Math.max(0, (limit[i] - start[i] + stride[i] - 1) / stride[i]);
    }
    Shape shape = Shape.of(sizes);
    if (shape.equals(x.shape())) {
      return x;
    }
    if (Shapes.splat(x) || shape.size() == 0) {
      return shape.size() == 0
          ? new Constant(Tensor.of(x.type(), shape, Tensor.allocate(0)))
          : shapes.splat(x, shape);
    }
    boolean steps = IntStream.range(0, rank).anyMatch(i -> sizes[i] > 1 && stride[i] != 1);
    if (steps && rank <= Shapes.MAX_RANK && (x.type().isFloating() || x instanceof Constant)) {
      return strided(x, start, limit, stride, shape);
    }
    long[] ends = new long[rank];
    for (int i = 0; i < rank; i++) {
      ends[i] = start[i] + (sizes[i] - 1) * stride[i] + 1;
    }
    Value value = contiguous(x, start, ends);
    for (int axis = 0; axis < rank; axis++) {
      if (sizes[axis] > 1 && stride[axis] != 1) {
        value = every(value, axis, sizes[axis], stride[axis]);
      }
    }
    return value;
  }

  private Value strided(Value x, long[] start, long[] limit, long[] stride, Shape shape) {
    return graph.add(
        "StridedSlice", x.type(), shape, x, vector(start), vector(limit), vector(stride));
  }

  private Constant vector(long[] values) {
    return graph.constant(
        Tensor.vector(LongStream.of(values).mapToInt(Math::toIntExact).toArray()));
  }

  /**
   * Every n-th element: with a stride other than 1, StridedSlice has the wrong type on TF.js wasm
   * for integers and booleans, and no TFLite form from rank 6 on.
   */
  private Value every(Value x, int axis, long size, long stride) {
    int[] indices =
        IntStream.range(0, Math.toIntExact(size)).map(i -> Math.toIntExact(i * stride)).toArray();
    if (x.shape().rank() <= Shapes.MAX_RANK) {
      return shapes.take(x, axis, indices);
    }
    Value taken = shapes.take(shapes.reshape(x, Shapes.around(x.shape(), axis)), 1, indices);
    return shapes.reshape(taken, x.shape().with(axis, size));
  }

  private Value contiguous(Value x, long[] start, long[] limit) {
    long[] sizes = new long[start.length];
    Arrays.setAll(sizes, i -> limit[i] - start[i]);
    Shape shape = Shape.of(sizes);
    if (shape.equals(x.shape())) {
      return x;
    }
    if (x.shape().rank() <= Shapes.MAX_RANK) {
      return sliced(x, start, shape);
    }
    Value value = x;
    for (int axis = 0; axis < sizes.length; axis++) {
      if (sizes[axis] != value.shape().dimension(axis)) {
        Shape around = Shapes.around(value.shape(), axis);
        Value cut =
            sliced(
                shapes.reshape(value, around),
                new long[] {0, start[axis], 0},
                around.with(1, sizes[axis]));
        value = shapes.reshape(cut, value.shape().with(axis, sizes[axis]));
      }
    }
    return value;
  }

  private Value sliced(Value x, long[] start, Shape shape) {
    return graph.add("Slice", x.type(), shape, x, vector(start), vector(shape.toArray()));
  }
}
