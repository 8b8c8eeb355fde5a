package org.modelparity.stablehlo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class BytecodeWriterTest {
  static Stream<String> allArtifacts() {
    return Artifacts.all().stream();
  }

  @ParameterizedTest
  @MethodSource("allArtifacts")
  void whatIsWrittenReadsAsItWas(String name) throws StableHloFormatException {
    Module module = Artifacts.read(name);

    assertThat(BytecodeReader.read(BytecodeWriter.write(module))).isEqualTo(module);
  }

  @ParameterizedTest
  @MethodSource("allArtifacts")
  void theSameModuleGivesTheSameBytes(String name) throws StableHloFormatException {
    assertThat(BytecodeWriter.write(Artifacts.read(name)))
        .isEqualTo(BytecodeWriter.write(Artifacts.read(name)));
  }

  @Test
  void everyAttributeSurvives() throws StableHloFormatException {
    Type i64 = new Type.Scalar("si64");
    Attribute text = new Attribute.Text("axis");
    List<Attribute> attributes =
        List.of(
            new Attribute.Array(List.of(text, new Attribute.Bool(true))),
            new Attribute.Int(i64, BigInteger.valueOf(Long.MIN_VALUE)),
            new Attribute.Int(
                new Type.Scalar("ui64"), BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE)),
            new Attribute.Int(new Type.Scalar("si8"), BigInteger.valueOf(-3)),
            new Attribute.Int(new Type.Scalar("si32"), BigInteger.valueOf(-1)),
            new Attribute.Float(new Type.Scalar("f64"), BigInteger.valueOf(0x3ff0000000000001L)),
            new Attribute.Float(new Type.Scalar("bf16"), BigInteger.valueOf(0x7fc0)),
            new Attribute.Dictionary(List.of(Map.entry(text, new Attribute.TypeOf(i64)))),
            new Attribute.OutputOperandAlias(List.of(0L, 2L), 1, List.of()),
            new Attribute.TypeExtensions(List.of(Type.RankedTensor.DYNAMIC, 5L)),
            new Attribute.ResultAccuracy(
                0.5, 1e-3, 7, new Attribute.Enumeration("result_accuracy_mode", "TOLERANCE")),
            new Attribute.SubAxisInfo(2, 4),
            new Attribute.AxisReference(text, Optional.of(new Attribute.SubAxisInfo(1, 2))),
            new Attribute.AxisReference(text, Optional.empty()),
            new Attribute.ReplicaGroupMesh(text, text),
            new Attribute.MeshAxis(text, 8),
            new Attribute.Mesh(text, Optional.of(text)),
            new Attribute.Mesh(text, Optional.empty()),
            new Attribute.Unit(),
            new Attribute.Symbol(List.of("root")),
            new Attribute.Symbol(List.of("root", "nested", "deeper")),
            new Attribute.DenseArray(
                new Type.Builtin(new Type.Scalar("i64")), 1, ByteBuffer.wrap(new byte[8])),
            new Attribute.Assembly("sdy", "#sdy.sharding<@mesh, [{}]>"),
            new Attribute.Builtin(text),
            new Attribute.Builtin(
                new Attribute.Int(
                    new Type.Builtin(new Type.Scalar("i32")), BigInteger.valueOf(-5))),
            new Attribute.Located(new Location.File("a.py", 1, 2, 3, 4)),
            new Attribute.Located(
                new Location.Fused(List.of(new Location.Unknown()), Optional.of(text))));

    assertThat(afterRoundTrip(new Attribute.Array(attributes)))
        .isEqualTo(new Attribute.Array(attributes));
  }

  @Test
  void everyTypeSurvives() throws StableHloFormatException {
    Type f32 = new Type.Scalar("f32");
    List<Type> types =
        List.of(
            new Type.Complex(f32),
            new Type.RankedTensor(List.of(2L, Type.RankedTensor.DYNAMIC), f32, Optional.empty()),
            new Type.RankedTensor(
                List.of(2L), f32, Optional.of(new Attribute.TypeExtensions(List.of(3L)))),
            new Type.UnrankedTensor(f32),
            new Type.Tuple(List.of(f32, new Type.Token())),
            new Type.FunctionType(List.of(f32), List.of()),
            new Type.Quantized(
                1,
                new Type.Scalar("si8"),
                f32,
                OptionalLong.empty(),
                List.of(0.1),
                List.of(3L),
                -128,
                127),
            new Type.Quantized(
                1,
                new Type.Scalar("si8"),
                f32,
                OptionalLong.of(1),
                List.of(0.1, 0.2),
                List.of(3L, -4L),
                -128,
                127),
            new Type.Buffer(List.of(4L), f32),
            new Type.Witness(),
            new Type.None(),
            new Type.Future(List.of(f32)),
            new Type.Builtin(new Type.Scalar("ui16")),
            new Type.Assembly("quant", "!quant.any<i8:f32>"));

    for (Type type : types) {
      assertThat(afterRoundTrip(new Attribute.TypeOf(type))).isEqualTo(new Attribute.TypeOf(type));
    }
  }

  @ParameterizedTest
  @EnumSource(ScalarKind.class)
  void everyScalarTypeSurvives(ScalarKind kind) throws StableHloFormatException {
    Attribute type = new Attribute.TypeOf(new Type.Scalar(kind.spelling));

    assertThat(afterRoundTrip(type)).isEqualTo(type);
  }

  private static Attribute afterRoundTrip(Attribute attribute) throws StableHloFormatException {
    Module module =
        new Module(
            "test", 6, Map.of("it", attribute), List.of(), List.of(), new Location.Unknown());
    return BytecodeReader.read(BytecodeWriter.write(module)).attributes().get("it");
  }

  @Test
  void refusesOperationsOfOtherDialects() {
    Operation mesh =
        new Operation(
            "sdy.mesh",
            0,
            Map.of(),
            Map.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            new Location.Unknown());
    Module module =
        new Module("test", 6, Map.of(), List.of(), List.of(mesh), new Location.Unknown());

    assertThatThrownBy(() -> BytecodeWriter.write(module))
        .isInstanceOf(StableHloFormatException.class)
        .hasMessageContaining("sdy.mesh");
  }
}
