package org.modelparity.evaluation;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.modelparity.tensor.Tolerance;

/**
 * What a user sets for one example; null where the evaluation's value holds.
 *
 * @param name of the example, as its folder
 * @param inputs NPZ file instead of the folder's {@code inputs.npz}
 * @param outputs NPZ file instead of the folder's {@code outputs.npz}
 * @param shapes by input name, for inputs with unknown dimensions that are drawn
 */
public record ExampleOverride(
    String name,
    Double rtol,
    Double atol,
    List<String> targets,
    Long timeoutSeconds,
    Path inputs,
    Path outputs,
    String signature,
    Long seed,
    Map<String, List<Long>> shapes,
    List<String> allowedOperations) {

  /** Nothing but a name: the evaluation's values hold. */
  public static ExampleOverride none(String name) {
    return new ExampleOverride(name, null, null, null, null, null, null, null, null, null, null);
  }

  ExampleOptions apply(ExampleOptions base) {
    RandomInputs random = base.randomInputs();
    return new ExampleOptions(
        new Tolerance(
            rtol == null ? base.tolerance().rtol() : rtol,
            atol == null ? base.tolerance().atol() : atol),
        targets == null ? base.targets() : targets,
        timeoutSeconds == null ? base.timeoutSeconds() : timeoutSeconds,
        signature == null ? base.signature() : signature,
        new RandomInputs(
            seed == null ? random.seed() : seed,
            random.minimum(),
            random.maximum(),
            random.integerMinimum(),
            random.integerMaximum(),
            shapes == null ? random.shapes() : shapes),
        allowedOperations == null ? base.allowedOperations() : allowedOperations);
  }
}
