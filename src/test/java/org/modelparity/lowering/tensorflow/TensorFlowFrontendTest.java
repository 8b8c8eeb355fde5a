package org.modelparity.lowering.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.modelparity.graph.FoldingGraphBuilder;
import org.modelparity.graph.GraphExecution;
import org.modelparity.graph.PortableGraph;
import org.modelparity.graph.Value;
import org.modelparity.lowering.Loops;
import org.modelparity.model.Models;
import org.modelparity.model.SavedModelProgram;
import org.modelparity.tensor.Comparison;
import org.modelparity.tensor.Signature;
import org.modelparity.tensor.Tensor;
import org.modelparity.tensor.TensorSpec;
import org.modelparity.tensor.Tolerance;
import org.modelparity.tensorflow.EagerRuntime;
import org.modelparity.testing.Fixtures;

/** The Flax examples as JAX 0.4.30 exported them to TensorFlow graphs, with JAX's own outputs. */
class TensorFlowFrontendTest {
  static Stream<Fixtures.Fixture> graphs() {
    return Stream.of("jax-0.4-graph", "jax-0.4-graph-xla")
        .flatMap(suite -> Fixtures.suite(suite).stream());
  }

  @ParameterizedTest
  @MethodSource("graphs")
  void computesWhatJaxComputed(Fixtures.Fixture fixture) throws Exception {
    SavedModelProgram program = (SavedModelProgram) Models.open(fixture.folder());
    Signature signature = program.signatures().get(0);
    try (EagerRuntime runtime = new EagerRuntime();
        FoldingGraphBuilder graph = new FoldingGraphBuilder(runtime)) {
      Map<String, Value> inputs = new HashMap<>();
      for (TensorSpec input : signature.inputs()) {
        inputs.put(input.name(), graph.input(input.name(), input.type(), input.shape()));
      }
      List<Value> values =
          new TensorFlowFrontend(runtime, Loops.NODE_BUDGET).run(program, signature, inputs, graph);
      List<PortableGraph.Output> outputs = new ArrayList<>();
      for (int i = 0; i < values.size(); i++) {
        outputs.add(new PortableGraph.Output(signature.outputs().get(i).name(), values.get(i)));
      }
      PortableGraph lowered = graph.build(outputs);
      Map<String, Tensor> actual = GraphExecution.run(lowered, fixture.inputs());

      assertThat(Comparison.of(fixture.outputs(), actual, Tolerance.DEFAULT).mismatch()).isEmpty();
    }
  }
}
