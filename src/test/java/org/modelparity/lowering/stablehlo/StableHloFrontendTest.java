package org.modelparity.lowering.stablehlo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.modelparity.graph.Constant;
import org.modelparity.graph.GraphExecution;
import org.modelparity.graph.PortableGraph;
import org.modelparity.lowering.LoweringException;
import org.modelparity.lowering.ProgramLowering;
import org.modelparity.model.ModelException;
import org.modelparity.model.Models;
import org.modelparity.model.StableHloProgram;
import org.modelparity.tensor.Comparison;
import org.modelparity.tensor.Shape;
import org.modelparity.tensor.Tensor;
import org.modelparity.tensor.Tolerance;
import org.modelparity.tensorflow.StableHloRunner;

/** Lowered programs of {@code make_artifacts.py} compute in TensorFlow what XLA computes. */
class StableHloFrontendTest {
  private static final Path ARTIFACTS = Path.of("src/test/resources/org/modelparity/stablehlo");

  private static StableHloProgram open(String name) throws ModelException {
    return (StableHloProgram) Models.open(ARTIFACTS.resolve(name));
  }

  private static PortableGraph lower(StableHloProgram program, Map<String, Shape> shapes) {
    return new ProgramLowering().lower(program, program.signatures().get(0), shapes);
  }

  private static Tensor random(long seed, long... dimensions) {
    Shape shape = Shape.of(dimensions);
    Random random = new Random(seed);
    float[] values = new float[(int) shape.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return Tensor.ofFloats(shape, values);
  }

  @Test
  void convolutionsLoopsSortsAndScattersAgreeWithXla() throws Exception {
    StableHloProgram program = open("basic-1.7.0.mlirbc");
    Map<String, Tensor> inputs = Map.of("x0", random(1, 4, 6), "x1", random(2, 3, 3, 1, 2));

    assertAgrees(program, inputs);
  }

  @Test
  void oldArtifactsAgreeWithXla() throws Exception {
    StableHloProgram program = open("basic-0.9.0.mlirbc");
    Map<String, Tensor> inputs = Map.of("x0", random(3, 4, 6), "x1", random(4, 3, 3, 1, 2));

    assertAgrees(program, inputs);
  }

  @Test
  void symbolicDimensionsTakeTheSizesOfTheInputs() throws Exception {
    StableHloProgram program = open("symbolic.mlirbc");

    for (int batch : new int[] {1, 3, 8}) {
      assertAgrees(program, Map.of("x0", random(batch, batch, 6)));
    }
  }

  private static void assertAgrees(StableHloProgram program, Map<String, Tensor> inputs)
      throws Exception {
    Map<String, Shape> shapes = new java.util.HashMap<>();
    inputs.forEach((name, tensor) -> shapes.put(name, tensor.shape()));
    Map<String, Tensor> lowered = GraphExecution.run(lower(program, shapes), inputs);
    try (StableHloRunner xla = StableHloRunner.open(program, program.signatures().get(0))) {
      assertThat(Comparison.of(xla.run(inputs), lowered, Tolerance.DEFAULT).mismatch()).isEmpty();
    }
  }

  @Test
  void shapesThatWereNotExportedAreRefused() throws Exception {
    StableHloProgram program = open("symbolic.mlirbc");

    assertThatThrownBy(() -> lower(program, Map.of("x0", Shape.of(0, 6))))
        .isInstanceOf(LoweringException.class)
        .hasMessageContaining("Expected value >= 1 for dimension variable 'b'")
        .hasMessageContaining("'b' = 0");
  }

  @Test
  void unknownShapesAreAskedFor() throws Exception {
    StableHloProgram program = open("symbolic.mlirbc");

    assertThatThrownBy(() -> lower(program, Map.of()))
        .isInstanceOf(LoweringException.class)
        .hasMessage(
            "input x0 has the shape [?, 6]; give inputs, so that the unknown sizes are known");
  }

  @Test
  void everyUnsupportedOperationIsNamedAtOnce() throws Exception {
    StableHloProgram program = open("refused.mlirbc");

    assertThatThrownBy(() -> lower(program, Map.of()))
        .isInstanceOf(LoweringException.class)
        .hasMessageMatching(
            "stablehlo.custom_call at make_artifacts.py:\\d+:\\d+ \\(eigh\\):"
                + " lapack_ssyevd_ffi is of LAPACK .*; stablehlo.custom_call at"
                + " make_artifacts.py:\\d+:\\d+ \\(svd\\): lapack_sgesdd_ffi is of LAPACK .*");
  }

  /** The numbers are JAX's own, as {@code make_artifacts.py} prints them. */
  @Test
  void bitsFromAConstantStateAreXlas() throws Exception {
    PortableGraph graph = lower(open("bits.mlirbc"), Map.of());

    assertThat(((Constant) graph.outputs().get(0).value()).tensor().toLongs())
        .containsExactly(512747620, 1298009047, 1267190206, 761827841, 1383286907);
    assertThat(((Constant) graph.outputs().get(1).value()).tensor().toLongs())
        .containsExactly(1, 2, 5, 4);
  }
}
