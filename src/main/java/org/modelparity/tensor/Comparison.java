package org.modelparity.tensor;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * All outputs of one run against the expected ones: the only place that decides whether numbers
 * agree.
 *
 * @param outputs one for each expected output, in that order, then one for each unexpected output
 */
public record Comparison(Tolerance tolerance, List<OutputComparison> outputs) {
  /** Errors of double arithmetic must not make the smallest passing tolerance one that fails. */
  private static final double MARGIN = 1 + 1e-12;

  public Comparison {
    outputs = List.copyOf(outputs);
  }

  /** Compares outputs by name, element type, shape and elements. */
  public static Comparison of(
      Map<String, Tensor> expected, Map<String, Tensor> actual, Tolerance tolerance) {
    List<OutputComparison> outputs = new ArrayList<>();
    expected.forEach(
        (name, tensor) ->
            outputs.add(OutputComparison.of(name, tensor, actual.get(name), tolerance)));
    actual.forEach(
        (name, tensor) -> {
          if (!expected.containsKey(name)) {
            outputs.add(OutputComparison.unexpected(name, tensor));
          }
        });
    return new Comparison(tolerance, outputs);
  }

  public boolean matches() {
    return outputs.stream().allMatch(OutputComparison::matches);
  }

  /** Why the outputs do not match, in one line that names the worst output; empty if they do. */
  public Optional<String> mismatch() {
    List<OutputComparison> wrong = outputs.stream().filter(o -> !o.matches()).toList();
    if (wrong.isEmpty()) {
      return Optional.empty();
    }
    OutputComparison worst =
        wrong.stream()
            .filter(o -> o.problem().isPresent())
            .findFirst()
            .orElseGet(
                () ->
                    wrong.stream()
                        .max(Comparator.comparingDouble(o -> o.errors().get().toleranceUse()))
                        .get());
    String others =
        wrong.size() == 1
            ? ""
            : " (and %d other output%s)".formatted(wrong.size() - 1, wrong.size() == 2 ? "" : "s");
    return Optional.of(worst.mismatch(tolerance) + others);
  }

  /** The largest absolute error of all outputs; 0 if there are no elements. */
  public double maxAbsError() {
    return largest(ElementErrors::maxAbs);
  }

  /** The largest relative error of all outputs; 0 if no expected number is above atol. */
  public double maxRelError() {
    return largest(ElementErrors::maxRel);
  }

  /**
   * The largest share of its tolerance that an element used: at most 1 if all match; infinite if no
   * multiple of the tolerance would make them match.
   */
  public double toleranceUse() {
    boolean compared = outputs.stream().allMatch(o -> o.problem().isEmpty());
    return compared ? largest(ElementErrors::toleranceUse) : Double.POSITIVE_INFINITY;
  }

  /**
   * The smallest multiple of the tolerance that would have passed, or, where the tolerance is 0 at
   * the worst element, the tolerance with the smallest atol; empty if none would.
   */
  public Optional<Tolerance> smallestPassing() {
    double use = toleranceUse();
    if (use < Double.POSITIVE_INFINITY) {
      return Optional.of(tolerance.times(use * MARGIN));
    }
    boolean hopeless =
        outputs.stream().anyMatch(o -> !o.matches() && (o.problem().isPresent() || o.isExact()));
    double maxAbs = maxAbsError();
    return hopeless || maxAbs == Double.POSITIVE_INFINITY
        ? Optional.empty()
        : Optional.of(new Tolerance(tolerance.rtol(), maxAbs * MARGIN));
  }

  private double largest(ToDoubleFunction<ElementErrors> figure) {
    return outputs.stream().flatMap(o -> o.errors().stream()).mapToDouble(figure).max().orElse(0);
  }
}
