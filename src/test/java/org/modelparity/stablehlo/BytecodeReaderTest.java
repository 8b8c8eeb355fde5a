package org.modelparity.stablehlo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.modelparity.tensor.Shape;
import org.modelparity.tensor.Tensor;

class BytecodeReaderTest {
  static Stream<String> basicArtifacts() {
    return Artifacts.BASIC.stream();
  }

  static Stream<String> allArtifacts() {
    return Artifacts.all().stream();
  }

  @ParameterizedTest
  @MethodSource("basicArtifacts")
  void readsTheSameProgramInEveryVersion(String name) throws StableHloFormatException {
    Module module = Artifacts.read(name);

    Function main = module.function("main").orElseThrow();
    assertThat(main.type().inputs().stream().map(Tensors::spelling))
        .containsExactly("tensor<4x6xf32>", "tensor<3x3x1x2xf32>");
    assertThat(main.type().outputs().stream().map(Tensors::spelling))
        .containsExactly(
            "tensor<1x2x3x2xf32>",
            "tensor<4x6xf32>",
            "tensor<4xsi32>",
            "tensor<3x6xf32>",
            "tensor<4x6xf32>",
            "tensor<2xui8>");
    assertThat(
            Artifacts.operations(module)
                .map(Operation::name)
                .filter(List.of("convolution", "sort", "while", "scatter", "reduce")::contains))
        .contains("convolution", "sort", "while", "scatter", "reduce");
  }

  @Test
  void readsEveryEncodingVersion() throws StableHloFormatException {
    assertThat(Artifacts.read("basic-0.9.0.mlirbc").bytecodeVersion()).isZero();
    assertThat(Artifacts.read("basic-0.11.0.mlirbc").bytecodeVersion()).isEqualTo(1);
    assertThat(Artifacts.read("basic-0.13.0.mlirbc").bytecodeVersion()).isEqualTo(3);
    assertThat(Artifacts.read("basic-0.14.0.mlirbc").bytecodeVersion()).isEqualTo(4);
    assertThat(Artifacts.read("basic-1.13.0.mlirbc").bytecodeVersion()).isEqualTo(6);
  }

  @Test
  void namesTheAttributesOfPropertyLists() throws StableHloFormatException {
    Operation convolution = Artifacts.first(Artifacts.read("basic-1.13.0.mlirbc"), "convolution");

    assertThat(convolution.attributes().keySet())
        .containsExactlyInAnyOrderElementsOf(
            VhloOperations.find("convolution", 1).orElseThrow().attributes());
    Attribute strides = convolution.attribute("window_strides").orElseThrow();
    assertThat(Tensors.of((Attribute.Dense) strides).toLongs()).containsExactly(2, 2);
  }

  @ParameterizedTest
  @MethodSource("basicArtifacts")
  void unpacksBooleans(String name) throws StableHloFormatException {
    boolean[] expected = new boolean[24];
    for (int i = 0; i < 24; i++) {
      expected[i] = i % 5 == 0;
    }

    assertThat(constants(Artifacts.read(name)))
        .contains(Tensor.ofBooleans(Shape.of(4, 6), expected));
  }

  private static Stream<Tensor> constants(Module module) {
    return Artifacts.operations(module)
        .filter(o -> o.name().equals("constant"))
        .map(o -> Tensors.of((Attribute.Dense) o.attribute("value").orElseThrow()));
  }

  @Test
  void repeatsTheElementOfSplats() throws StableHloFormatException {
    assertThat(constants(Artifacts.read("basic-1.0.0.mlirbc")))
        .anySatisfy(
            tensor -> {
              assertThat(tensor.shape().rank()).isZero();
              assertThat(tensor.toFloats()).containsExactly(-1);
            });
    assertThat(Tensors.of(splat("f32", new byte[] {0, 0, (byte) 0x80, 0x3f})).toFloats())
        .containsExactly(1, 1, 1, 1);
    assertThat(Tensors.of(splat("i1", new byte[] {(byte) 0xFF})))
        .isEqualTo(Tensor.ofBooleans(Shape.of(4), true, true, true, true));
    assertThat(Tensors.of(splat("i1", new byte[] {0b0101})))
        .isEqualTo(Tensor.ofBooleans(Shape.of(4), true, false, true, false));
  }

  private static Attribute.Dense splat(String element, byte[] data) {
    return new Attribute.Dense(
        new Type.RankedTensor(List.of(4L), new Type.Scalar(element), java.util.Optional.empty()),
        ByteBuffer.wrap(data));
  }

  @Test
  void refusesTensorsOfElementsThatNoTargetHas() {
    assertThatThrownBy(() -> Tensors.of(splat("si4", new byte[] {1, 2})))
        .hasMessage("a constant of tensor<4xsi4> is not supported");
  }

  @Test
  void keepsTheUsersSourceLine() throws StableHloFormatException {
    Operation composite = Artifacts.first(Artifacts.read("wide.mlirbc"), "composite");

    assertThat(composite.location().source())
        .hasValueSatisfying(
            source -> assertThat(source).matches(".*make_artifacts\\.py:\\d+:\\d+"));
    assertThat(composite.location().scope()).hasValue("jit(wide)/top_k");
  }

  @Test
  void readsSymbolicDimensionsAsDynamic() throws StableHloFormatException {
    Function main = Artifacts.read("symbolic.mlirbc").function("main").orElseThrow();

    assertThat(Tensors.shape(main.type().inputs().get(0))).hasValue(Shape.of(Shape.UNKNOWN, 6));
  }

  @ParameterizedTest
  @MethodSource("allArtifacts")
  void numbersEveryValueOfAFunctionOnce(String name) throws StableHloFormatException {
    for (Function function : Artifacts.read(name).functions()) {
      List<Integer> defined =
          Stream.concat(
                  arguments(function.body()),
                  Artifacts.operations(function.body())
                      .flatMap(
                          o ->
                              Stream.concat(
                                  o.results().stream(),
                                  o.regions().stream().flatMap(r -> arguments(r.body())))))
              .toList();
      assertThat(defined).doesNotHaveDuplicates();
      assertThat(defined)
          .containsAll(
              Artifacts.operations(function.body()).flatMap(o -> o.operands().stream()).toList());
    }
  }

  private static Stream<Integer> arguments(Block block) {
    return block.arguments().stream();
  }

  @Test
  void saysWhatIsNoArtifact() {
    assertThatThrownBy(() -> BytecodeReader.read(ByteBuffer.wrap(new byte[] {'P', 'K', 3, 4})))
        .isInstanceOf(StableHloFormatException.class)
        .hasMessageContaining("no StableHLO artifact");
  }

  @Test
  void namesAnOperationThatIsTooNew() {
    byte[] bytes = replace(Artifacts.bytes("basic-1.13.0.mlirbc"), "sort_v1", "sort_v9");

    assertThatThrownBy(() -> BytecodeReader.read(ByteBuffer.wrap(bytes)))
        .isInstanceOf(StableHloFormatException.class)
        .hasMessageContaining("VHLO operation sort_v9 is unknown")
        .hasMessageContaining("StableHLO_v1.13.0");
  }

  @Test
  void namesABytecodeVersionThatIsTooNew() {
    byte[] bytes = Artifacts.bytes("basic-1.13.0.mlirbc");
    bytes[4] = 7 << 1 | 1;

    assertThatThrownBy(() -> BytecodeReader.read(ByteBuffer.wrap(bytes)))
        .isInstanceOf(StableHloFormatException.class)
        .hasMessageContaining("version 7 of MLIR bytecode is unknown");
  }

  @ParameterizedTest
  @MethodSource("allArtifacts")
  void everyTruncationIsAFormatError(String name) {
    byte[] bytes = Artifacts.bytes(name);
    for (int length = 0; length < bytes.length; length += 7) {
      ByteBuffer part = ByteBuffer.wrap(Arrays.copyOf(bytes, length));
      assertThatThrownBy(() -> BytecodeReader.read(part))
          .isInstanceOf(StableHloFormatException.class);
    }
  }

  static byte[] replace(byte[] bytes, String from, String to) {
    String text = new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1);
    return text.replace(from, to).getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
  }
}
