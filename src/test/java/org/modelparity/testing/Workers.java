package org.modelparity.testing;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.modelparity.evaluation.Discovery;
import org.modelparity.evaluation.EvaluationException;
import org.modelparity.evaluation.EvaluationRequest;
import org.modelparity.evaluation.ExampleOptions;
import org.modelparity.evaluation.RandomInputs;
import org.modelparity.tensor.Tolerance;
import org.modelparity.worker.WorkerSettings;

/** Workers that have what the tests have. */
public final class Workers {
  private Workers() {}

  /** One worker at a time. */
  public static WorkerSettings one(String... jvmArguments) {
    return new WorkerSettings(java(), List.of(jvmArguments), classPath(), 1);
  }

  /**
   * All models of a folder of suites on both targets.
   *
   * @param timeoutSeconds of each row
   */
  public static EvaluationRequest bothTargets(Path models, long timeoutSeconds, Path output)
      throws EvaluationException {
    ExampleOptions options =
        new ExampleOptions(
            Tolerance.DEFAULT,
            List.of("tflite", "tfjs"),
            timeoutSeconds,
            null,
            RandomInputs.DEFAULT,
            List.of());
    return new EvaluationRequest(
        new Discovery(options).discover(models),
        Map.of("tflite", List.of("xnnpack"), "tfjs", List.of("wasm")),
        output);
  }

  public static Path java() {
    return Path.of(System.getProperty("java.home"), "bin", "java");
  }

  /** Absolute, since workers have a folder of their own. */
  public static List<Path> classPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(Path::of)
        .map(Path::toAbsolutePath)
        .filter(Files::exists)
        .toList();
  }
}
