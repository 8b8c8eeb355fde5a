package org.modelparity.lowering;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.modelparity.graph.Attributes;
import org.modelparity.graph.GraphBuilder;
import org.modelparity.graph.Value;
import org.modelparity.lowering.ConvolutionSpec.Spatial;
import org.modelparity.tensor.Shape;
import org.tensorflow.proto.AttrValue;

/** Convolutions of [batch, spatial..., features] by TensorFlow's floating point kernels. */
final class ConvolutionKernels {
  private final GraphBuilder graph;
  private final Shapes shapes;

  ConvolutionKernels(GraphBuilder graph) {
    this.graph = graph;
    this.shapes = new Shapes(graph);
  }

  /** With two spatial dimensions. */
  Value plane(Value x, Value w, List<Spatial> window, long groups) {
    if (groups == 1 && isTransposed(window)) {
      return transposed(x, w, window);
    }
    Prepared p = prepare(x, w, window, groups);
    if (groups == 1) {
      return conv2d(p.x(), p.w(), p.window());
    }
    if (p.w().shape().dimension(2) == 1) {
      return depthwise(p.x(), p.w(), p.window(), groups);
    }
    return perGroup(p.x(), p.w(), groups, (a, b) -> conv2d(a, b, p.window()));
  }

  /** With three spatial dimensions. */
  Value volume(Value x, Value w, List<Spatial> window, long groups) {
    // TF.js has neither dilations nor padding by hand here.
    return perGroup(
        padAll(x, window), dilateKernel(w, window), groups, (a, b) -> conv3d(a, b, window));
  }

  private record Prepared(Value x, Value w, List<Spatial> window) {}

  private interface Convolution {
    Value apply(Value x, Value w);
  }

  /** Moves out of the window what kernels do not do. */
  private Prepared prepare(Value x, Value w, List<Spatial> window, long groups) {
    boolean depthwise = groups > 1 && w.shape().dimension(2) == 1;
    boolean strided = window.stream().anyMatch(s -> s.stride() > 1);
    boolean dilated = window.stream().anyMatch(s -> s.rhsDilation() > 1);
    // TF.js refuses strides with dilations, and TensorFlow dilated depthwise kernels.
    boolean dilateKernel = dilated && (strided || depthwise);
    boolean padInput =
        window.stream()
            .anyMatch(s -> s.lhsDilation() > 1 || s.paddingLow() < 0 || s.paddingHigh() < 0);
    List<Spatial> left = new ArrayList<>();
    for (Spatial s : window) {
      left.add(
          new Spatial(
              s.stride(),
              padInput ? 0 : s.paddingLow(),
              padInput ? 0 : s.paddingHigh(),
              1,
              dilateKernel ? 1 : s.rhsDilation(),
              false));
    }
    return new Prepared(
        padInput ? padAll(x, window) : x, dilateKernel ? dilateKernel(w, window) : w, left);
  }

  private Value padAll(Value x, List<Spatial> window) {
    int rank = window.size();
    long[] low = new long[rank + 2];
    long[] high = new long[rank + 2];
    long[] interior = new long[rank + 2];
    for (int i = 0; i < rank; i++) {
      low[i + 1] = window.get(i).paddingLow();
      high[i + 1] = window.get(i).paddingHigh();
      interior[i + 1] = window.get(i).lhsDilation() - 1;
    }
    return shapes.pad(x, Literals.scalar(x.type(), 0), low, high, interior);
  }

  private Value dilateKernel(Value w, List<Spatial> window) {
    long[] none = new long[window.size() + 2];
    long[] interior = none.clone();
    for (int i = 0; i < window.size(); i++) {
      interior[i] = window.get(i).rhsDilation() - 1;
    }
    return shapes.pad(w, Literals.scalar(w.type(), 0), none, none, interior);
  }

  private Value conv2d(Value x, Value w, List<Spatial> window) {
    return graph.add(
        "Conv2D",
        List.of(x, w),
        attributes(window),
        x.type(),
        Convolutions.resultShape(x.shape(), w.shape(), window));
  }

  private Value depthwise(Value x, Value w, List<Spatial> window, long groups) {
    Spatial h = window.get(0);
    Spatial v = window.get(1);
    Shape full = Convolutions.resultShape(x.shape(), w.shape(), window);
    boolean unequal = h.stride() != v.stride();
    // TensorFlow's kernel wants equal strides: every position, of which some are taken.
    List<Spatial> even =
        unequal
            ? List.of(
                new Spatial(1, h.paddingLow(), h.paddingHigh(), 1, 1, false),
                new Spatial(1, v.paddingLow(), v.paddingHigh(), 1, 1, false))
            : window;
    Shape computed = Convolutions.resultShape(x.shape(), w.shape(), even);
    long outputs = w.shape().dimension(3);
    Value filter =
        shapes.reshape(
            w, Shape.of(w.shape().dimension(0), w.shape().dimension(1), groups, outputs / groups));
    Value y =
        graph.add(
            "DepthwiseConv2dNative", List.of(x, filter), attributes(even), x.type(), computed);
    return unequal
        ? shapes.slice(
            y, new long[4], computed.toArray(), new long[] {1, h.stride(), v.stride(), 1})
        : shapes.reshape(y, full);
  }

  private Value conv3d(Value x, Value w, List<Spatial> window) {
    List<Spatial> bare =
        window.stream().map(s -> new Spatial(s.stride(), 0, 0, 1, 1, false)).toList();
    return graph.add(
        "Conv3D",
        List.of(x, w),
        Map.of(
            "strides",
            Attributes.list(1, bare.get(0).stride(), bare.get(1).stride(), bare.get(2).stride(), 1),
            "dilations",
            Attributes.list(1, 1, 1, 1, 1),
            "padding",
            Attributes.of("VALID"),
            "data_format",
            Attributes.of("NDHWC")),
        x.type(),
        Convolutions.resultShape(x.shape(), w.shape(), bare));
  }

  private Value perGroup(Value x, Value w, long groups, Convolution convolution) {
    if (groups == 1) {
      return convolution.apply(x, w);
    }
    int features = x.shape().rank() - 1;
    long inputs = x.shape().dimension(features) / groups;
    long outputs = w.shape().dimension(features) / groups;
    List<Value> parts = new ArrayList<>();
    for (long g = 0; g < groups; g++) {
      parts.add(
          convolution.apply(
              shapes.slice(x, features, g * inputs, (g + 1) * inputs),
              shapes.slice(w, features, g * outputs, (g + 1) * outputs)));
    }
    return shapes.concatenate(parts, features);
  }

  /** Whether the window is that of a transposed convolution. */
  private static boolean isTransposed(List<Spatial> window) {
    return window.stream().anyMatch(s -> s.lhsDilation() > 1)
        && window.stream().allMatch(s -> s.stride() == 1 && s.rhsDilation() == 1);
  }

  /**
   * A dilated input is the gradient of a strided convolution. Computed without padding, which is
   * padding of kernel - 1 here; the difference is cut off or added afterwards.
   */
  private Value transposed(Value x, Value w, List<Spatial> window) {
    Value turned = shapes.transpose(shapes.reverse(w, 0, 1), 0, 1, 3, 2);
    long[] size = new long[4];
    size[0] = x.shape().dimension(0);
    size[3] = w.shape().dimension(3);
    long[] low = new long[4];
    long[] high = new long[4];
    for (int i = 0; i < 2; i++) {
      long kernel = w.shape().dimension(i);
      size[i + 1] = (x.shape().dimension(i + 1) - 1) * window.get(i).lhsDilation() + kernel;
      low[i + 1] = window.get(i).paddingLow() - (kernel - 1);
      high[i + 1] = window.get(i).paddingHigh() - (kernel - 1);
    }
    Shape shape = Shape.of(size);
    Value full =
        graph.add(
            "Conv2DBackpropInput",
            List.of(Literals.vector(shape.toIntArray()), turned, x),
            Map.of(
                "strides",
                Attributes.list(1, window.get(0).lhsDilation(), window.get(1).lhsDilation(), 1),
                "padding",
                Attributes.of("VALID"),
                "data_format",
                Attributes.of("NHWC"),
                "dilations",
                Attributes.list(1, 1, 1, 1)),
            x.type(),
            shape);
    return shapes.pad(full, Literals.scalar(x.type(), 0), low, high, new long[4]);
  }

  private static Map<String, AttrValue> attributes(List<Spatial> window) {
    Spatial h = window.get(0);
    Spatial v = window.get(1);
    Map<String, AttrValue> attributes = new HashMap<>();
    attributes.put("strides", Attributes.list(1, h.stride(), v.stride(), 1));
    attributes.put("dilations", Attributes.list(1, h.rhsDilation(), v.rhsDilation(), 1));
    attributes.put("data_format", Attributes.of("NHWC"));
    boolean padded =
        IntStream.range(0, 2)
            .anyMatch(i -> window.get(i).paddingLow() != 0 || window.get(i).paddingHigh() != 0);
    attributes.put("padding", Attributes.of(padded ? "EXPLICIT" : "VALID"));
    if (padded) {
      attributes.put(
          "explicit_paddings",
          Attributes.list(
              0, 0, h.paddingLow(), h.paddingHigh(), v.paddingLow(), v.paddingHigh(), 0, 0));
    }
    return Collections.unmodifiableMap(attributes);
  }
}
