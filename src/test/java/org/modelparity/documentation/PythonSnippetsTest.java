package org.modelparity.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.modelparity.benchmark.EvaluateSuites;
import org.modelparity.evaluation.Reference;
import org.modelparity.evaluation.Result;
import org.modelparity.testing.LoggedProcess;

/**
 * What the pages tell users to do in Python, done by the Python that {@code -Dparity.python} names,
 * which needs {@code src/it/keras-jax/export/requirements.txt}. The models that come of it must be
 * right on both targets.
 */
class PythonSnippetsTest {
  /** What a user has before the lines of the page, by the library that they import first. */
  private static final Map<String, String> BEFORE =
      Map.of(
          "jax",
          """
          import jax, numpy as np
          w = np.linspace(-1, 1, 12, dtype=np.float32).reshape(4, 3)
          def model(x, y):
              return jax.nn.softmax(x @ w) + y, (x * 2).sum(axis=1)
          inputs = [np.linspace(0, 1, 8, dtype=np.float32).reshape(2, 4), np.ones((2, 3), np.float32)]
          """,
          "keras",
          """
          import keras, numpy as np
          keras.utils.set_random_seed(1)
          model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(3, activation="tanh")])
          inputs = np.linspace(0, 1, 8, dtype=np.float32).reshape(2, 4)
          """,
          "tensorflow",
          """
          import tensorflow as tf
          module = tf.Module()
          module.w = tf.Variable([[1.0, 2.0], [3.0, -4.0]])
          @tf.function(input_signature=[tf.TensorSpec([2, 2], tf.float32, name="x")])
          def function(x):
              return {"y": tf.tanh(x @ module.w)}
          module.function = function
          inputs = {"x": tf.constant([[0.1, 0.2], [0.3, 0.4]])}
          """);

  @TempDir Path folder;

  static List<Documents.Snippet> snippets() {
    return Documents.fenced(Path.of("").toAbsolutePath()).stream()
        .filter(s -> s.language().equals("python"))
        .toList();
  }

  private static String library(Documents.Snippet snippet) {
    return snippet.text().replaceFirst("(?s)^import (\\w+).*", "$1");
  }

  /** Needs no Python: a page that gains a library without a test of it fails here. */
  @Test
  void everyLibraryOfThePagesIsKnown() {
    assertThat(snippets().stream().map(PythonSnippetsTest::library))
        .containsExactlyInAnyOrderElementsOf(BEFORE.keySet());
  }

  @ParameterizedTest
  @MethodSource("snippets")
  @EnabledIfSystemProperty(named = "parity.python", matches = ".+")
  void makeModelsThatAreRight(Documents.Snippet snippet) throws Exception {
    Path example = Files.createDirectories(folder.resolve("models/python/folder"));
    Path work = snippet.text().contains("\"folder") ? example.getParent() : example;
    Path program = folder.resolve("program.py");
    Files.writeString(program, BEFORE.get(library(snippet)) + snippet.text());
    Path log = folder.resolve("python.log");
    ProcessBuilder python =
        new ProcessBuilder(System.getProperty("parity.python"), program.toString())
            .directory(work.toFile());
    assertThat(LoggedProcess.run(python, log, Duration.ofMinutes(5)))
        .as(() -> Documents.text(log))
        .isZero();

    List<Result> rows =
        EvaluateSuites.evaluate(
                folder.resolve("models"),
                folder.resolve("out"),
                List.of("tflite", "tfjs"),
                List.of(),
                1)
            .rows();
    assertThat(rows).hasSize(2).allMatch(Result::succeeded);
    assertThat(rows).allMatch(row -> row.reference() == Reference.GOLDEN);
  }
}
