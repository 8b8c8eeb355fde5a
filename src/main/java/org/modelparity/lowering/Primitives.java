package org.modelparity.lowering;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.modelparity.graph.Attributes;
import org.modelparity.graph.Carrier;
import org.modelparity.graph.GraphBuilder;
import org.modelparity.graph.Running;
import org.modelparity.graph.Value;
import org.modelparity.tensor.ElementType;
import org.modelparity.tensor.Shape;

/**
 * The portable operations that the families are made of, one node each, in the forms that are right
 * on every target.
 */
final class Primitives {
  private final GraphBuilder graph;

  Primitives(GraphBuilder graph) {
    this.graph = graph;
  }

  /** Sum, Prod, Max, Min, All or Any over sorted axes, which the result lacks. */
  Value reduce(String operation, Value x, int... axes) {
    long[] kept =
        IntStream.range(0, x.shape().rank())
            .filter(a -> IntStream.of(axes).noneMatch(r -> r == a))
            .mapToLong(a -> x.shape().dimension(a))
            .toArray();
    return graph.add(
        operation,
        List.of(x, Literals.vector(axes)),
        Map.of("keep_dims", Attributes.of(false)),
        x.type(),
        Shape.of(kept));
  }

  /** ArgMax or ArgMin, as int32; ties go to the first, NaN is not handled. */
  Value extremeIndex(String operation, Value x, int axis) {
    long[] kept =
        IntStream.range(0, x.shape().rank())
            .filter(a -> a != axis)
            .mapToLong(a -> x.shape().dimension(a))
            .toArray();
    return graph.add(
        operation,
        List.of(x, Literals.int32(axis)),
        Map.of("output_type", Attributes.of(ElementType.INT32)),
        ElementType.INT32,
        Shape.of(kept));
  }

  /** The indices, which must be in range, take the place of the axis. */
  Value gather(Value x, Value indices, int axis) {
    Shape from = x.shape();
    long[] dimensions =
        IntStream.range(0, from.rank() - 1 + indices.shape().rank())
            .mapToLong(
                d -> {
                  int after = axis + indices.shape().rank();
                  if (d < axis) {
                    return from.dimension(d);
                  }
                  return d < after
                      ? indices.shape().dimension(d - axis)
                      : from.dimension(d - after + axis + 1);
                })
            .toArray();
    return graph.add(
        "GatherV2",
        List.of(x, indices, Literals.int32(axis)),
        Map.of("batch_dims", Attributes.of(0L)),
        x.type(),
        Shape.of(dimensions));
  }

  Value matMul(Value a, Value b, boolean transposeA, boolean transposeB) {
    return graph.add(
        "MatMul",
        List.of(a, b),
        Map.of(
            "transpose_a", Attributes.of(transposeA),
            "transpose_b", Attributes.of(transposeB)),
        a.type(),
        Shape.of(a.shape().dimension(transposeA ? 1 : 0), b.shape().dimension(transposeB ? 0 : 1)));
  }

  /** Rank 3 operands with equal batches. */
  Value batchMatMul(Value a, Value b, boolean adjointA, boolean adjointB) {
    return graph.add(
        "BatchMatMulV2",
        List.of(a, b),
        Map.of("adj_x", Attributes.of(adjointA), "adj_y", Attributes.of(adjointB)),
        a.type(),
        Shape.of(
            a.shape().dimension(0),
            a.shape().dimension(adjointA ? 2 : 1),
            b.shape().dimension(adjointB ? 1 : 2)));
  }

  /** Rows of {@code updates} added up at {@code indices} [n] of a zero tensor of n rows. */
  Value scatterNd(Value indices, Value updates, Shape shape) {
    Value column = new Shapes(graph).reshape(indices, Shape.of(indices.shape().dimension(0), 1));
    return graph.add(
        "ScatterNd",
        List.of(column, updates, Literals.vector(shape.toIntArray())),
        Map.of(),
        updates.type(),
        shape);
  }

  /** Values and int32 indices of the k largest of the last axis; ties keep their order. */
  List<Value> topK(Value x, int k) {
    Shape shape = x.shape().with(x.shape().rank() - 1, k);
    return graph.add(
        "TopKV2",
        List.of(x, Literals.int32(k)),
        Map.of("sorted", Attributes.of(true)),
        List.of(x.type(), ElementType.INT32),
        List.of(shape, shape));
  }

  Value cumulativeSum(Value x, int axis, boolean reverse) {
    return graph.add(
        "Cumsum",
        List.of(x, Literals.int32(axis)),
        Map.of("exclusive", Attributes.of(false), "reverse", Attributes.of(reverse)),
        x.type(),
        x.shape());
  }

  /** MaxPool or AvgPool of [n, h, w, c] without padding. */
  Value pool(String operation, Value x, long[] sizes, long[] strides) {
    long h = (x.shape().dimension(1) - sizes[0]) / strides[0] + 1;
    long w = (x.shape().dimension(2) - sizes[1]) / strides[1] + 1;
    return graph.add(
        operation,
        List.of(x),
        Map.of(
            "ksize", Attributes.list(1, sizes[0], sizes[1], 1),
            "strides", Attributes.list(1, strides[0], strides[1], 1),
            "padding", Attributes.of("VALID"),
            "data_format", Attributes.of("NHWC")),
        x.type(),
        Shape.of(x.shape().dimension(0), h, w, x.shape().dimension(3)));
  }

  /** One int32 operation whose operands wrap and broadcast as TensorFlow's do. */
  Value int32(String operation, Value a, Value b) {
    return graph.add(operation, List.of(a, b), Map.of(), ElementType.INT32, broadcast(a, b));
  }

  Value compare(String operation, Value a, Value b) {
    return graph.add(operation, List.of(a, b), Map.of(), ElementType.BOOL, broadcast(a, b));
  }

  /** SelectV2 of numbers; booleans would corrupt memory on wasm. */
  Value select(Value predicate, Value a, Value b) {
    Shape shape = Broadcasting.shape(predicate.shape(), broadcast(a, b));
    return graph.add("SelectV2", List.of(predicate, a, b), Map.of(), a.type(), shape);
  }

  /** The same value as a program type with the same carrier: no node, no change of bits. */
  Value retype(Value x, ElementType type) {
    if (x instanceof Running running && x.type() != type) {
      if (Carrier.of(x.type()) != Carrier.of(type)) {
        throw new IllegalArgumentException(x.type() + " and " + type + " have different carriers");
      }
      return graph.retype(running, type);
    }
    return x;
  }

  private static Shape broadcast(Value a, Value b) {
    return Broadcasting.shape(a.shape(), b.shape());
  }
}
