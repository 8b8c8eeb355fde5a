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

  /**
   * @param actual null if there is no output of that name
   */
  static OutputComparison of(String name, Tensor expected, Tensor actual, Tolerance tolerance) {
    Optional<TensorSpec> spec =
        Optional.of(new TensorSpec(name, expected.type(), expected.shape()));
    String problem = null;
    if (actual == null) {
      problem = "is missing";
    } else if (actual.type() != expected.type()) {
      problem = "is %s, but %s was expected".formatted(actual.type(), expected.type());
    } else if (!actual.shape().equals(expected.shape())) {
      problem = "has shape %s, but %s was expected".formatted(actual.shape(), expected.shape());
    }
    return problem != null
        ? new OutputComparison(name, Optional.of(problem), spec, Optional.empty())
        : new OutputComparison(
            name,
            Optional.empty(),
            spec,
            Optional.of(ElementComparison.compare(expected, actual, tolerance)));
  }

  static OutputComparison unexpected(String name, Tensor actual) {
    return new OutputComparison(
        name, Optional.of("was not expected (" + actual + ")"), Optional.empty(), Optional.empty());
  }

  public boolean matches() {
    return problem.isEmpty() && errors.isPresent() && errors.get().mismatches() == 0;
  }

  /** Whether elements must be equal, whatever the tolerance. */
  boolean isExact() {
    return expected.isPresent()
        && (expected.get().type().isBoolean() || expected.get().type().isInteger());
  }

  /** One line that says how this output differs. */
  String mismatch(Tolerance tolerance) {
    if (problem.isPresent()) {
      return "output '" + name + "' " + problem.get();
    }
    ElementErrors e = errors.get();
    return "output '%s': %d of %d elements differ by more than %s; worst at %s: expected %s, got %s"
        .formatted(
            name,
            e.mismatches(),
            e.count(),
            isExact() ? "0" : tolerance,
            e.worst().index(),
            e.worst().expected(),
            e.worst().actual());
  }
}
