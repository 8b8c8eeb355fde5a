package org.modelparity.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.modelparity.benchmark.EvaluateSuites;
import org.modelparity.evaluation.Result;
import org.modelparity.evaluation.Results;

/** The job on a local cluster of two cores, {@code mvn -Pspark verify}. */
class SparkSuite {
  private static final List<String> TARGETS = List.of("tflite", "tfjs");

  @TempDir Path folder;

  @Test
  void givesTheResultsOfOneMachine() throws Exception {
    Path models = Path.of("src/it/models").toAbsolutePath();
    Path output = folder.resolve("output");
    Results onSpark;
    try (JavaSparkContext spark = new JavaSparkContext(local())) {
      onSpark =
          EvaluateOnSpark.evaluate(
              spark,
              SparkOptions.of(new String[] {models.toUri().toString(), output.toUri().toString()}));
    }
    Results here =
        EvaluateSuites.evaluate(
            models, folder.resolve("here"), TARGETS, List.of("xnnpack", "wasm"), 1);

    assertThat(onSpark.rows()).extracting(SparkSuite::facts).isEqualTo(facts(here));
    assertThat(Results.read(output.resolve("results.json")).rows())
        .extracting(SparkSuite::facts)
        .isEqualTo(facts(here));
    assertThat(output.resolve("models/right/affine/tflite/model.tflite")).isRegularFile();
    assertThat(output.resolve("models/right/dense/tfjs/model.json")).isRegularFile();
    assertThat(output.resolve("details/damaged/affine/tfjs/error.txt")).isRegularFile();
    assertThat(output.resolve("site/index.html")).content().contains("affine");
    assertThat(output.resolve("TEST-right.xml")).isRegularFile();
    try (Stream<Path> files = Files.walk(output)) {
      assertThat(files.map(f -> f.getFileName().toString())).noneMatch(n -> n.endsWith(".crc"));
    }
  }

  @Test
  void saysHowItIsCalled() {
    assertThatThrownBy(() -> SparkOptions.of(new String[] {"models"}))
        .hasMessageStartingWith("usage: EvaluateOnSpark MODELS OUTPUT");
    assertThatThrownBy(() -> SparkOptions.of(new String[] {"models", "output", "speed=1"}))
        .hasMessageContaining("'speed=1' is not an argument");
    assertThatThrownBy(() -> SparkOptions.of(new String[] {"models", "output", "targets=onnx"}))
        .hasMessageContaining("there is no target 'onnx'");
  }

  private static SparkConf local() {
    return new SparkConf()
        .setMaster("local[2]")
        .setAppName("Parity")
        .set("spark.ui.enabled", "false")
        .set("spark.driver.host", "localhost")
        .set("spark.driver.bindAddress", "127.0.0.1");
  }

  private static List<String> facts(Results results) {
    return results.rows().stream().map(SparkSuite::facts).toList();
  }

  private static String facts(Result row) {
    return String.join(
        " ",
        row.row().toString(),
        row.status().toString(),
        String.valueOf(row.stage()),
        String.valueOf(row.error()),
        String.valueOf(row.maxAbsError()),
        String.valueOf(row.bytes()));
  }
}
