package org.modelparity.maven;

import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.maven.plugins.annotations.Parameter;
import org.modelparity.evaluation.ExampleOverride;
import org.modelparity.worker.TargetKind;

/** What the POM sets for one example of a suite; see {@link CheckMojo}. */
public final class ExampleConfiguration {
  /** Name of the example: its folder in the suite's. */
  @Parameter(required = true)
  String name;

  /** Relative tolerance of this example. */
  @Parameter Double rtol;

  /** Absolute tolerance of this example. */
  @Parameter Double atol;

  /** Targets of this example. */
  @Parameter List<String> targets;

  /** Seconds for each row of this example. */
  @Parameter Long timeout;

  /** NPZ file instead of the example's {@code inputs.npz}. */
  @Parameter File inputs;

  /** NPZ file of golden outputs instead of the example's {@code outputs.npz}. */
  @Parameter File outputs;

  /** Signature of the model. */
  @Parameter String signature;

  /** Seed of this example's drawn inputs. */
  @Parameter Long seed;

  /** Shapes of drawn inputs, by input name: {@code <x>8,224,224,3</x>}. */
  @Parameter Map<String, String> shapes;

  /** Operations with effects outside the model that this example may have. */
  @Parameter List<String> allowedOperations;

  ExampleOverride toOverride(String suite) throws ParameterException {
    if (name == null || name.isEmpty()) {
      throw new ParameterException(
          "parameter suites: an example of the suite '" + suite + "' has no <name>");
    }
    String where = "suites, example '%s' of suite '%s': ".formatted(name, suite);
    return new ExampleOverride(
        name,
        rtol == null ? null : (Double) Parameters.tolerance(where + "rtol", rtol),
        atol == null ? null : (Double) Parameters.tolerance(where + "atol", atol),
        targets == null
            ? null
            : Parameters.oneOrMore(where + "targets", targets, TargetKind.names(), null),
        timeout == null ? null : (Long) Parameters.seconds(where + "timeout", timeout),
        file(where + "inputs", inputs),
        file(where + "outputs", outputs),
        signature,
        seed,
        shapes == null ? null : shapes(where + "shapes"),
        allowedOperations == null ? null : Parameters.stripped(allowedOperations));
  }

  private static Path file(String parameter, File file) throws ParameterException {
    if (file == null) {
      return null;
    }
    if (!file.isFile()) {
      throw new ParameterException(parameter, file, "an NPZ file that exists");
    }
    return file.toPath();
  }

  private Map<String, List<Long>> shapes(String parameter) throws ParameterException {
    Map<String, List<Long>> parsed = new LinkedHashMap<>();
    for (Map.Entry<String, String> shape : shapes.entrySet()) {
      String value = shape.getValue() == null ? "" : shape.getValue().strip();
      try {
        parsed.put(
            shape.getKey(),
            value.isEmpty()
                ? List.of()
                : Arrays.stream(value.split(",")).map(d -> Long.valueOf(d.strip())).toList());
      } catch (NumberFormatException e) {
        throw new ParameterException(
            parameter + " of " + shape.getKey(), value, "dimensions like 8,224,224,3");
      }
    }
    return parsed;
  }
}
