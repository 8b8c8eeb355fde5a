package org.modelparity.tflite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.modelparity.graph.Constant;
import org.modelparity.graph.FoldingGraphBuilder;
import org.modelparity.graph.PortableGraph;
import org.modelparity.graph.Value;
import org.modelparity.model.Models;
import org.modelparity.model.Program;
import org.modelparity.target.ConversionException;
import org.modelparity.target.ConversionRequest;
import org.modelparity.target.ConvertedModel;
import org.modelparity.target.Execution;
import org.modelparity.target.ExecutionException;
import org.modelparity.tensor.Comparison;
import org.modelparity.tensor.Signature;
import org.modelparity.tensor.Tensor;
import org.modelparity.tensor.Tolerance;
import org.modelparity.testing.Fixtures;

class TfliteTargetTest {
  private static final String UNABLE = "no portable graph in this test";

  @TempDir Path folder;

  static Stream<Fixtures.Fixture> examplesThatConvertDirectly() {
    return Fixtures.suite("jax-0.4-graph").stream()
        .filter(f -> !f.name().equals("seq2seq") && !f.name().equals("sst2"));
  }

  @ParameterizedTest
  @MethodSource("examplesThatConvertDirectly")
  void aPlainSavedModelGoesToTheConverterAsItIs(Fixtures.Fixture example) throws Exception {
    ConvertedModel model = new TfliteTarget().convert(request(example));
    assertThat(model.notes()).containsExactly(TfliteTarget.DIRECTLY);
    assertThat(model.bytes()).isPositive();
    assertThat(compare(model, example).mismatch()).isEmpty();
  }

  @Test
  void operationsWithoutABuiltinAreNamed() throws Exception {
    ConversionRequest request = request(Fixtures.of("jax-0.4-graph", "seq2seq"));
    assertThatThrownBy(() -> new TfliteTarget().convert(request))
        .isInstanceOf(ConversionException.class)
        .hasMessage(
            "ops without a TFLite builtin: BitwiseOr, LeftShift; by way of the portable graph: "
                + UNABLE);
  }

  @Test
  void aModelThatConvertsButDoesNotRunFailsWithTflitesReason() throws Exception {
    Fixtures.Fixture example = Fixtures.of("jax-0.4-graph", "sst2");
    ConvertedModel model = new TfliteTarget().convert(request(example));
    assertThatThrownBy(() -> compare(model, example))
        .isInstanceOf(ExecutionException.class)
        .hasMessageMatching("TFLite cannot run the model: .+; Node number \\d+ .+ failed to .+");
  }

  @Test
  void aModelThatDoesNotRunIsConvertedByWayOfThePortableGraph() throws Exception {
    Fixtures.Fixture example = Fixtures.of("jax-0.4-graph", "sst2");
    Program program = Models.open(example.folder());
    Signature signature = program.signatures().get(0);
    ConversionRequest request =
        new ConversionRequest(
            program, signature, () -> constants(signature, example), folder, Map.of());
    ConvertedModel model = new TfliteTarget().convert(request);
    try (Execution execution = model.open("xnnpack")) {
      Map<String, Tensor> outputs =
          execution.run(Fixtures.named(signature.inputs(), example.inputs()));
      assertThat(compare(signature, example, outputs).mismatch()).isEmpty();
      assertThat(execution.run(Fixtures.named(signature.inputs(), example.inputs())))
          .isEqualTo(outputs);
    }
    assertThat(model.notes()).hasSize(2).startsWith(TfliteTarget.PORTABLY);
    assertThat(model.notes().get(1)).startsWith("converted directly, it does not run: TFLite");
    assertThat(folder).isDirectoryContaining("glob:**/model.tflite");
    assertThat(folder.toFile().list()).hasSize(1);
  }

  @Test
  void anUnknownBackendIsRefused() throws Exception {
    ConvertedModel model =
        new TfliteTarget().convert(request(Fixtures.of("jax-0.4-graph", "nlp_seq")));
    assertThatThrownBy(() -> model.open("gpu"))
        .isInstanceOf(ExecutionException.class)
        .hasMessageContaining("'gpu'");
  }

  private ConversionRequest request(Fixtures.Fixture example) throws Exception {
    Program program = Models.open(example.folder());
    return new ConversionRequest(
        program,
        program.signatures().get(0),
        () -> {
          throw new ConversionException(UNABLE);
        },
        folder,
        Map.of());
  }

  /** A graph that computes what is expected whatever its inputs are. */
  private static PortableGraph constants(Signature signature, Fixtures.Fixture example) {
    try (FoldingGraphBuilder graph = new FoldingGraphBuilder()) {
      signature.inputs().forEach(i -> graph.input(i.name(), i.type(), i.shape()));
      List<Tensor> outputs = List.copyOf(example.outputs().values());
      Value output = new Constant(outputs.get(0));
      return graph.build(
          List.of(new PortableGraph.Output(signature.outputs().get(0).name(), output)));
    }
  }

  private static Comparison compare(ConvertedModel model, Fixtures.Fixture example)
      throws Exception {
    Signature signature = Models.open(example.folder()).signatures().get(0);
    try (Execution execution = model.open("xnnpack")) {
      return compare(
          signature, example, execution.run(Fixtures.named(signature.inputs(), example.inputs())));
    }
  }

  private static Comparison compare(
      Signature signature, Fixtures.Fixture example, Map<String, Tensor> actual) {
    Map<String, Tensor> expected = Fixtures.named(signature.outputs(), example.outputs());
    return Comparison.of(expected, actual, Tolerance.DEFAULT);
  }
}
