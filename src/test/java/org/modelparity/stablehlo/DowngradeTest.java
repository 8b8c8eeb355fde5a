package org.modelparity.stablehlo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DowngradeTest {
  @Test
  void usesTheOldVersionsOfOperations() throws StableHloFormatException {
    Module wide = Artifacts.read("wide.mlirbc");
    assertThat(Artifacts.first(wide, "sine").version()).isEqualTo(2);
    assertThat(Artifacts.first(wide, "composite").version()).isEqualTo(2);

    Module old = Downgrade.toTensorFlow(wide);

    assertThat(old.producer()).isEqualTo("StableHLO_v1.7.3");
    assertThat(Artifacts.operations(old))
        .allSatisfy(
            o -> {
              String since = VhloOperations.find(o.name(), o.version()).orElseThrow().since();
              assertThat(VhloOperations.compareVersions(since, "1.7.3")).isLessThanOrEqualTo(0);
              assertThat(o.location()).isEqualTo(new Location.Unknown());
            });
    assertThat(Artifacts.first(old, "sine").attributes()).isEmpty();
  }

  @Test
  void survivesWritingAndReading() throws StableHloFormatException {
    Module old = Downgrade.toTensorFlow(Artifacts.read("wide.mlirbc"));

    assertThat(BytecodeReader.read(BytecodeWriter.write(old))).isEqualTo(old);
  }

  @Test
  void refusesOperationsThatCameLater() {
    Operation reduce = operation("collective_reduce", 1, Map.of(), List.of());

    assertThatThrownBy(() -> Downgrade.toTensorFlow(module(reduce)))
        .isInstanceOf(StableHloFormatException.class)
        .hasMessage(
            "operation collective_reduce at model.py:3:4 came with StableHLO 1.19.0;"
                + " TensorFlow 2.18 reads StableHLO 1.7.3");
  }

  @Test
  void refusesTypesThatCameLater() {
    Type tensor = new Type.RankedTensor(List.of(2L), new Type.Scalar("f4E2M1FN"), Optional.empty());
    Operation constant = operation("constant", 1, Map.of(), List.of(tensor));

    assertThatThrownBy(() -> Downgrade.toTensorFlow(module(constant)))
        .isInstanceOf(StableHloFormatException.class)
        .hasMessageContaining("f4E2M1FN came after StableHLO 1.7.3");
  }

  @Test
  void refusesAttributesThatMeanSomething() {
    Attribute tilings = new Attribute.Array(List.of(new Attribute.Text("tile")));
    Operation call = operation("custom_call", 2, Map.of("result_tilings", tilings), List.of());

    assertThatThrownBy(() -> Downgrade.toTensorFlow(module(call)))
        .isInstanceOf(StableHloFormatException.class)
        .hasMessageContaining("has the attribute result_tilings");
  }

  private static Operation operation(
      String name, int version, Map<String, Attribute> attributes, List<Type> types) {
    return new Operation(
        name,
        version,
        attributes,
        Map.of(),
        List.of(),
        types.isEmpty() ? List.of() : List.of(0),
        types,
        List.of(),
        new Location.File("model.py", 3, 4, 3, 4));
  }

  private static Module module(Operation operation) {
    Block body = new Block(List.of(), List.of(), List.of(), List.of(operation));
    Function main =
        new Function(
            "main",
            new Type.FunctionType(List.of(), List.of()),
            body,
            List.of(),
            List.of(),
            Map.of(),
            new Location.Unknown());
    return new Module("test", 6, Map.of(), List.of(main), List.of(), new Location.Unknown());
  }
}
