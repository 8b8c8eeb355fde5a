package org.modelparity.tfjs;

import static org.modelparity.tfjs.Models.booleans;
import static org.modelparity.tfjs.Models.floats;
import static org.modelparity.tfjs.Models.ints;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.modelparity.graph.Attributes;
import org.modelparity.graph.Constant;
import org.modelparity.graph.FoldingGraphBuilder;
import org.modelparity.graph.GraphBuilder;
import org.modelparity.graph.PortableGraph;
import org.modelparity.graph.Value;
import org.modelparity.tensor.ElementType;
import org.modelparity.tensor.Shape;
import org.modelparity.tensor.Tensor;
import org.tensorflow.proto.AttrValue;

/**
 * Every operation once, one model for each family, written and run by TF.js, against TensorFlow.
 */
class OperationsTest {
  private static final ElementType F = ElementType.FLOAT32;
  private static final ElementType I = ElementType.INT32;
  private static final ElementType B = ElementType.BOOL;

  private record Case(String name, List<Tensor> inputs, Models.Body body) {}

  @ParameterizedTest(name = "{0} on {2}")
  @MethodSource("familiesOnBackends")
  void computesWhatTensorFlowComputes(
      String family, List<Case> cases, String backend, @TempDir Path folder) throws Exception {
    Map<String, Tensor> inputs = new LinkedHashMap<>();
    List<PortableGraph.Output> outputs = new ArrayList<>();
    try (GraphBuilder builder = new FoldingGraphBuilder()) {
      for (Case tested : cases) {
        List<Value> values = new ArrayList<>();
        for (Tensor input : tested.inputs) {
          String name = tested.name + " x" + inputs.size();
          values.add(builder.input(name, input.type(), input.shape()));
          inputs.put(name, input);
        }
        for (Value value : tested.body.apply(builder, values)) {
          outputs.add(new PortableGraph.Output(tested.name + " y" + outputs.size(), value));
        }
      }
      Models.assertRight(builder.build(outputs), inputs, folder, backend);
    }
  }

  private static Stream<Arguments> familiesOnBackends() {
    return Stream.of("wasm", "cpu")
        .flatMap(
            backend ->
                Stream.of(
                    Arguments.of("element-wise", elementwise().toList(), backend),
                    Arguments.of("shapes", shapes().toList(), backend),
                    Arguments.of("indexing", indexing().toList(), backend),
                    Arguments.of("reductions", reductions().toList(), backend),
                    Arguments.of("products", products().toList(), backend),
                    Arguments.of("images", images().toList(), backend),
                    Arguments.of("booleans", booleanCases().toList(), backend)));
  }

  private static Stream<Case> elementwise() {
    Stream<Case> unary =
        Stream.of(
                "Abs",
                "Neg",
                "Exp",
                "Expm1",
                "Log1p",
                "Square",
                "Reciprocal",
                "Tanh",
                "Sigmoid",
                "Floor",
                "Ceil",
                "Round",
                "Relu",
                "Relu6",
                "Elu",
                "Sin",
                "Cos",
                "Sign",
                "Softplus")
            .map(o -> one(o, F, Shape.of(3, 4), floats(3, 4)));
    Stream<Case> binary =
        Stream.of("AddV2", "Sub", "Mul", "RealDiv", "Maximum", "Minimum", "SquaredDifference")
            .map(o -> one(o, F, Shape.of(2, 3, 4), floats(2, 3, 4), floats(3, 1)));
    Stream<Case> integers =
        Stream.of("AddV2", "Sub", "Mul", "Maximum", "Minimum", "FloorMod", "FloorDiv")
            .map(o -> one(o, I, Shape.of(4, 5), ints(-99, 99, 4, 5), ints(1, 9, 5)));
    Stream<Case> comparisons =
        Stream.of("Equal", "NotEqual", "Less", "LessEqual", "Greater", "GreaterEqual")
            .map(o -> one(o, B, Shape.of(4, 5), ints(0, 3, 4, 5), ints(0, 3, 4, 5)));
    Stream<Case> others =
        Stream.of(
            one("SelectV2", F, Shape.of(3, 4), booleans(3, 1), floats(3, 4), floats(4)),
            one("IsFinite", B, Shape.of(3), Tensor.ofFloats(Shape.of(3), 1, 0, Float.NaN)),
            one("Cast", I, Shape.of(3, 4), floats(3, 4)),
            one("Cast", F, Shape.of(3, 4), booleans(3, 4)),
            one("Cast", F, Shape.of(3, 4), ints(-9, 9, 3, 4)));
    return Stream.of(unary, binary, integers, comparisons, others).flatMap(s -> s);
  }

  private static Stream<Case> shapes() {
    Tensor x = floats(2, 3, 4);
    return Stream.of(
        arguments("Reshape", x, Shape.of(4, 6), List.of(Tensor.vector(4, 6))),
        arguments("Transpose", x, Shape.of(4, 2, 3), List.of(Tensor.vector(2, 0, 1))),
        arguments("ExpandDims", x, Shape.of(2, 1, 3, 4), List.of(Tensor.scalar(1))),
        arguments("Tile", x, Shape.of(4, 3, 12), List.of(Tensor.vector(2, 1, 3))),
        arguments("BroadcastTo", x, Shape.of(5, 2, 3, 4), List.of(Tensor.vector(5, 2, 3, 4))),
        arguments(
            "Slice", x, Shape.of(1, 2, 3), List.of(Tensor.vector(1, 0, 1), Tensor.vector(1, 2, 3))),
        arguments("ReverseV2", x, Shape.of(2, 3, 4), List.of(Tensor.vector(1))),
        arguments(
            "PadV2",
            x,
            Shape.of(3, 3, 8),
            List.of(pairs(0, 1, 0, 0, 2, 2), Tensor.scalar(Float.NEGATIVE_INFINITY))),
        arguments(
            "MirrorPad",
            x,
            Shape.of(2, 5, 4),
            List.of(pairs(0, 0, 1, 1, 0, 0)),
            Map.of("mode", Attributes.of("REFLECT"))),
        new Case(
            "Squeeze",
            List.of(floats(2, 1, 3)),
            (b, in) ->
                List.of(
                    b.add(
                        "Squeeze",
                        in,
                        Map.of("squeeze_dims", Attributes.list(1)),
                        F,
                        Shape.of(2, 3)))),
        new Case(
            "ConcatV2",
            List.of(floats(2, 3), floats(2, 1)),
            (b, in) ->
                List.of(
                    b.add(
                        "ConcatV2",
                        List.of(in.get(0), in.get(1), in.get(0), constant(Tensor.scalar(1))),
                        Map.of(),
                        F,
                        Shape.of(2, 7)))),
        new Case(
            "Pack",
            List.of(floats(2, 3), floats(3, 3)),
            (b, in) ->
                List.of(
                    b.add(
                        "Pack",
                        List.of(in.get(0), in.get(0)),
                        Map.of("axis", Attributes.of(1)),
                        F,
                        Shape.of(2, 2, 3)))),
        new Case(
            "Split",
            List.of(floats(2, 6)),
            (b, in) ->
                b.add(
                    "Split",
                    List.of(constant(Tensor.scalar(1)), in.get(0)),
                    Map.of("num_split", Attributes.of(3)),
                    List.of(F, F, F),
                    List.of(Shape.of(2, 2), Shape.of(2, 2), Shape.of(2, 2)))));
  }

  private static Stream<Case> indexing() {
    return Stream.of(
        new Case(
            "GatherV2",
            List.of(floats(5, 3), ints(0, 5, 2, 2)),
            (b, in) ->
                List.of(
                    b.add(
                        "GatherV2",
                        List.of(in.get(0), in.get(1), constant(Tensor.scalar(0))),
                        Map.of(),
                        F,
                        Shape.of(2, 2, 3)))),
        one("GatherNd", F, Shape.of(4), floats(5, 3), ints(0, 3, 4, 2)),
        new Case(
            "ScatterNd",
            List.of(ints(0, 4, 6, 1), floats(6, 2)),
            (b, in) ->
                List.of(
                    b.add(
                        "ScatterNd",
                        List.of(in.get(0), in.get(1), constant(Tensor.vector(4, 2))),
                        Map.of(),
                        F,
                        Shape.of(4, 2)))),
        new Case(
            "TensorScatterUpdate of a constant",
            List.of(Tensor.ofInts(Shape.of(2, 1), 3, 1), floats(2, 2)),
            (b, in) ->
                List.of(
                    b.add(
                        "TensorScatterUpdate",
                        List.of(constant(floats(4, 2)), in.get(0), in.get(1)),
                        Map.of(),
                        F,
                        Shape.of(4, 2)))),
        new Case(
            "TensorScatterUpdate of an input used again",
            List.of(floats(4, 2), Tensor.ofInts(Shape.of(2, 1), 3, 1), floats(2, 2)),
            (b, in) -> {
              Value x = b.add("Abs", List.of(in.get(0)), Map.of(), F, Shape.of(4, 2));
              Value updated =
                  b.add(
                      "TensorScatterUpdate",
                      List.of(x, in.get(1), in.get(2)),
                      Map.of(),
                      F,
                      Shape.of(4, 2));
              return List.of(updated, b.add("Neg", List.of(x), Map.of(), F, Shape.of(4, 2)));
            }),
        new Case(
            "TopKV2",
            List.of(floats(3, 7)),
            (b, in) ->
                b.add(
                    "TopKV2",
                    List.of(in.get(0), constant(Tensor.scalar(4))),
                    Map.of(),
                    List.of(F, I),
                    List.of(Shape.of(3, 4), Shape.of(3, 4)))));
  }

  private static Stream<Case> reductions() {
    Stream<Case> floating =
        Stream.of("Sum", "Mean", "Max", "Min", "Prod")
            .map(o -> arguments(o, floats(2, 3, 4), Shape.of(3), List.of(Tensor.vector(0, 2))));
    Stream<Case> kept =
        Stream.of("Sum", "Max")
            .map(
                o ->
                    arguments(
                        o,
                        ints(-9, 9, 2, 3, 4),
                        Shape.of(2, 1, 4),
                        List.of(Tensor.vector(1)),
                        Map.of("keep_dims", Attributes.of(true))));
    Stream<Case> logical =
        Stream.of("All", "Any")
            .map(o -> arguments(o, booleans(2, 3), Shape.of(2), List.of(Tensor.vector(1))));
    Stream<Case> others =
        Stream.of(
            arguments("Cumsum", floats(3, 4), Shape.of(3, 4), List.of(Tensor.scalar(1))),
            new Case(
                "ArgMax",
                List.of(floats(3, 5)),
                (b, in) ->
                    List.of(
                        b.add(
                            "ArgMax",
                            List.of(in.get(0), constant(Tensor.scalar(1))),
                            Map.of(),
                            I,
                            Shape.of(3)))),
            one("Softmax", F, Shape.of(3, 5), floats(3, 5)));
    return Stream.of(floating, kept, logical, others).flatMap(s -> s);
  }

  private static Stream<Case> products() {
    return Stream.of(
        one("MatMul", F, Shape.of(3, 5), floats(3, 4), floats(4, 5)),
        one("BatchMatMulV2", F, Shape.of(2, 3, 5), floats(2, 3, 4), floats(2, 4, 5)),
        new Case(
            "MatMul transposed",
            List.of(floats(4, 3)),
            (b, in) ->
                List.of(
                    b.add(
                        "MatMul",
                        List.of(in.get(0), constant(floats(5, 4))),
                        Map.of(
                            "transpose_a", Attributes.of(true), "transpose_b", Attributes.of(true)),
                        F,
                        Shape.of(3, 5)))),
        new Case(
            "MatMul, bias and relu",
            List.of(floats(3, 4)),
            (b, in) -> {
              Value product =
                  b.add(
                      "MatMul",
                      List.of(in.get(0), constant(floats(4, 5))),
                      Map.of(),
                      F,
                      Shape.of(3, 5));
              return List.of(biased(b, "Relu", product, 5));
            }));
  }

  private static Stream<Case> images() {
    Map<String, AttrValue> same =
        Map.of(
            "strides", Attributes.list(1, 2, 2, 1),
            "padding", Attributes.of("SAME"));
    Map<String, AttrValue> explicit =
        Map.of(
            "strides", Attributes.list(1, 1, 1, 1),
            "padding", Attributes.of("EXPLICIT"),
            "explicit_paddings", Attributes.list(0, 0, 2, 0, 1, 1, 0, 0),
            "dilations", Attributes.list(1, 1, 2, 1));
    Map<String, AttrValue> pool =
        Map.of(
            "ksize", Attributes.list(1, 2, 2, 1),
            "strides", Attributes.list(1, 2, 2, 1),
            "padding", Attributes.of("VALID"));
    Tensor image = floats(2, 6, 6, 3);
    return Stream.of(
        convolution("Conv2D", image, floats(3, 3, 3, 4), same, Shape.of(2, 3, 3, 4), null),
        convolution("Conv2D", image, floats(2, 2, 3, 4), explicit, Shape.of(2, 7, 6, 4), null),
        convolution("Conv2D", image, floats(3, 3, 3, 4), same, Shape.of(2, 3, 3, 4), ""),
        convolution("Conv2D", image, floats(3, 3, 3, 4), same, Shape.of(2, 3, 3, 4), "Relu"),
        convolution("Conv2D", image, floats(3, 3, 3, 4), same, Shape.of(2, 3, 3, 4), "Relu6"),
        convolution(
            "DepthwiseConv2dNative",
            image,
            floats(3, 3, 3, 2),
            same,
            Shape.of(2, 3, 3, 6),
            "Relu6"),
        arguments("MaxPool", image, Shape.of(2, 3, 3, 3), List.of(), pool),
        arguments("AvgPool", image, Shape.of(2, 3, 3, 3), List.of(), pool),
        arguments(
            "ResizeBilinear",
            image,
            Shape.of(2, 9, 12, 3),
            List.of(Tensor.vector(9, 12)),
            Map.of("half_pixel_centers", Attributes.of(true))));
  }

  private static Stream<Case> booleanCases() {
    return Stream.of(
        one("LogicalAnd", B, Shape.of(3, 4), booleans(3, 4), booleans(4)),
        one("LogicalOr", B, Shape.of(3, 4), booleans(3, 4), booleans(4)),
        one("LogicalNot", B, Shape.of(3, 4), booleans(3, 4)));
  }

  private static Case convolution(
      String operation,
      Tensor image,
      Tensor filter,
      Map<String, AttrValue> attributes,
      Shape shape,
      String activation) {
    int channels = (int) shape.dimension(3);
    return new Case(
        operation + (activation == null ? "" : ", bias and " + activation),
        List.of(image),
        (b, in) -> {
          Value product =
              b.add(operation, List.of(in.get(0), constant(filter)), attributes, F, shape);
          return List.of(activation == null ? product : biased(b, activation, product, channels));
        });
  }

  private static Value biased(GraphBuilder b, String activation, Value product, int channels) {
    Value sum =
        b.add(
            "BiasAdd", List.of(product, constant(floats(channels))), Map.of(), F, product.shape());
    return activation.isEmpty()
        ? sum
        : b.add(activation, List.of(sum), Map.of(), F, product.shape());
  }

  /** An operation all of whose inputs are fed. */
  private static Case one(String operation, ElementType type, Shape shape, Tensor... inputs) {
    return new Case(
        operation + " " + Arrays.toString(inputs),
        List.of(inputs),
        (b, in) -> List.of(b.add(operation, in, Map.of(), type, shape)));
  }

  /** An operation of one input and constant arguments. */
  private static Case arguments(
      String operation, Tensor input, Shape shape, List<Tensor> arguments) {
    return arguments(operation, input, shape, arguments, Map.of());
  }

  private static Case arguments(
      String operation,
      Tensor input,
      Shape shape,
      List<Tensor> arguments,
      Map<String, AttrValue> attributes) {
    return new Case(
        operation + " " + input + arguments,
        List.of(input),
        (b, in) -> {
          List<Value> all =
              Stream.concat(in.stream(), arguments.stream().map(OperationsTest::constant)).toList();
          return List.of(b.add(operation, all, attributes, input.type(), shape));
        });
  }

  private static Value constant(Tensor tensor) {
    return new Constant(tensor);
  }

  private static Tensor pairs(int... values) {
    return Tensor.ofInts(Shape.of(values.length / 2, 2), values);
  }
}
