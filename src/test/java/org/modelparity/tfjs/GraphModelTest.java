package org.modelparity.tfjs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.modelparity.tfjs.Models.floats;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.modelparity.graph.ComplexPair;
import org.modelparity.graph.Constant;
import org.modelparity.graph.FoldingGraphBuilder;
import org.modelparity.graph.GraphBuilder;
import org.modelparity.graph.PortableGraph;
import org.modelparity.graph.Value;
import org.modelparity.target.ConversionException;
import org.modelparity.target.Execution;
import org.modelparity.target.ExecutionException;
import org.modelparity.tensor.ElementType;
import org.modelparity.tensor.Shape;
import org.modelparity.tensor.Tensor;

class GraphModelTest {
  private static final ElementType F = ElementType.FLOAT32;
  private static final ElementType I = ElementType.INT32;
  private static final ElementType B = ElementType.BOOL;

  @TempDir Path folder;

  private static GraphModel write(PortableGraph graph, Path folder) throws Exception {
    return new GraphModelWriter(Quantization.NONE).write(graph, folder);
  }

  private static Value add(GraphBuilder b, String operation, Value... inputs) {
    return b.add(operation, List.of(inputs), Map.of(), inputs[0].type(), inputs[0].shape());
  }

  @Test
  void keepsTheSignaturesNamesAndOrder() throws Exception {
    try (GraphBuilder b = new FoldingGraphBuilder()) {
      Value second = b.input("tokens/z", I, Shape.of(2));
      Value first = b.input("a name", F, Shape.of(0, 3));
      PortableGraph graph =
          b.build(
              List.of(
                  new PortableGraph.Output("logits:b", add(b, "Neg", second)),
                  new PortableGraph.Output("a", first)));
      GraphModel model = write(graph, folder);

      JsonNode signature =
          new ObjectMapper().readTree(model.description().toFile()).get("signature");
      assertThat(names(signature.get("inputs"))).containsExactly("tokens/z", "a name");
      assertThat(names(signature.get("outputs"))).containsExactly("logits:b", "a");
      JsonNode empty = signature.get("inputs").get("a name");
      assertThat(empty.get("dtype").asText()).isEqualTo("DT_FLOAT");
      assertThat(empty.at("/tensorShape/dim/0/size").asText()).isEqualTo("0");
      try (Execution execution = model.open("cpu")) {
        Map<String, Tensor> outputs =
            execution.run(
                Map.of("tokens/z", Tensor.vector(3, 4), "a name", Tensor.ofFloats(Shape.of(0, 3))));
        assertThat(outputs)
            .containsExactly(
                Map.entry("logits:b", Tensor.vector(-3, -4)),
                Map.entry("a", Tensor.ofFloats(Shape.of(0, 3))));
      }
    }
  }

  private static List<String> names(JsonNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  @ParameterizedTest
  @ValueSource(strings = {"wasm", "cpu"})
  void returnsConstantsInputsAndTheSameValueTwice(String backend) throws Exception {
    List<Tensor> inputs = List.of(floats(2, 2), Tensor.vector(7));
    PortableGraph graph =
        Models.graph(
            inputs,
            (b, in) -> {
              Value sum = add(b, "AddV2", in.get(0), in.get(0));
              return List.of(sum, new Constant(Tensor.vector(1, 2)), in.get(0), sum);
            });
    Models.assertRight(graph, inputs, folder, backend);
  }

  @ParameterizedTest
  @ValueSource(strings = {"wasm", "cpu"})
  void computesNothingButConstants(String backend) throws Exception {
    PortableGraph graph =
        Models.graph(List.of(), (b, in) -> List.of(new Constant(Tensor.scalar(1.5f))));
    Models.assertRight(graph, List.of(), folder, backend);
  }

  @ParameterizedTest
  @ValueSource(strings = {"wasm", "cpu"})
  void carriesEveryTypeOfASignature(String backend) throws Exception {
    List<Tensor> inputs =
        List.of(
            Tensor.ofLongs(Shape.of(2), -5, Integer.MAX_VALUE),
            Tensor.of(ElementType.UINT32, Shape.of(1), Tensor.vector(-1).data()),
            Tensor.of(
                ElementType.UINT8, Shape.of(2), Tensor.ofBooleans(Shape.of(2), true, false).data()),
            Tensor.of(ElementType.FLOAT16, Shape.of(2), Tensor.vector(0x3c00c000).data()),
            Tensor.ofBooleans(Shape.of(3), true, false, true));
    PortableGraph graph = Models.graph(inputs, (b, in) -> in);
    GraphModel model = write(graph, folder);
    try (Execution execution = model.open(backend)) {
      assertThat(execution.run(Models.named(inputs)).values()).containsExactlyElementsOf(inputs);
    }
    assertThat(model.notes()).contains("TF.js has no int64: the model's signature has int32");
  }

  @Test
  void keepsNaNAndInfinities() throws Exception {
    Tensor x = Tensor.ofFloats(Shape.of(3), Float.NaN, Float.NEGATIVE_INFINITY, -0f);
    PortableGraph graph =
        Models.graph(
            List.of(x),
            (b, in) ->
                List.of(
                    add(b, "Mul", in.get(0), new Constant(Tensor.scalar(1f))),
                    add(
                        b,
                        "AddV2",
                        in.get(0),
                        new Constant(Tensor.scalar(Float.POSITIVE_INFINITY)))));
    Models.assertRight(graph, List.of(x), folder, "wasm");
  }

  @ParameterizedTest
  @ValueSource(strings = {"wasm", "cpu"})
  void runsLoopsAndBranches(String backend) throws Exception {
    List<Tensor> inputs = List.of(Tensor.scalar(5), floats(2, 3));
    PortableGraph graph =
        Models.graph(
            inputs,
            (b, in) -> {
              Value limit = in.get(0);
              Value grown = add(b, "Abs", in.get(1));
              List<Value> looped =
                  b.whileLoop(
                      List.of(new Constant(Tensor.scalar(0)), in.get(1)),
                      v -> b.add("Less", List.of(v.get(0), limit), Map.of(), B, Shape.scalar()),
                      v ->
                          List.of(
                              add(b, "AddV2", v.get(0), new Constant(Tensor.scalar(1))),
                              add(b, "AddV2", v.get(1), grown)));
              Value odd =
                  b.add(
                      "Equal",
                      List.of(
                          add(b, "FloorMod", limit, new Constant(Tensor.scalar(2))),
                          new Constant(Tensor.scalar(1))),
                      Map.of(),
                      B,
                      Shape.scalar());
              List<Value> branch =
                  b.ifElse(
                      odd,
                      () -> List.of(add(b, "Neg", looped.get(1))),
                      () -> List.of(looped.get(1)));
              return List.of(looped.get(0), branch.get(0));
            });
    Models.assertRight(graph, inputs, folder.resolve(make("odd")), backend);
    List<Tensor> even = List.of(Tensor.scalar(0), floats(2, 3));
    Models.assertRight(graph, even, folder.resolve(make("even")), backend);
  }

  private String make(String name) throws IOException {
    Files.createDirectory(folder.resolve(name));
    return name;
  }

  @Test
  void joinsComplexOutputs() throws Exception {
    List<Tensor> inputs = List.of(floats(3), floats(3).reshape(Shape.of(3)));
    PortableGraph graph =
        Models.graph(
            inputs, (b, in) -> List.of(new ComplexPair(in.get(0), add(b, "Neg", in.get(1)))));
    GraphModel model = write(graph, folder);
    try (Execution execution = model.open("wasm")) {
      Tensor y = execution.run(Models.named(inputs)).get("y0");
      assertThat(y.type()).isEqualTo(ElementType.COMPLEX64);
      assertThat(y.data().getFloat(0)).isEqualTo(inputs.get(0).data().getFloat(0));
      assertThat(y.data().getFloat(4)).isEqualTo(-inputs.get(0).data().getFloat(0));
    }
  }

  @Test
  void refusesConstantsBeyond32Bits() {
    PortableGraph graph =
        Models.graph(
            List.of(), (b, in) -> List.of(new Constant(Tensor.ofLongs(Shape.of(1), 1L << 32))));
    assertThatThrownBy(() -> write(graph, folder))
        .isInstanceOf(ConversionException.class)
        .hasMessage("output y0 is the constant 4294967296, but TF.js computes integers in 32 bits");
  }

  @Test
  void refusesInputsBeyond32Bits() throws Exception {
    Tensor x = Tensor.ofLongs(Shape.of(1), -1L << 40);
    GraphModel model = write(Models.graph(List.of(x), (b, in) -> in), folder);
    try (Execution execution = model.open("cpu")) {
      assertThatThrownBy(() -> execution.run(Map.of("x0", x)))
          .isInstanceOf(ExecutionException.class)
          .hasMessage("input x0 holds -1099511627776, but TF.js computes integers in 32 bits");
    }
  }

  @Test
  void cutsWeightsIntoShardsOf4MiB() throws Exception {
    List<Tensor> inputs = List.of(floats(1500));
    PortableGraph graph =
        Models.graph(
            inputs,
            (b, in) ->
                List.of(
                    b.add(
                        "MatMul",
                        List.of(
                            b.add(
                                "Reshape",
                                List.of(in.get(0), new Constant(Tensor.vector(1, 1500))),
                                Map.of(),
                                F,
                                Shape.of(1, 1500)),
                            new Constant(floats(1500, 800))),
                        Map.of(),
                        F,
                        Shape.of(1, 800))));
    Models.assertRight(graph, inputs, folder, "wasm");
    assertThat(Files.size(folder.resolve("group1-shard1of2.bin"))).isEqualTo(4 << 20);
    assertThat(Files.size(folder.resolve("group1-shard2of2.bin")))
        .isEqualTo(4 * (1500 * 800 + 2) - (4 << 20));
  }

  @Test
  void writesTheSameBytesAgain() throws Exception {
    PortableGraph graph =
        Models.graph(
            List.of(floats(4)),
            (b, in) -> List.of(add(b, "Mul", in.get(0), new Constant(floats(4)))));
    Path first = folder.resolve(make("first"));
    Path second = folder.resolve(make("second"));
    write(graph, first);
    write(graph, second);
    assertThat(second.resolve("model.json")).hasSameBinaryContentAs(first.resolve("model.json"));
    assertThat(second.resolve("group1-shard1of1.bin"))
        .hasSameBinaryContentAs(first.resolve("group1-shard1of1.bin"));
  }

  @Test
  void namesTheBackendThatIsUnknown() throws Exception {
    GraphModel model = write(Models.graph(List.of(floats(1)), (b, in) -> in), folder);
    assertThatThrownBy(() -> model.open("metal"))
        .isInstanceOf(ExecutionException.class)
        .hasMessage("tfjs has no backend metal: use one of [wasm, cpu, webgl, webgpu]");
  }

  @Test
  void saysInOneLineWhatTfjsSaid() throws Exception {
    Tensor x = floats(3);
    PortableGraph graph =
        Models.graph(
            List.of(x), (b, in) -> List.of(b.add("Digamma", in, Map.of(), F, Shape.of(3))));
    GraphModel model = write(graph, folder);
    try (Execution execution = model.open("cpu")) {
      assertThatThrownBy(() -> execution.run(Map.of("x0", x)))
          .isInstanceOf(ExecutionException.class)
          .hasMessageContaining("Digamma")
          .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n"));
    }
  }
}
