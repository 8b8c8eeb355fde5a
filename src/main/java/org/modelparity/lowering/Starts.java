package org.modelparity.lowering;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.modelparity.graph.Constant;
import org.modelparity.graph.GraphBuilder;
import org.modelparity.graph.Value;
import org.modelparity.tensor.ElementType;
import org.modelparity.tensor.Shape;
import org.modelparity.tensor.Tensor;

/** Start indices of slices as int32, of whatever type a program gives them. */
final class Starts {
  private final Primitives primitives;
  private final Shapes shapes;

  Starts(GraphBuilder graph) {
    this.primitives = new Primitives(graph);
    this.shapes = new Shapes(graph);
  }

  /** The components of index vectors, each of shape [number of indices]. */
  List<Value> components(Value indices, int indexVectorDim) {
    Shape batch = batchShape(indices.shape(), indexVectorDim);
    Shape flat = Shape.of(batch.size());
    if (indexVectorDim == indices.shape().rank()) {
      return List.of(shapes.reshape(indices, flat));
    }
    List<Value> components = new ArrayList<>();
    for (long i = 0; i < indices.shape().dimension(indexVectorDim); i++) {
      components.add(shapes.reshape(shapes.slice(indices, indexVectorDim, i, i + 1), flat));
    }
    return components;
  }

  static Shape batchShape(Shape indices, int indexVectorDim) {
    return Shape.of(
        IntStream.range(0, indices.rank())
            .filter(d -> d != indexVectorDim)
            .mapToLong(indices::dimension)
            .toArray());
  }

  /** Brought into 0...most, as XLA does for everything that reads. */
  Value clamped(Value start, long most) {
    if (start instanceof Constant c) {
      Tensor t = c.tensor();
      return Literals.ofIndex(
          ElementType.INT32, c.shape(), i -> Math.min(Math.max(signed(t, i), 0), most));
    }
    Value number = primitives.retype(start, ElementType.INT32);
    Value last = Literals.int32((int) most);
    Value low = primitives.int32("Minimum", number, last);
    if (start.type().isUnsigned()) {
      // Carried as int32, numbers from 2^31 are negative.
      return start.type().bits() < 32
          ? low
          : primitives.select(primitives.compare("Less", number, Literals.int32(0)), last, low);
    }
    return primitives.int32("Maximum", low, Literals.int32(0));
  }

  /** As int32; a constant beyond 0...most becomes -1, which is as much out of bounds. */
  Value orOutside(Value start, long most) {
    if (start instanceof Constant c) {
      Tensor t = c.tensor();
      return Literals.ofIndex(
          ElementType.INT32,
          c.shape(),
          i -> signed(t, i) < 0 || signed(t, i) > most ? -1 : signed(t, i));
    }
    return primitives.retype(start, ElementType.INT32);
  }

  private static long signed(Tensor t, int index) {
    long value = t.getLong(index);
    return t.type() == ElementType.UINT64 && value < 0 ? Long.MAX_VALUE : value;
  }
}
