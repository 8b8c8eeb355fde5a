package org.modelparity.keras;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.modelparity.benchmark.EvaluateSuites;
import org.modelparity.evaluation.Result;
import org.modelparity.evaluation.Results;
import org.modelparity.evaluation.Stage;
import org.modelparity.testing.Archives;

/**
 * A small model for every layer of Keras, {@code mvn -Pzoo verify}; with {@code
 * -Dzoo.applications=FOLDER} the architectures too that {@code src/test/fixtures/export/zoo.py
 * applications FOLDER} wrote.
 */
class ZooSuite {
  static final Path LAYERS = Path.of("src/test/fixtures/keras-zoo/layers.zip");
  private static final double SHARE_RIGHT = 0.95;

  /** Their exports are random even in inference, so that not even TensorFlow agrees with them. */
  private static final String RANDOM = "random_";

  @TempDir Path folder;

  @Test
  void mostAreRightAndTheOthersAreRefused() throws Exception {
    Archives.unpack(LAYERS, folder.resolve("layers"), n -> true);
    String applications = System.getProperty("zoo.applications");
    if (applications != null) {
      try (Stream<Path> archives = Files.list(Path.of(applications))) {
        for (Path archive : archives.filter(a -> a.toString().endsWith(".zip")).toList()) {
          String name = archive.getFileName().toString().replace(".zip", "");
          Archives.unpack(archive, folder.resolve("applications").resolve(name), n -> true);
        }
      }
    }
    Results results =
        EvaluateSuites.evaluate(
            folder,
            Path.of("target/zoo"),
            List.of("tflite", "tfjs"),
            List.of("wasm"),
            Runtime.getRuntime().availableProcessors());
    for (String target : results.targets()) {
      List<Result> rows = results.rows().stream().filter(r -> r.target().equals(target)).toList();
      assertThat(rows.stream().filter(Result::succeeded).count())
          .as(target)
          .isGreaterThanOrEqualTo((long) Math.ceil(SHARE_RIGHT * rows.size()));
    }
    assertThat(results.rows())
        .filteredOn(row -> !row.example().startsWith(RANDOM))
        .allSatisfy(row -> assertThat(row.stage()).as(row.toString()).isIn(null, Stage.CONVERT));
  }
}
