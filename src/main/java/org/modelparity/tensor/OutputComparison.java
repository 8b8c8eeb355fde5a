package org.modelparity.tensor;

import java.util.Optional;

/**
 * One output against the expected one.
 *
 * @param name of the output
 * @param problem why the elements were not compared (output missing, another type or shape)
 * @param expected type and shape that were expected; empty if no such output was
 * @param errors of the elements; empty if they were not compared
 */
public record OutputComparison(
    String name,
    Optional<String> problem,
    Optional<TensorSpec> expected,
    Optional<ElementErrors> errors) {

  public boolean matches() {
    return problem.isEmpty() && errors.isPresent() && errors.get().mismatches() == 0;
  }
}
