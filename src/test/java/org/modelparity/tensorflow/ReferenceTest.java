package org.modelparity.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.modelparity.model.Models;
import org.modelparity.model.Program;
import org.modelparity.model.SavedModelProgram;
import org.modelparity.model.StableHloProgram;
import org.modelparity.target.Execution;
import org.modelparity.target.ExecutionException;
import org.modelparity.tensor.Comparison;
import org.modelparity.tensor.Npz;
import org.modelparity.tensor.Signature;
import org.modelparity.tensor.Tensor;
import org.modelparity.tensor.TensorSpec;
import org.modelparity.tensor.Tolerance;

/** Models by a current JAX compute in TensorFlow 2.18 what JAX computed. */
class ReferenceTest {
  private static final Path MODELS = Path.of("src/it/flax-examples/models");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mlirbc/lm1b",
        "mlirbc/seq2seq",
        "mlirbc/sst2",
        "jaxexport/nlp_seq",
        "jaxexport/wmt",
        "jax-0.12/lm1b",
        "jax-0.12/sst2"
      })
  void agreesWithJax(String example) throws Exception {
    Path folder = MODELS.resolve(example);
    Program program = Models.open(folder);
    Signature signature = program.signatures().get(0);
    Map<String, Tensor> inputs = named(folder.resolve("inputs.npz"), signature.inputs());
    Map<String, Tensor> expected = named(folder.resolve("outputs.npz"), signature.outputs());

    try (Execution reference = open(program, signature)) {
      Comparison comparison = Comparison.of(expected, reference.run(inputs), Tolerance.DEFAULT);
      assertThat(comparison.mismatch()).isEmpty();
    }
  }

  private static Execution open(Program program, Signature signature) throws ExecutionException {
    return program instanceof StableHloProgram stableHlo
        ? StableHloRunner.open(stableHlo, signature)
        : SavedModelRunner.open((SavedModelProgram) program, signature);
  }

  private static Map<String, Tensor> named(Path file, List<TensorSpec> specs) throws Exception {
    Map<String, Tensor> arrays = Npz.read(file);
    List<Tensor> inOrder = List.copyOf(arrays.values());
    Map<String, Tensor> named = new LinkedHashMap<>();
    for (int i = 0; i < specs.size(); i++) {
      String name = specs.get(i).name();
      named.put(name, arrays.getOrDefault(name, inOrder.get(i)));
    }
    return named;
  }
}
