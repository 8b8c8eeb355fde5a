package org.modelparity.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.modelparity.model.Models;
import org.modelparity.model.SavedModelProgram;
import org.modelparity.target.ExecutionException;
import org.modelparity.tensor.Shape;
import org.modelparity.tensor.Tensor;
import org.modelparity.testing.AffineModel;

class SavedModelRunnerTest {
  @TempDir Path folder;

  @Test
  void runsTheModelWithItsVariables() throws Exception {
    SavedModelProgram program = (SavedModelProgram) Models.open(AffineModel.write(folder));
    Tensor x = Tensor.ofFloats(Shape.of(2, 3), 1, 2, 3, 4, 5, 6);
    try (SavedModelRunner runner = SavedModelRunner.open(program, program.signatures().get(0))) {
      for (float a : new float[] {0, 100}) {
        Map<String, Tensor> outputs = runner.run(Map.of("x", x, "a", Tensor.scalar(a)));
        assertThat(outputs.keySet()).containsExactly("z", "y");
        assertThat(outputs.get("z").toFloats())
            .containsExactly(1 - a, 2 - a, 3 - a, 4 - a, 5 - a, 6 - a);
        assertThat(outputs.get("y").toFloats())
            .containsExactly(12 + a, 26 + a, 45 + a, 18 + a, 35 + a, 60 + a);
      }
      assertThatThrownBy(() -> runner.run(Map.of("x", x)))
          .isInstanceOf(ExecutionException.class)
          .hasMessageContaining("'a'");
      assertThatThrownBy(() -> runner.run(Map.of("x", Tensor.scalar(1), "a", Tensor.scalar(1f))))
          .isInstanceOf(ExecutionException.class)
          .hasMessageContaining("TensorFlow cannot run");
    }
  }
}
