package org.modelparity.lowering.stablehlo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.modelparity.graph.GraphExecution;
import org.modelparity.graph.PortableGraph;
import org.modelparity.lowering.ProgramLowering;
import org.modelparity.model.Models;
import org.modelparity.model.Program;
import org.modelparity.tensor.Comparison;
import org.modelparity.tensor.Shape;
import org.modelparity.tensor.Signature;
import org.modelparity.tensor.Tensor;
import org.modelparity.tensor.TensorSpec;
import org.modelparity.tensor.Tolerance;
import org.modelparity.testing.Fixtures;
import org.modelparity.testing.Fixtures.Fixture;

/**
 * The Flax examples in every form that holds StableHLO, lowered, compute in TensorFlow what JAX
 * computed. The integration tests run the large one, imagenet.
 */
class FlaxLoweringTest {
  static Stream<Fixture> examples() {
    return Stream.of("jax-0.12", "jax-0.4-native", "jaxexport", "mlirbc")
        .flatMap(suite -> Fixtures.suite(suite).stream())
        .filter(fixture -> !fixture.name().equals("imagenet"));
  }

  @ParameterizedTest
  @MethodSource("examples")
  void agreesWithJax(Fixture fixture) throws Exception {
    Program program = Models.open(fixture.folder());
    Signature signature = program.signatures().get(0);
    Map<String, Tensor> inputs = named(fixture.inputs(), signature.inputs());
    Map<String, Shape> shapes = new LinkedHashMap<>();
    inputs.forEach((name, tensor) -> shapes.put(name, tensor.shape()));

    PortableGraph graph = new ProgramLowering().lower(program, signature, shapes);

    Comparison comparison =
        Comparison.of(
            named(fixture.outputs(), signature.outputs()),
            GraphExecution.run(graph, inputs),
            Tolerance.DEFAULT);
    assertThat(comparison.mismatch()).isEmpty();
  }

  private static Map<String, Tensor> named(Map<String, Tensor> arrays, List<TensorSpec> specs) {
    List<Tensor> inOrder = List.copyOf(arrays.values());
    Map<String, Tensor> named = new LinkedHashMap<>();
    for (int i = 0; i < specs.size(); i++) {
      String name = specs.get(i).name();
      named.put(name, arrays.getOrDefault(name, inOrder.get(i)));
    }
    return named;
  }
}
