package org.modelparity.evaluation;

import java.nio.file.Path;
import java.util.List;

/**
 * One model with its inputs and, if known, its golden outputs.
 *
 * @param model a SavedModel's folder, or a {@code .mlirbc} or {@code .jaxexport} file
 * @param inputs NPZ file; null if inputs are drawn
 * @param goldens NPZ file of golden outputs; null if there are none
 * @param furtherInputs that the same row is evaluated with too
 */
public record Example(
    String suite,
    String name,
    Path model,
    Path inputs,
    Path goldens,
    List<InputSet> furtherInputs,
    ExampleOptions options) {

  public Example {
    furtherInputs = furtherInputs == null ? List.of() : List.copyOf(furtherInputs);
  }

  /** An example with one set of inputs. */
  public Example(
      String suite, String name, Path model, Path inputs, Path goldens, ExampleOptions options) {
    this(suite, name, model, inputs, goldens, List.of(), options);
  }

  public Row row(String target) {
    return new Row(suite, name, target);
  }

  /** This example for fewer targets. */
  public Example withTargets(List<String> targets) {
    return new Example(
        suite, name, model, inputs, goldens, furtherInputs, options.withTargets(targets));
  }

  /** For example {@code flax/ppo}. */
  @Override
  public String toString() {
    return suite + "/" + name;
  }
}
