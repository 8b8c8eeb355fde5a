package org.modelparity.spark;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.modelparity.evaluation.ExampleOptions;
import org.modelparity.evaluation.RandomInputs;
import org.modelparity.tensor.Tolerance;
import org.modelparity.worker.TargetKind;

/**
 * What the job is asked for.
 *
 * @param models folder of suites, in any file system that Hadoop knows
 * @param output folder for results, reports and converted models
 */
record SparkOptions(
    String models,
    String output,
    ArrayList<String> targets,
    ArrayList<String> backends,
    double rtol,
    double atol,
    long timeoutSeconds)
    implements Serializable {
  private static final String USAGE =
      "usage: EvaluateOnSpark MODELS OUTPUT [targets=tflite,tfjs] [backends=xnnpack,wasm]"
          + " [rtol=1e-4] [atol=1e-5] [timeout=300]";

  /**
   * @throws IllegalArgumentException if an argument is missing, unknown or malformed
   */
  static SparkOptions of(String[] arguments) {
    if (arguments.length < 2) {
      throw new IllegalArgumentException(USAGE);
    }
    Map<String, String> given =
        new TreeMap<>(
            Map.of(
                "targets", "tflite,tfjs",
                "backends", "xnnpack,wasm",
                "rtol", "1e-4",
                "atol", "1e-5",
                "timeout", "300"));
    for (String argument : List.of(arguments).subList(2, arguments.length)) {
      String[] parts = argument.split("=", 2);
      if (parts.length != 2 || given.replace(parts[0], parts[1]) == null) {
        throw new IllegalArgumentException("'" + argument + "' is not an argument; " + USAGE);
      }
    }
    List<String> targets = List.of(given.get("targets").split(","));
    for (String target : targets) {
      if (TargetKind.of(target).isEmpty()) {
        throw new IllegalArgumentException(
            "there is no target '" + target + "'; there are " + TargetKind.names());
      }
    }
    return new SparkOptions(
        arguments[0],
        arguments[1],
        new ArrayList<>(targets),
        new ArrayList<>(List.of(given.get("backends").split(","))),
        Double.parseDouble(given.get("rtol")),
        Double.parseDouble(given.get("atol")),
        Long.parseLong(given.get("timeout")));
  }

  ExampleOptions examples() {
    return new ExampleOptions(
        new Tolerance(rtol, atol), targets, timeoutSeconds, null, RandomInputs.DEFAULT, List.of());
  }

  /** The backends of each target: those asked for that it has, else its default. */
  Map<String, List<String>> backendsByTarget() {
    Map<String, List<String>> byTarget = new TreeMap<>();
    for (String target : targets) {
      byTarget.put(target, TargetKind.of(target).orElseThrow().backends(backends));
    }
    return byTarget;
  }
}
