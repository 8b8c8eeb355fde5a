package org.modelparity.tflite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.modelparity.target.ConversionException;
import org.modelparity.target.ExecutionException;
import org.modelparity.tensor.Shape;
import org.modelparity.tensor.Tensor;
import org.modelparity.testing.AffineModel;

class NativeConverterTest {
  private static final Tensor X = Tensor.ofFloats(Shape.of(2, 3), 1, 2, 3, 4, 5, 6);

  @TempDir Path folder;

  @Test
  void aSavedModelWithVariablesRunsInTflite() throws Exception {
    Path file = convert(Map.of());
    try (TfliteRuntime runtime = TfliteRuntime.open(file, "serving_default")) {
      Map<String, Tensor> outputs = runtime.run(Map.of("x", X, "a", Tensor.scalar(100f)));
      assertThat(outputs).containsOnlyKeys("y", "z");
      assertThat(outputs.get("y"))
          .isEqualTo(Tensor.ofFloats(Shape.of(2, 3), 112, 126, 145, 118, 135, 160));
      assertThat(outputs.get("z"))
          .isEqualTo(Tensor.ofFloats(Shape.of(2, 3), -99, -98, -97, -96, -95, -94));
    }
  }

  @Test
  void anUnknownDimensionTakesTheInputsSize() throws Exception {
    Path file = convert(Map.of());
    try (TfliteRuntime runtime = TfliteRuntime.open(file, "serving_default")) {
      for (int rows : new int[] {1, 4, 2}) {
        Tensor x = Tensor.ofFloats(Shape.of(rows, 3), new float[3 * rows]);
        assertThat(runtime.run(Map.of("x", x, "a", Tensor.scalar(1f))).get("y").shape())
            .isEqualTo(Shape.of(rows, 3));
      }
    }
  }

  @Test
  void theSameModelGivesTheSameBytes() throws Exception {
    assertThat(Files.readAllBytes(convert(Map.of())))
        .isEqualTo(Files.readAllBytes(convert(Map.of())));
  }

  @Test
  void inputsThatDoNotFitAreErrors() throws Exception {
    Path file = convert(Map.of());
    try (TfliteRuntime runtime = TfliteRuntime.open(file, "serving_default")) {
      Tensor a = Tensor.scalar(1f);
      assertThatThrownBy(() -> runtime.run(Map.of("a", a)))
          .isInstanceOf(ExecutionException.class)
          .hasMessageContaining("'x'");
      assertThatThrownBy(() -> runtime.run(Map.of("x", X.reshape(Shape.of(3, 2)), "a", a)))
          .isInstanceOf(ExecutionException.class)
          .hasMessageContaining("[3, 2]");
      assertThatThrownBy(() -> runtime.run(Map.of("x", X, "a", Tensor.scalar(1))))
          .isInstanceOf(ExecutionException.class)
          .hasMessageContaining("'a' is float32");
    }
  }

  @Test
  void aFileThatIsNoModelIsRefused() throws Exception {
    Path file = Files.writeString(folder.resolve("model.tflite"), "This is not a model.");
    assertThatThrownBy(() -> TfliteRuntime.open(file, "serving_default"))
        .isInstanceOf(ExecutionException.class)
        .hasMessageContaining("cannot read");
  }

  @Test
  void whatTheConverterSaysBecomesOneLine() {
    ConverterFlags flags =
        new ConverterFlags(
            folder.resolve("none"), "serving_default", ConverterFlags.Weights.FLOAT32, false);
    assertThatThrownBy(() -> NativeConverter.convert(flags))
        .isInstanceOf(ConversionException.class)
        .hasMessageStartingWith(
            "TensorFlow's converter fails (status 5): Could not find SavedModel")
        .hasMessageNotContaining("\n");
  }

  @Test
  void unknownOptionsAreAnsweredWithTheKnownOnes() {
    assertThatThrownBy(() -> ConverterFlags.of(folder, "s", Map.of("weight", "float16")))
        .isInstanceOf(ConversionException.class)
        .hasMessageContaining("'weight'")
        .hasMessageContaining("weights and select-tf-ops");
    assertThatThrownBy(() -> ConverterFlags.of(folder, "s", Map.of("weights", "int4")))
        .isInstanceOf(ConversionException.class)
        .hasMessageContaining("float32, float16 or dynamic-range");
  }

  private Path convert(Map<String, String> options)
      throws ConversionException, java.io.IOException {
    Path model = AffineModel.write(Files.createTempDirectory(folder, "model"));
    Path file = model.resolve("model.tflite");
    return Files.write(
        file, NativeConverter.convert(ConverterFlags.of(model, "serving_default", options)));
  }
}
