package org.modelparity.lowering.tensorflow;

import java.util.ArrayList;
import java.util.List;
import org.modelparity.graph.GraphBuilder;
import org.modelparity.graph.Value;
import org.modelparity.lowering.ConvolutionSpec;
import org.modelparity.lowering.Convolutions;
import org.modelparity.lowering.LoweringException;
import org.modelparity.lowering.Shapes;
import org.modelparity.tensor.Shape;

/** Convolutions and their transposes. */
final class ConvolutionNodes implements NodeHandlers.Family {
  private final Convolutions convolutions;
  private final Shapes shapes;

  ConvolutionNodes(GraphBuilder graph) {
    this.convolutions = new Convolutions(graph);
    this.shapes = new Shapes(graph);
  }

  @Override
  public void register(NodeHandlers handlers) {
    handlers.one("Conv2D", n -> convolve(n, 2));
    handlers.one("Conv3D", n -> convolve(n, 3));
    handlers.one("Conv", n -> convolve(n, n.in(0).shape().rank() - 2));
    handlers.one("DepthwiseConv2dNative", this::depthwise);
    handlers.one("Conv2DBackpropInput", n -> transposed(n, 2));
    handlers.one("Conv3DBackpropInputV2", n -> transposed(n, 3));
  }

  private Value convolve(NodeContext n, int spatial) {
    Frame frame = Frame.of(n, spatial);
    long groups = n.in(0).shape().dimension(frame.feature()) / n.in(1).shape().dimension(spatial);
    return convolve(n, frame, n.in(1), groups);
  }

  private Value depthwise(NodeContext n) {
    Shape filter = n.in(1).shape();
    long channels = filter.dimension(2);
    Value kernel =
        shapes.reshape(
            n.in(1),
            Shape.of(filter.dimension(0), filter.dimension(1), 1, channels * filter.dimension(3)));
    return convolve(n, Frame.of(n, 2), kernel, channels);
  }

  private Value convolve(NodeContext n, Frame frame, Value kernel, long groups) {
    List<ConvolutionSpec.Spatial> window = new ArrayList<>();
    for (int i = 0; i < frame.spatial().size(); i++) {
      int d = frame.spatial().get(i);
      long stride = frame.strides()[d];
      long dilation = frame.dilations()[d];
      long size = n.in(0).shape().dimension(d);
      long[] padding = Paddings.of(n, d, size, kernel.shape().dimension(i), stride, dilation);
      window.add(new ConvolutionSpec.Spatial(stride, padding[0], padding[1], 1, dilation, false));
    }
    int spatial = frame.spatial().size();
    ConvolutionSpec.Layout kernelLayout =
        new ConvolutionSpec.Layout(spatial, spatial + 1, first(spatial));
    return convolutions.convolution(
        n.in(0),
        kernel,
        new ConvolutionSpec(frame.layout(), kernelLayout, frame.layout(), window, groups, 1),
        n.in(0).type());
  }

  /** The gradient of a convolution with respect to its input, which is what transposing means. */
  private Value transposed(NodeContext n, int spatial) {
    Frame frame = Frame.of(n, spatial);
    long[] result = n.longs(0);
    Value kernel = n.in(1);
    Value from = n.in(2);
    List<ConvolutionSpec.Spatial> window = new ArrayList<>();
    for (int i = 0; i < spatial; i++) {
      int d = frame.spatial().get(i);
      long stride = frame.strides()[d];
      long dilation = frame.dilations()[d];
      long extent = (kernel.shape().dimension(i) - 1) * dilation + 1;
      long[] padding = Paddings.of(n, d, result[d], kernel.shape().dimension(i), stride, dilation);
      long low = extent - 1 - padding[0];
      long dilated = (from.shape().dimension(d) - 1) * stride + 1;
      long high = result[d] + extent - 1 - dilated - low;
      window.add(new ConvolutionSpec.Spatial(1, low, high, stride, dilation, true));
    }
    if (result[frame.feature()] != kernel.shape().dimension(spatial)) {
      throw new LoweringException("a transposed convolution in groups");
    }
    ConvolutionSpec.Layout kernelLayout =
        new ConvolutionSpec.Layout(spatial + 1, spatial, first(spatial));
    return convolutions.convolution(
        from,
        kernel,
        new ConvolutionSpec(frame.layout(), kernelLayout, frame.layout(), window, 1, 1),
        from.type());
  }

  private static List<Integer> first(int count) {
    return java.util.stream.IntStream.range(0, count).boxed().toList();
  }

  /** Which dimensions of an input are what, and the attributes that are given for each. */
  private record Frame(int feature, List<Integer> spatial, long[] strides, long[] dilations) {
    static Frame of(NodeContext n, int spatial) {
      boolean first = ActivationNodes.channelsFirst(n);
      List<Integer> dimensions = new ArrayList<>();
      for (int i = 0; i < spatial; i++) {
        dimensions.add(i + (first ? 2 : 1));
      }
      return new Frame(
          first ? 1 : spatial + 1,
          dimensions,
          longs(n.intList("strides"), spatial + 2),
          longs(n.intList("dilations"), spatial + 2));
    }

    private static long[] longs(int[] given, int count) {
      long[] all = new long[count];
      java.util.Arrays.fill(all, 1);
      for (int i = 0; i < given.length; i++) {
        all[i] = given[i];
      }
      return all;
    }

    ConvolutionSpec.Layout layout() {
      return new ConvolutionSpec.Layout(0, feature, spatial);
    }
  }
}
