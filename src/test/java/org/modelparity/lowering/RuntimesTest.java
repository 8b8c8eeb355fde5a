package org.modelparity.lowering;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.modelparity.graph.FoldingGraphBuilder;
import org.modelparity.graph.PortableGraph;
import org.modelparity.graph.Value;
import org.modelparity.model.StableHloProgram;
import org.modelparity.target.ConversionRequest;
import org.modelparity.target.ConvertedModel;
import org.modelparity.target.Execution;
import org.modelparity.target.Target;
import org.modelparity.tensor.Signature;
import org.modelparity.tensor.Tensor;
import org.modelparity.tensor.TensorSpec;
import org.modelparity.tfjs.TfjsTarget;
import org.modelparity.tflite.TfliteTarget;

/** The cases of the families' tests, some of each, on the targets' own runtimes. */
class RuntimesTest {
  private static final int CASES = 24;

  @TempDir Path folder;

  /** Several cases as one model. */
  private record Model(
      PortableGraph graph, Map<String, Tensor> inputs, List<List<String>> outputs) {}

  @ParameterizedTest(name = "{0} on tflite")
  @MethodSource("families")
  void tflite(String family, List<Checks.Case> cases) throws Exception {
    check(new TfliteTarget(), List.of("xnnpack"), cases);
  }

  @ParameterizedTest(name = "{0} on tfjs")
  @MethodSource("families")
  void tfjs(String family, List<Checks.Case> cases) throws Exception {
    check(new TfjsTarget(), List.of("wasm", "cpu"), cases);
  }

  static Stream<Arguments> families() {
    return Stream.concat(elements(), structures());
  }

  /** All operations on single elements, at the edges of their types. */
  private static Stream<Arguments> elements() {
    Stream<Arguments> integers =
        Integers.carried()
            .flatMap(
                t ->
                    Stream.of(
                        Arguments.of(t + " arithmetic", IntegerElementwiseTest.cases(t)),
                        Arguments.of(t + " bits", BitsTest.cases(t))));
    Stream<Arguments> floats =
        Stream.of(
            Arguments.of("functions", FloatElementwiseTest.cases()),
            Arguments.of("bits of floats", BitsTest.floatCases()));
    return Stream.concat(integers, floats);
  }

  private static Stream<Arguments> structures() {
    return Stream.of(
        family(
            "matrices",
            r ->
                MatricesTest.anyAxesCase(
                    r, r.nextInt(3), r.nextInt(3), r.nextInt(3), r.nextInt(3), r.nextInt(6))),
        family(
            "convolutions",
            r -> ConvolutionsTest.anyWindowCase(r, 1 + r.nextInt(3), r.nextInt(6), r.nextInt(10))),
        family("transposed", r -> ConvolutionsTest.transposedCase(r, 1 + r.nextInt(2))),
        family(
            "reductions",
            r ->
                ReductionsTest.anyAxesCase(
                    r, r.nextInt(8), r.nextInt(6), r.nextInt(7), r.nextBoolean())),
        family(
            "extremes",
            r ->
                ReductionsTest.indicesOfExtremesCase(
                    r, 1 + r.nextInt(6), r.nextInt(6), r.nextBoolean())),
        family("regions", r -> ReductionsTest.anyRegionKeepsTheOrderCase(r, r.nextInt(5))),
        family(
            "windows",
            r ->
                WindowsTest.anyWindowCase(
                    r, r.nextInt(6), r.nextInt(5), r.nextInt(7), r.nextBoolean())),
        family(
            "cumulative",
            r ->
                WindowsTest.cumulativeCase(
                    r, 1 + r.nextInt(6), r.nextInt(4), r.nextInt(4), r.nextBoolean())),
        family("selections", r -> WindowsTest.selectAndScatterCase(r, 1 + r.nextInt(4))),
        family("gathers", r -> IndexingTest.gatherCase(r, r.nextInt(4))),
        family("scatters", r -> IndexingTest.scatterCase(r, r.nextInt(4), r.nextInt(9))),
        family("slices", r -> IndexingTest.dynamicSlicesCase(r, r.nextInt(7), r.nextInt(4))),
        family("sorts", r -> SortingTest.anyKeysCase(r, 1 + r.nextInt(4), 1 + r.nextInt(3))),
        family(
            "extremes of rows",
            r -> SortingTest.largestAndSmallestCase(r, r.nextInt(5), r.nextBoolean())),
        family(
            "solutions",
            r ->
                LinearAlgebraTest.triangularSolveCase(
                    r,
                    1 + r.nextInt(6),
                    r.nextBoolean(),
                    r.nextBoolean(),
                    r.nextBoolean(),
                    r.nextBoolean())),
        family(
            "decompositions",
            r -> LinearAlgebraTest.choleskyCase(r, 1 + r.nextInt(6), r.nextBoolean())),
        Arguments.of(
            "spectra",
            IntStream.of(1, 8, 65, 96, 134).mapToObj(FourierTest::anyLengthCase).toList()),
        Arguments.of("loops", LoopsTest.loopCases()),
        family("lu", r -> LinearAlgebraTest.luCase(r, 1 + r.nextInt(5), 1 + r.nextInt(5))));
  }

  private static Arguments family(String name, Function<Random, Checks.Case> generator) {
    Random random = new Random(name.hashCode());
    return Arguments.of(
        name, IntStream.range(0, CASES).mapToObj(i -> generator.apply(random)).toList());
  }

  private void check(Target target, List<String> backends, List<Checks.Case> cases)
      throws Exception {
    try (FoldingGraphBuilder builder = new FoldingGraphBuilder()) {
      Model model = model(builder, cases);
      ConvertedModel converted = target.convert(request(model));
      for (String backend : backends) {
        try (Execution execution = converted.open(backend)) {
          Map<String, Tensor> results = execution.run(model.inputs);
          for (int i = 0; i < cases.size(); i++) {
            Checks.assertSame(
                backend + ", case " + i,
                cases.get(i).expected(),
                model.outputs.get(i).stream().map(results::get).map(Grid::of).toList());
          }
        }
      }
    }
  }

  private static Model model(FoldingGraphBuilder builder, List<Checks.Case> cases) {
    Map<String, Tensor> inputs = new LinkedHashMap<>();
    List<PortableGraph.Output> outputs = new ArrayList<>();
    List<List<String>> names = new ArrayList<>();
    for (Checks.Case each : cases) {
      List<Value> arguments = new ArrayList<>();
      for (Grid argument : each.arguments()) {
        Tensor tensor = argument.tensor();
        String name = "x" + inputs.size();
        inputs.put(name, tensor);
        arguments.add(builder.input(name, tensor.type(), tensor.shape()));
      }
      List<String> own = new ArrayList<>();
      for (Value result : each.lowering().apply(builder, arguments)) {
        own.add("y" + outputs.size());
        outputs.add(new PortableGraph.Output("y" + outputs.size(), result));
      }
      names.add(own);
    }
    return new Model(builder.build(outputs), inputs, names);
  }

  private ConversionRequest request(Model model) throws Exception {
    Signature signature =
        new Signature(
            "serving_default",
            model.inputs.entrySet().stream()
                .map(e -> new TensorSpec(e.getKey(), e.getValue().type(), e.getValue().shape()))
                .toList(),
            model.graph.outputs().stream()
                .map(o -> new TensorSpec(o.name(), o.value().type(), o.value().shape()))
                .toList());
    Path file = Files.createFile(folder.resolve("model.mlirbc"));
    StableHloProgram program =
        new StableHloProgram(file, List.of(signature), null, List.of(), ByteBuffer.allocate(0));
    Path to = Files.createDirectory(folder.resolve("converted"));
    return new ConversionRequest(program, signature, () -> model.graph, to, Map.of());
  }
}
