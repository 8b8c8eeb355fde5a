package org.modelparity.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.modelparity.tensor.Signature;
import org.modelparity.tensor.Tensor;
import org.modelparity.tensor.TensorSpec;
import org.modelparity.testing.Fixtures;
import org.tensorflow.proto.NodeDef;

class FixturesTest {
  static Stream<Fixtures.Fixture> fixtures() {
    return Stream.of("jax-0.12", "jaxexport", "mlirbc").flatMap(s -> Fixtures.suite(s).stream());
  }

  @ParameterizedTest
  @MethodSource("fixtures")
  void theSignatureIsThatOfTheArrays(Fixtures.Fixture fixture) throws ModelException {
    Signature signature = Models.open(fixture.folder()).signatures().get(0);
    fits(signature.inputs(), fixture.inputs());
    fits(signature.outputs(), fixture.outputs());
  }

  @ParameterizedTest
  @MethodSource("fixtures")
  void everyVariableHasAValue(Fixtures.Fixture fixture) throws ModelException {
    if (Models.open(fixture.folder()) instanceof SavedModelProgram program) {
      VariableBindings bindings = VariableBindings.of(program);
      for (NodeDef node : program.graph().getGraphDef().getNodeList()) {
        if (node.getOp().equals("VarHandleOp")) {
          Tensor value = bindings.read(node.getName());
          assertThat(value.shape().toArray())
              .isEqualTo(
                  node.getAttrOrThrow("shape").getShape().getDimList().stream()
                      .mapToLong(d -> d.getSize())
                      .toArray());
        }
      }
    }
  }

  private static void fits(List<TensorSpec> specs, Map<String, Tensor> arrays) {
    assertThat(specs.stream().map(s -> s.type() + "" + s.shape()).toList())
        .isEqualTo(arrays.values().stream().map(Tensor::toString).toList());
  }
}
