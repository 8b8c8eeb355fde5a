package org.modelparity.benchmark;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.modelparity.evaluation.Discovery;
import org.modelparity.evaluation.EvaluationRequest;
import org.modelparity.evaluation.ExampleOptions;
import org.modelparity.evaluation.Includes;
import org.modelparity.evaluation.RandomInputs;
import org.modelparity.evaluation.Result;
import org.modelparity.evaluation.Results;
import org.modelparity.report.ProgressLine;
import org.modelparity.tensor.Tolerance;
import org.modelparity.testing.Workers;
import org.modelparity.worker.TargetKind;
import org.modelparity.worker.WorkerPool;
import org.modelparity.worker.WorkerSettings;

/**
 * Evaluates every example below a folder with the same workers as the plugin, without Maven around
 * them: for benchmarks and for suites that are too big for a build.
 *
 * <p>Arguments: the folder of suites, the folder for results, targets, backends, number of workers.
 */
public final class EvaluateSuites {
  /** ResNet50 takes minutes on TF.js's cpu backend. */
  private static final long TIMEOUT_SECONDS = Long.getLong("parity.timeout", 300);

  /** As in a build: what the workers' JVMs get. */
  private static final List<String> ARGUMENTS =
      Arrays.stream(System.getProperty("parity.argLine", "").split(" "))
          .filter(argument -> !argument.isBlank())
          .toList();

  private EvaluateSuites() {}

  /** Writes {@code results.json} and prints a line a row. */
  public static void main(String[] arguments) throws Exception {
    List<String> targets = List.of(arguments[2].split(","));
    List<String> backends = List.of(arguments[3].split(","));
    evaluate(
        Path.of(arguments[0]),
        Path.of(arguments[1]),
        targets,
        backends,
        Integer.parseInt(arguments[4]));
  }

  /**
   * Evaluates, prints a line a row, and writes {@code results.json}.
   *
   * @param models folder of suites
   * @param wanted backends of all targets; one that has none of them gets its default
   */
  public static Results evaluate(
      Path models, Path output, List<String> targets, List<String> wanted, int workers)
      throws Exception {
    ExampleOptions options =
        new ExampleOptions(
            Tolerance.DEFAULT, targets, TIMEOUT_SECONDS, null, RandomInputs.DEFAULT, List.of());
    Map<String, List<String>> backends = new TreeMap<>();
    for (TargetKind kind : TargetKind.values()) {
      backends.put(kind.toString(), kind.backends(wanted));
    }
    Files.createDirectories(output);
    EvaluationRequest request =
        new EvaluationRequest(new Discovery(options).discover(models), backends, output);
    List<Result> rows =
        new WorkerPool(new WorkerSettings(Workers.java(), ARGUMENTS, Workers.classPath(), workers))
            .evaluate(
                request,
                (number, total, result) ->
                    System.out.println(ProgressLine.of(number, total, result)));
    Results results = Results.of(request, Instant.EPOCH, Includes.ALL, rows);
    results.write(output.resolve("results.json"));
    return results;
  }
}
