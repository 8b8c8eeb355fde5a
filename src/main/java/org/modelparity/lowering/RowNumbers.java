package org.modelparity.lowering;

import java.util.List;
import org.modelparity.graph.Value;
import org.modelparity.tensor.ElementType;
import org.modelparity.tensor.Shape;

/**
 * Numbers rows of a tensor: a row is everything in the dimensions from {@code whole} on. Adds up
 * where the rows of slices are.
 */
final class RowNumbers {
  private final Primitives primitives;
  private final Shapes shapes;
  private final Shape size;
  private final int whole;
  private Value first = Literals.int32(0);

  RowNumbers(Primitives primitives, Shapes shapes, Shape size, int whole) {
    this.primitives = primitives;
    this.shapes = shapes;
    this.size = size;
    this.whole = whole;
  }

  long count() {
    return product(0, whole);
  }

  long width() {
    return product(whole, size.rank());
  }

  /** Starts [number of indices] along an axis. */
  void addStarts(int axis, Value starts) {
    int stride = stride(axis);
    add(stride == 1 ? starts : primitives.int32("Mul", starts, Literals.int32(stride)));
  }

  /** An axis that runs along with one dimension of the indices. */
  void addBatch(int axis, Shape indices, int indexVectorDim, int dimension) {
    Shape batch = Starts.batchShape(indices, indexVectorDim);
    int at = dimension > indexVectorDim ? dimension - 1 : dimension;
    long inner = 1;
    for (int d = at + 1; d < batch.rank(); d++) {
      inner *= batch.dimension(d);
    }
    long after = inner;
    long length = batch.dimension(at);
    int stride = stride(axis);
    add(
        Literals.ofIndex(
            ElementType.INT32, Shape.of(batch.size()), i -> i / after % length * stride));
  }

  /**
   * The rows of all slices, [number of indices, rows of one slice].
   *
   * @param within axes before {@code whole} that run through a slice
   */
  Value numbers(long indices, List<Integer> within, List<Long> sliceSizes) {
    long rows = within.stream().mapToLong(sliceSizes::get).reduce(1, (a, b) -> a * b);
    Value offsets =
        Literals.ofIndex(
            ElementType.INT32,
            Shape.of(1, rows),
            i -> {
              long rest = i;
              long offset = 0;
              for (int k = within.size() - 1; k >= 0; k--) {
                long length = sliceSizes.get(within.get(k));
                offset += rest % length * stride(within.get(k));
                rest /= length;
              }
              return offset;
            });
    Value starts =
        shapes.reshape(shapes.broadcastTo(first, Shape.of(indices)), Shape.of(indices, 1));
    return rows == 1 ? starts : primitives.int32("AddV2", starts, offsets);
  }

  private void add(Value rows) {
    first =
        Reducer.ADD.isIdentity(first) && first.shape().rank() == 0
            ? rows
            : primitives.int32("AddV2", first, rows);
  }

  private int stride(int axis) {
    return Math.toIntExact(product(axis + 1, whole));
  }

  private long product(int from, int to) {
    long product = 1;
    for (int d = from; d < to; d++) {
      product *= size.dimension(d);
    }
    return product;
  }
}
