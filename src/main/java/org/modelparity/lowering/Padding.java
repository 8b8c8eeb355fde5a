package org.modelparity.lowering;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.modelparity.graph.Constant;
import org.modelparity.graph.GraphBuilder;
import org.modelparity.graph.Value;
import org.modelparity.tensor.ElementType;
import org.modelparity.tensor.Shape;
import org.modelparity.tensor.Tensor;

/** XLA's pad, with negative and interior padding. */
final class Padding {
  /** TF.js wasm passes the padding value of integers through float32. */
  private static final int EXACT_IN_FLOAT = 1 << 24;

  private final GraphBuilder graph;
  private final Shapes shapes;

  Padding(GraphBuilder graph, Shapes shapes) {
    this.graph = graph;
    this.shapes = shapes;
  }

  Value pad(Value x, Value padding, long[] low, long[] high, long[] interior) {
    Value value = x;
    if (x.shape().size() == 0) {
      return shapes.broadcastTo(padding, padded(x.shape(), low, high, interior));
    }
    for (int axis = 0; axis < interior.length; axis++) {
      if (interior[axis] > 0 && x.shape().dimension(axis) > 1) {
        value = spread(value, padding, axis, interior[axis]);
      }
    }
    value = around(value, padding, positive(low), positive(high));
    return cut(value, low, high);
  }

  private static Shape padded(Shape shape, long[] low, long[] high, long[] interior) {
    long[] sizes = shape.toArray();
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] += low[i] + high[i] + Math.max(0, sizes[i] - 1) * interior[i];
    }
    return Shape.of(sizes);
  }

  private static long[] positive(long[] amounts) {
    return LongStream.of(amounts).map(a -> Math.max(0, a)).toArray();
  }

  /** Puts padding behind each element, by way of an axis of its own, and cuts off the last. */
  private Value spread(Value x, Value padding, int axis, long interior) {
    long size = x.shape().dimension(axis);
    Shape merged = Shapes.around(x.shape(), axis);
    Shape apart = Shape.of(merged.dimension(0), size, 1, merged.dimension(2));
    Value padded =
        around(shapes.reshape(x, apart), padding, new long[4], new long[] {0, 0, interior, 0});
    Value joined = shapes.reshape(padded, x.shape().with(axis, size * (interior + 1)));
    return shapes.slice(joined, axis, 0, size * (interior + 1) - interior);
  }

  private Value cut(Value x, long[] low, long[] high) {
    long[] start = LongStream.of(low).map(a -> Math.max(0, -a)).toArray();
    long[] limit = x.shape().toArray();
    for (int i = 0; i < limit.length; i++) {
      limit[i] -= Math.max(0, -high[i]);
    }
    long[] ones = new long[limit.length];
    Arrays.fill(ones, 1);
    return shapes.slice(x, start, limit, ones);
  }

  private Value around(Value x, Value padding, long[] low, long[] high) {
    Shape shape = padded(x.shape(), low, high, new long[low.length]);
    if (shape.equals(x.shape())) {
      return x;
    }
    if (!(padding instanceof Constant constant) || !hasKernel(x, constant)) {
      return concatenated(x, padding, low, high);
    }
    if (x instanceof Constant || x.shape().rank() <= Shapes.MAX_RANK) {
      return padded(x, constant, low, high, shape);
    }
    Value value = x;
    for (int axis = 0; axis < low.length; axis++) {
      if (low[axis] + high[axis] > 0) {
        Shape merged = Shapes.around(value.shape(), axis);
        long size = merged.dimension(1) + low[axis] + high[axis];
        Value padded =
            padded(
                shapes.reshape(value, merged),
                constant,
                new long[] {0, low[axis], 0},
                new long[] {0, high[axis], 0},
                merged.with(1, size));
        value = shapes.reshape(padded, value.shape().with(axis, size));
      }
    }
    return value;
  }

  /** TFLite cannot pad booleans. */
  private static boolean hasKernel(Value x, Constant padding) {
    ElementType type = x.type();
    if (x instanceof Constant || type.isFloating()) {
      return true;
    }
    if (type.isBoolean()) {
      return false;
    }
    long value = padding.tensor().getLong(0);
    return Math.abs(value) <= EXACT_IN_FLOAT;
  }

  private Value padded(Value x, Constant padding, long[] low, long[] high, Shape shape) {
    int[] amounts = new int[2 * low.length];
    for (int i = 0; i < low.length; i++) {
      amounts[2 * i] = Math.toIntExact(low[i]);
      amounts[2 * i + 1] = Math.toIntExact(high[i]);
    }
    Constant paddings = graph.constant(Tensor.ofInts(Shape.of(low.length, 2), amounts));
    Tensor value = padding.tensor().compact().reshape(Shape.scalar());
    if (isZero(value)) {
      return graph.add("Pad", x.type(), shape, x, paddings);
    }
    return graph.add("PadV2", x.type(), shape, x, paddings, new Constant(value));
  }

  private static boolean isZero(Tensor scalar) {
    var bytes = scalar.data();
    while (bytes.hasRemaining()) {
      if (bytes.get() != 0) {
        return false;
      }
    }
    return true;
  }

  private Value concatenated(Value x, Value padding, long[] low, long[] high) {
    Value value = x;
    for (int axis = 0; axis < low.length; axis++) {
      List<Value> parts = new ArrayList<>();
      parts.add(shapes.broadcastTo(padding, value.shape().with(axis, low[axis])));
      parts.add(value);
      parts.add(shapes.broadcastTo(padding, value.shape().with(axis, high[axis])));
      value = shapes.concatenate(parts, axis);
    }
    return value;
  }
}
