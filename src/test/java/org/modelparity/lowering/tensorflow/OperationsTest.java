package org.modelparity.lowering.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.modelparity.graph.Attributes;
import org.modelparity.graph.GraphExecution;
import org.modelparity.graph.PortableGraph;
import org.modelparity.lowering.LoweringException;
import org.modelparity.lowering.ProgramLowering;
import org.modelparity.model.Checkpoint;
import org.modelparity.model.ModelException;
import org.modelparity.model.SavedModelProgram;
import org.modelparity.model.StableHloProgram;
import org.modelparity.target.ConversionRequest;
import org.modelparity.target.ConvertedModel;
import org.modelparity.target.Execution;
import org.modelparity.target.Target;
import org.modelparity.tensor.Comparison;
import org.modelparity.tensor.ElementType;
import org.modelparity.tensor.Shape;
import org.modelparity.tensor.Signature;
import org.modelparity.tensor.Tensor;
import org.modelparity.tensor.TensorSpec;
import org.modelparity.tensor.Tolerance;
import org.modelparity.tensorflow.GraphRunner;
import org.modelparity.tensorflow.OperationCatalog;
import org.modelparity.tfjs.TfjsTarget;
import org.modelparity.tflite.TfliteTarget;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.proto.TensorInfo;

/** Single TensorFlow operations: what TensorFlow computes, the lowering and both targets must. */
class OperationsTest {
  private static final Tensor ROWS =
      Tensor.ofFloats(Shape.of(2, 6), 1, -2, 3, 0.5f, 4, -1, 2, 2, -0.5f, 1, 0, 3);
  private static final Tensor NUMBERS = Tensor.ofInts(Shape.of(2, 4), 0, 3, 3, 5, 1, 6, 9, -4);

  @TempDir Path folder;

  /** A function of a float32 [2, 6] and an int32 [2, 4]. */
  private interface Case {
    String apply(TensorFlowNodes n, String x, String k);
  }

  private static final String COMPLEX_OUTPUT = "complex output";
  private static final ElementType FLOAT = ElementType.FLOAT32;
  private static final ElementType INT = ElementType.INT32;
  private static final ElementType COMPLEX = ElementType.COMPLEX64;

  static Stream<Arguments> cases() {
    Map<String, Case> cases = new LinkedHashMap<>();
    complexNumbers(cases);
    transforms(cases);
    integers(cases);
    tensors(cases);
    return cases.entrySet().stream().map(e -> Arguments.of(e.getKey(), e.getValue()));
  }

  private static void complexNumbers(Map<String, Case> cases) {
    cases.put("ComplexAbs", (n, x, k) -> n.op(FLOAT, "ComplexAbs", complex(n, x)));
    cases.put("Angle", (n, x, k) -> n.op(FLOAT, "Angle", complex(n, x)));
    cases.put("Conj", (n, x, k) -> imag(n, n.op("Conj", complex(n, x))));
    cases.put(
        "product of complex numbers",
        (n, x, k) -> real(n, n.op("Mul", complex(n, x), n.op("Exp", complex(n, x)))));
    cases.put(
        "quotient of complex numbers",
        (n, x, k) ->
            imag(n, n.op("RealDiv", complex(n, x), n.op("AddV2", complex(n, x), fixed(n)))));
    cases.put(COMPLEX_OUTPUT, (n, x, k) -> n.op("Neg", complex(n, x)));
    cases.put(
        "parts of complex numbers move together",
        (n, x, k) -> {
          String turned = n.op("Transpose", rfft(n, x, 6), n.ints(1, 0));
          String joined = n.op("ConcatV2", turned, turned, n.number(1));
          return n.op(FLOAT, "ComplexAbs", n.op("Sum", joined, n.ints(0)));
        });
  }

  private static void transforms(Map<String, Case> cases) {
    cases.put("FFT", (n, x, k) -> real(n, n.op("FFT", complex(n, x))));
    cases.put("IFFT", (n, x, k) -> imag(n, n.op("IFFT", complex(n, x))));
    cases.put("FFT2D", (n, x, k) -> imag(n, n.op("FFT2D", complex(n, x))));
    cases.put("IFFT2D", (n, x, k) -> real(n, n.op("IFFT2D", complex(n, x))));
    cases.put("RFFT", (n, x, k) -> n.op(FLOAT, "ComplexAbs", rfft(n, x, 6)));
    cases.put("RFFT cut", (n, x, k) -> imag(n, rfft(n, x, 5)));
    cases.put("IRFFT", (n, x, k) -> n.op(FLOAT, "IRFFT", rfft(n, x, 6), n.ints(6)));
    cases.put("IRFFT cut", (n, x, k) -> n.op(FLOAT, "IRFFT", rfft(n, x, 6), n.ints(5)));
    cases.put(
        "RFFT2D", (n, x, k) -> n.op(FLOAT, "ComplexAbs", n.op(COMPLEX, "RFFT2D", x, n.ints(2, 6))));
  }

  private static void integers(Map<String, Case> cases) {
    cases.put(
        "DenseBincount of a size that is always the same",
        (n, x, k) -> {
          String largest = n.op("AddV2", n.op("Max", k, n.ints(0, 1)), n.number(1));
          String size = n.op("Minimum", n.number(7), n.op("Maximum", n.number(7), largest));
          String none = n.constant(Tensor.ofFloats(Shape.of(0)));
          return n.op(FLOAT, "DenseBincount", n.op("Maximum", k, n.number(0)), size, none);
        });
    cases.put("BitwiseAnd", (n, x, k) -> n.op("BitwiseAnd", k, n.number(6)));
    cases.put("BitwiseOr", (n, x, k) -> n.op("BitwiseOr", k, n.number(9)));
    cases.put("BitwiseXor", (n, x, k) -> n.op("BitwiseXor", k, n.number(-3)));
    cases.put("Invert", (n, x, k) -> n.op("Invert", k));
    cases.put("LeftShift", (n, x, k) -> n.op("LeftShift", k, n.number(3)));
    cases.put("RightShift", (n, x, k) -> n.op("RightShift", k, n.number(1)));
    cases.put("FloorDiv", (n, x, k) -> n.op("FloorDiv", k, n.number(-3)));
    cases.put("FloorMod", (n, x, k) -> n.op("FloorMod", k, n.number(-3)));
    cases.put("TruncateMod", (n, x, k) -> n.op("TruncateMod", k, n.number(3)));
    cases.put(
        "OneHot", (n, x, k) -> n.op(FLOAT, "OneHot", k, n.number(6), n.number(2f), n.number(-1f)));
    cases.put(
        "LogicalXor",
        (n, x, k) -> {
          String above = n.op(ElementType.BOOL, "Greater", k, n.number(2));
          String below = n.op(ElementType.BOOL, "Less", k, n.number(5));
          return n.op("LogicalAnd", above, n.op("LogicalNot", below));
        });
    cases.put("Bitcast", (n, x, k) -> n.op(INT, "Bitcast", n.op("AddV2", x, n.number(0.1f))));
  }

  private static void tensors(Map<String, Case> cases) {
    cases.put(
        "UnsortedSegmentSum",
        (n, x, k) -> n.op("UnsortedSegmentSum", x, n.ints(1, 1), n.number(3)));
    cases.put(
        "UnsortedSegmentMax",
        (n, x, k) -> n.op("UnsortedSegmentMax", x, n.ints(1, 0), n.number(2)));
    cases.put(
        "Einsum",
        (n, x, k) -> n.op(FLOAT, "Einsum", Map.of("equation", Attributes.of("ab,cb->ac")), x, x));
    cases.put(
        "BatchMatMulV3", (n, x, k) -> n.op("BatchMatMulV3", x, n.op("Transpose", x, n.ints(1, 0))));
    cases.put("Cumsum", (n, x, k) -> n.op("Cumsum", x, n.number(1)));
    cases.put("Cumprod", (n, x, k) -> n.op("Cumprod", x, n.number(1)));
    cases.put("TopKV2", (n, x, k) -> n.op("TopKV2", x, n.number(3)));
    cases.put(
        "ReverseSequence",
        (n, x, k) ->
            n.op(FLOAT, "ReverseSequence", Map.of("seq_dim", Attributes.of(1)), x, n.ints(3, 5)));
    cases.put("Roll", (n, x, k) -> n.op("Roll", x, n.number(2), n.number(1)));
    cases.put("Erfc", (n, x, k) -> n.op("Erfc", x));
    cases.put("Softsign", (n, x, k) -> n.op("Softsign", x));
    cases.put(
        "Xlogy", (n, x, k) -> n.op("Xlogy", x, n.op("AddV2", n.op("Square", x), n.number(1f))));
    cases.put("MatrixDiag", (n, x, k) -> n.op("MatrixDiag", x));
    cases.put("L2Loss", (n, x, k) -> n.op("L2Loss", x));
    cases.put(
        "MirrorPad",
        (n, x, k) ->
            n.op(
                FLOAT,
                "MirrorPad",
                Map.of("mode", Attributes.of("REFLECT")),
                x,
                n.constant(Tensor.ofInts(Shape.of(2, 2), 1, 0, 2, 3))));
    cases.put(
        "StatelessRandomUniform",
        (n, x, k) ->
            n.op("AddV2", x, n.op(FLOAT, "StatelessRandomUniform", n.ints(2, 6), n.ints(3, 4))));
  }

  private static String complex(TensorFlowNodes n, String x) {
    return n.op(COMPLEX, "Complex", x, n.op("Sub", n.number(1f), x));
  }

  private static String fixed(TensorFlowNodes n) {
    return n.op(COMPLEX, "Complex", n.number(0.5f), n.number(7f));
  }

  private static String rfft(TensorFlowNodes n, String x, int length) {
    return n.op(COMPLEX, "RFFT", x, n.ints(length));
  }

  private static String real(TensorFlowNodes n, String z) {
    return n.op(FLOAT, "Real", z);
  }

  private static String imag(TensorFlowNodes n, String z) {
    return n.op(FLOAT, "Imag", z);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void computesWhatTensorFlowComputes(String name, Case function) throws Exception {
    SavedModelProgram program;
    try (OperationCatalog catalog = new OperationCatalog()) {
      TensorFlowNodes nodes = new TensorFlowNodes(catalog);
      String x = nodes.input("x", ElementType.FLOAT32);
      String k = nodes.input("k", ElementType.INT32);
      nodes.output("y", function.apply(nodes, x, k));
      program = program(nodes.graph());
    }
    Map<String, Tensor> inputs = Map.of("x", ROWS, "k", NUMBERS);
    Map<String, Tensor> expected = new LinkedHashMap<>();
    expected.put("y", run(program.graph().getGraphDef(), inputs));
    Tensor y = expected.get("y");
    Signature signature =
        new Signature(
            "serving_default",
            program.signatures().get(0).inputs(),
            List.of(new TensorSpec("y", y.type(), y.shape())));

    PortableGraph lowered = new ProgramLowering().lower(program, signature, Map.of());
    same("portable graph", expected, GraphExecution.run(lowered, inputs));
    // Not a SavedModel, so that the converter cannot take it as it is.
    var stableHlo =
        new StableHloProgram(
            Files.createFile(folder.resolve("model.mlirbc")),
            List.of(signature),
            null,
            List.of(),
            ByteBuffer.allocate(0));
    for (Target target : List.of(new TfliteTarget(), new TfjsTarget())) {
      if (name.equals(COMPLEX_OUTPUT) && target instanceof TfliteTarget) {
        continue; // TFLite cannot make a complex tensor of two others
      }
      Path to = Files.createDirectory(folder.resolve(target.name()));
      ConvertedModel model =
          target.convert(new ConversionRequest(stableHlo, signature, () -> lowered, to, Map.of()));
      List<String> backends =
          target.name().equals("tflite") ? List.of("xnnpack") : List.of("wasm", "cpu");
      for (String backend : backends) {
        try (Execution execution = model.open(backend)) {
          same(backend, expected, execution.run(inputs));
        }
      }
    }
  }

  @Test
  void refusesByNameAllAtOnce() {
    try (OperationCatalog catalog = new OperationCatalog()) {
      TensorFlowNodes n = new TensorFlowNodes(catalog);
      String x = n.input("x", FLOAT);
      n.input("k", INT);
      String noise = n.op(FLOAT, "RandomUniform", n.ints(2, 6));
      String unique = n.op(FLOAT, "Unique", Map.of("T", Attributes.of(FLOAT)), x);
      String merged = n.op(FLOAT, "Merge", x, x);
      n.output("y", n.op("AddN", noise, unique, merged));
      SavedModelProgram program = program(n.graph());
      assertThatThrownBy(
              () -> new ProgramLowering().lower(program, program.signatures().get(0), Map.of()))
          .isInstanceOf(LoweringException.class)
          .hasMessageContaining("RandomUniform (node " + noise + "): the result is random")
          .hasMessageContaining("Unique (node " + unique + "): the shape of its result depends")
          .hasMessageContaining("Merge (node " + merged + "): control flow of TensorFlow 1");
    }
  }

  @Test
  void refusesTablesByName() {
    try (OperationCatalog catalog = new OperationCatalog()) {
      TensorFlowNodes n = new TensorFlowNodes(catalog);
      n.input("x", FLOAT);
      String k = n.input("k", INT);
      String table =
          n.op(
              INT,
              "HashTableV2",
              Map.of("key_dtype", Attributes.of(INT), "value_dtype", Attributes.of(FLOAT)));
      n.output(
          "y",
          n.op(
              FLOAT,
              "LookupTableFindV2",
              Map.of("Tin", Attributes.of(INT), "Tout", Attributes.of(FLOAT)),
              table,
              k,
              n.number(0f)));
      SavedModelProgram program = program(n.graph());
      assertThatThrownBy(
              () -> new ProgramLowering().lower(program, program.signatures().get(0), Map.of()))
          .isInstanceOf(LoweringException.class)
          .hasMessageContaining("HashTableV2 (node " + table + "): hash tables are not converted");
    }
  }

  private static Tensor run(GraphDef graph, Map<String, Tensor> inputs) {
    try (GraphRunner runner = new GraphRunner(graph)) {
      return runner.run(inputs, List.of("y")).get("y");
    }
  }

  private static SavedModelProgram program(GraphDef graph) {
    Signature signature =
        new Signature(
            "serving_default",
            List.of(
                new TensorSpec("x", ElementType.FLOAT32, ROWS.shape()),
                new TensorSpec("k", ElementType.INT32, NUMBERS.shape())),
            List.of(new TensorSpec("y", ElementType.FLOAT32, Shape.scalar())));
    SignatureDef.Builder definition = SignatureDef.newBuilder();
    definition.putInputs("x", TensorInfo.newBuilder().setName("x:0").build());
    definition.putInputs("k", TensorInfo.newBuilder().setName("k:0").build());
    definition.putOutputs("y", TensorInfo.newBuilder().setName("y:0").build());
    MetaGraphDef meta =
        MetaGraphDef.newBuilder()
            .setGraphDef(graph)
            .putSignatureDef("serving_default", definition.build())
            .build();
    Checkpoint none =
        new Checkpoint() {
          @Override
          public Set<String> keys() {
            return Set.of();
          }

          @Override
          public Tensor read(String key) throws ModelException {
            throw new ModelException("there is no variable " + key);
          }
        };
    return new SavedModelProgram(Path.of("model"), List.of(signature), meta, none);
  }

  private static void same(String what, Map<String, Tensor> expected, Map<String, Tensor> actual) {
    assertThat(Comparison.of(expected, actual, Tolerance.DEFAULT).mismatch()).as(what).isEmpty();
  }
}
