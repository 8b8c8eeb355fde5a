package org.modelparity.evaluation;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.Map;
import java.util.Optional;

/**
 * What the gate of one module leaves for the end of a build of several modules. Written as text
 * between modules, since a build may give each of them a class loader of its own.
 *
 * @param module what Maven selects the module by, for example {@code :vision}
 * @param failure why the module fails the build, and what to do about it; null if it does not
 * @param results path of its results.json
 * @param baseline path of what it was held to
 * @param driftFactor of its gate; null if there is none
 * @param models where the model of a row is, by the text of the row, relative to the repository
 */
public record ModuleOutcome(
    String module,
    String failure,
    String results,
    String baseline,
    FailOn failOn,
    Double driftFactor,
    Map<String, String> models) {
  public ModuleOutcome {
    models = models == null ? Map.of() : Map.copyOf(models);
  }

  public Optional<String> failureText() {
    return Optional.ofNullable(failure);
  }

  /** The outcome on one line. */
  public String toText() {
    try {
      return Json.lineWriter().writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("records of this product are all writable", e);
    }
  }

  /**
   * The outcome again.
   *
   * @throws IllegalArgumentException if the text is not from {@link #toText()}
   */
  public static ModuleOutcome of(String text) {
    try {
      return Json.reader(ModuleOutcome.class).readValue(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not the outcome of a module: " + text, e);
    }
  }
}
