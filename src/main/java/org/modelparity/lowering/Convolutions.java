package org.modelparity.lowering;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.modelparity.graph.GraphBuilder;
import org.modelparity.graph.Value;
import org.modelparity.lowering.ConvolutionSpec.Layout;
import org.modelparity.lowering.ConvolutionSpec.Spatial;
import org.modelparity.tensor.ElementType;
import org.modelparity.tensor.Shape;

/**
 * Convolutions of any layout, with strides, dilations and groups.
 *
 * <p>Everything is brought to [batch, spatial..., features] and [spatial..., input features, output
 * features]. What no kernel does is done around it: padding that cuts off, dilated inputs, kernels
 * both dilated and strided, groups of batches.
 */
public final class Convolutions {
  private final Shapes shapes;
  private final Elementwise elementwise;
  private final ConvolutionKernels kernels;
  private final PatchConvolution patches;

  public Convolutions(GraphBuilder graph) {
    this.shapes = new Shapes(graph);
    this.elementwise = new Elementwise(graph);
    this.kernels = new ConvolutionKernels(graph);
    this.patches = new PatchConvolution(graph);
  }

  /** StableHLO {@code convolution} of real operands. */
  public Value convolution(Value lhs, Value rhs, ConvolutionSpec spec, ElementType resultType) {
    int rank = spec.window().size();
    Value x = shapes.transpose(lhs, order(spec.input().first(), spec.input()));
    Value w = shapes.transpose(rhs, kernelOrder(spec.kernel()));
    long groups = spec.featureGroups();
    if (spec.batchGroups() > 1) {
      x = batchesAsFeatures(x, spec.batchGroups());
      groups = spec.batchGroups();
    }
    int[] reversed =
        IntStream.range(0, rank).filter(i -> spec.window().get(i).reversed()).toArray();
    w = shapes.reverse(w, reversed);
    Value y = plain(x, w, spec.window(), groups, resultType);
    int[] result = new int[rank + 2];
    int[] canonical = order(spec.output().first(), spec.output());
    for (int i = 0; i < result.length; i++) {
      result[canonical[i]] = i;
    }
    return shapes.transpose(y, result);
  }

  private Value plain(Value x, Value w, List<Spatial> window, long groups, ElementType resultType) {
    Shape shape = resultShape(x.shape(), w.shape(), window);
    if (shape.size() == 0 || x.shape().size() == 0 || w.shape().size() == 0) {
      return Literals.zeros(resultType, shape);
    }
    if (!x.type().isFloating() || !w.type().isFloating()) {
      return patches.convolution(x, w, window, groups, resultType);
    }
    ElementType computed =
        x.type() == ElementType.FLOAT64 || w.type() == ElementType.FLOAT64
            ? ElementType.FLOAT64
            : ElementType.FLOAT32;
    Value input = elementwise.convert(x, computed);
    Value kernel = elementwise.convert(w, computed);
    Value y =
        switch (window.size()) {
          case 0, 1 -> asPlane(input, kernel, window, groups);
          case 2 -> kernels.plane(input, kernel, window, groups);
          case 3 -> kernels.volume(input, kernel, window, groups);
          default -> patches.convolution(input, kernel, window, groups, computed);
        };
    return elementwise.convert(y, resultType);
  }

  /** Adds spatial dimensions of size 1. */
  private Value asPlane(Value x, Value w, List<Spatial> window, long groups) {
    int missing = 2 - window.size();
    long stride = window.isEmpty() ? 1 : window.get(0).stride();
    List<Spatial> plane = new ArrayList<>();
    for (int i = 0; i < missing; i++) {
      // Depthwise kernels want both strides equal; along a size of 1 any stride does.
      plane.add(new Spatial(i == 0 ? stride : 1, 0, 0, 1, 1, false));
    }
    plane.addAll(window);
    Value y =
        kernels.plane(
            shapes.reshape(x, widened(x.shape(), 1, missing)),
            shapes.reshape(w, widened(w.shape(), 0, missing)),
            plane,
            groups);
    return shapes.reshape(y, resultShape(x.shape(), w.shape(), window));
  }

  private static Shape widened(Shape shape, int at, int by) {
    long[] d = shape.toArray();
    long[] wider = new long[d.length + by];
    Arrays.fill(wider, 1);
    System.arraycopy(d, 0, wider, 0, at);
    System.arraycopy(d, at, wider, at + by, d.length - at);
    return Shape.of(wider);
  }

  /** A group of batches is convolved with a group of output features: as if they were features. */
  private Value batchesAsFeatures(Value x, long groups) {
    long[] d = x.shape().toArray();
    int last = d.length - 1;
    long[] split = new long[d.length + 1];
    System.arraycopy(d, 1, split, 2, last);
    split[0] = groups;
    split[1] = d[0] / groups;
    int[] order = new int[d.length + 1];
    for (int i = 0; i < last; i++) {
      order[i] = i + 1;
    }
    order[last] = 0;
    order[last + 1] = d.length;
    d[0] /= groups;
    d[last] *= groups;
    return shapes.reshape(shapes.transpose(shapes.reshape(x, Shape.of(split)), order), Shape.of(d));
  }

  static Shape resultShape(Shape x, Shape w, List<Spatial> window) {
    long[] d = new long[window.size() + 2];
    d[0] = x.dimension(0);
    for (int i = 0; i < window.size(); i++) {
      d[i + 1] = window.get(i).outputSize(x.dimension(i + 1), w.dimension(i));
    }
    d[d.length - 1] = w.dimension(w.rank() - 1);
    return Shape.of(d);
  }

  private static int[] order(int batch, Layout layout) {
    int[] order = new int[layout.spatial().size() + 2];
    order[0] = batch;
    for (int i = 0; i < layout.spatial().size(); i++) {
      order[i + 1] = layout.spatial().get(i);
    }
    order[order.length - 1] = layout.second();
    return order;
  }

  private static int[] kernelOrder(Layout layout) {
    return IntStream.concat(
            layout.spatial().stream().mapToInt(Integer::intValue),
            IntStream.of(layout.first(), layout.second()))
        .toArray();
  }
}
