package org.modelparity.lowering;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.modelparity.graph.GraphBuilder;
import org.modelparity.graph.Value;
import org.modelparity.lowering.ConvolutionSpec.Spatial;
import org.modelparity.tensor.ElementType;
import org.modelparity.tensor.Shape;

/**
 * Convolutions as products of matrices: for integers, which no target's kernels convolve, and for
 * more than three spatial dimensions.
 */
final class PatchConvolution {
  private final Shapes shapes;
  private final Matrices matrices;

  PatchConvolution(GraphBuilder graph) {
    this.shapes = new Shapes(graph);
    this.matrices = new Matrices(graph);
  }

  /** [batch, spatial..., features] by [spatial..., input features, output features]. */
  Value convolution(Value x, Value w, List<Spatial> window, long groups, ElementType resultType) {
    int rank = window.size();
    Shape shape = Convolutions.resultShape(x.shape(), w.shape(), window);
    long positions = shape.size() / shape.dimension(rank + 1);
    long inputs = x.shape().dimension(rank + 1) / groups;
    long outputs = shape.dimension(rank + 1) / groups;
    Value padded = padded(x, window);
    List<Value> patches = new ArrayList<>();
    long[] offset = new long[rank];
    long taps = w.shape().size() / (inputs * groups * outputs);
    for (long tap = 0; tap < taps; tap++) {
      patches.add(
          shapes.reshape(
              at(padded, shape, window, offset), Shape.of(positions, 1, groups, inputs)));
      advance(offset, w.shape());
    }
    Value rows = shapes.concatenate(patches, 1);
    Value kernel = shapes.reshape(w, Shape.of(taps, inputs, groups, outputs));
    Value product =
        matrices.dotGeneral(
            rows,
            kernel,
            new int[] {2},
            new int[] {2},
            new int[] {1, 3},
            new int[] {0, 1},
            resultType);
    return shapes.reshape(shapes.transpose(product, 1, 0, 2), shape);
  }

  private Value padded(Value x, List<Spatial> window) {
    int rank = window.size();
    long[] low = new long[rank + 2];
    long[] high = new long[rank + 2];
    long[] interior = new long[rank + 2];
    IntStream.range(0, rank)
        .forEach(
            i -> {
              low[i + 1] = window.get(i).paddingLow();
              high[i + 1] = window.get(i).paddingHigh();
              interior[i + 1] = window.get(i).lhsDilation() - 1;
            });
    return shapes.pad(x, Literals.scalar(x.type(), 0), low, high, interior);
  }

  /** What one element of the kernel is multiplied with. */
  private Value at(Value padded, Shape result, List<Spatial> window, long[] offset) {
    int rank = window.size();
    long[] start = new long[rank + 2];
    long[] limit = padded.shape().toArray();
    long[] stride = new long[rank + 2];
    stride[0] = 1;
    stride[rank + 1] = 1;
    for (int i = 0; i < rank; i++) {
      Spatial s = window.get(i);
      start[i + 1] = offset[i] * s.rhsDilation();
      stride[i + 1] = s.stride();
      limit[i + 1] = start[i + 1] + (result.dimension(i + 1) - 1) * s.stride() + 1;
    }
    return shapes.slice(padded, start, limit, stride);
  }

  private static void advance(long[] offset, Shape sizes) {
    for (int i = offset.length - 1; i >= 0; i--) {
      if (++offset[i] < sizes.dimension(i)) {
        return;
      }
      offset[i] = 0;
    }
  }
}
