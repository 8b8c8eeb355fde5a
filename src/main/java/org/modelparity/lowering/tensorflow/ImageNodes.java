package org.modelparity.lowering.tensorflow;

import java.util.List;
import java.util.Map;
import org.modelparity.graph.Constant;
import org.modelparity.graph.GraphBuilder;
import org.modelparity.graph.Value;
import org.modelparity.lowering.Elementwise;
import org.modelparity.lowering.Matrices;
import org.modelparity.lowering.Shapes;
import org.modelparity.tensor.ElementType;
import org.modelparity.tensor.Shape;
import org.modelparity.tensor.Tensor;
import org.modelparity.tensorflow.EagerRuntime;
import org.tensorflow.proto.AttrValue;

/**
 * Resizing of images. It is linear and separable, so that every kind of it is a product with a
 * matrix of weights for the rows and another for the columns; TensorFlow computes these weights by
 * resizing an identity matrix.
 */
final class ImageNodes implements NodeHandlers.Family {
  private static final Map<String, List<String>> ATTRIBUTES =
      Map.of(
          "ResizeBilinear", List.of("align_corners", "half_pixel_centers"),
          "ResizeNearestNeighbor", List.of("align_corners", "half_pixel_centers"),
          "ResizeBicubic", List.of("align_corners", "half_pixel_centers"),
          "ResizeArea", List.of("align_corners"),
          "ScaleAndTranslate", List.of("kernel_type", "antialias"));

  private final EagerRuntime runtime;
  private final Matrices matrices;
  private final Shapes shapes;
  private final Elementwise elementwise;

  ImageNodes(GraphBuilder graph, EagerRuntime runtime) {
    this.runtime = runtime;
    this.matrices = new Matrices(graph);
    this.shapes = new Shapes(graph);
    this.elementwise = new Elementwise(graph);
  }

  @Override
  public void register(NodeHandlers handlers) {
    ATTRIBUTES.keySet().forEach(op -> handlers.one(op, this::resize));
  }

  private Value resize(NodeContext n) {
    Value x = n.in(0);
    int[] size = n.ints(1);
    Value resized = x;
    for (int axis = 1; axis <= 2; axis++) {
      resized = along(n, resized, axis, size[axis - 1]);
    }
    return n.operation().equals("ResizeNearestNeighbor")
        ? elementwise.convert(resized, x.type())
        : resized;
  }

  private Value along(NodeContext n, Value x, int axis, int size) {
    int from = Math.toIntExact(x.shape().dimension(axis));
    Tensor weights = weights(n, axis, from, size);
    Value floats = x.type().isFloating() ? x : elementwise.convert(x, ElementType.FLOAT32);
    Value dot =
        matrices.dotGeneral(
            floats,
            new Constant(weights),
            new int[0],
            new int[0],
            new int[] {axis},
            new int[] {1},
            ElementType.FLOAT32);
    return shapes.transpose(dot, axis == 1 ? new int[] {0, 3, 1, 2} : new int[] {0, 1, 3, 2});
  }

  /** Weights of shape [size, from]. */
  private Tensor weights(NodeContext n, int axis, int from, int size) {
    float[] identity = new float[from * from];
    for (int i = 0; i < from; i++) {
      identity[i * from + i] = 1;
    }
    boolean rows = axis == 1;
    Tensor image =
        Tensor.ofFloats(rows ? Shape.of(1, from, 1, from) : Shape.of(1, 1, from, from), identity);
    Map<String, AttrValue> attributes = new java.util.HashMap<>();
    for (String name : ATTRIBUTES.get(n.operation())) {
      attributes.put(name, n.attribute(name));
    }
    Tensor wanted = rows ? Tensor.vector(size, 1) : Tensor.vector(1, size);
    List<Tensor> inputs = List.of(image, wanted);
    if (n.operation().equals("ScaleAndTranslate")) {
      float[] scale = n.constant(2).toFloats();
      float[] translation = n.constant(3).toFloats();
      Shape two = Shape.of(2);
      inputs =
          List.of(
              image,
              wanted,
              rows ? Tensor.ofFloats(two, scale[0], 1) : Tensor.ofFloats(two, 1, scale[1]),
              rows
                  ? Tensor.ofFloats(two, translation[0], 0)
                  : Tensor.ofFloats(two, 0, translation[1]));
    }
    return runtime
        .run(n.operation(), inputs, attributes, List.of(ElementType.FLOAT32))
        .get(0)
        .reshape(Shape.of(size, from));
  }
}
