package org.modelparity.evaluation;

import java.util.List;
import org.modelparity.tensor.ElementErrors;
import org.modelparity.tensor.OutputComparison;

/**
 * One output of a run as results.json keeps it. A number that was not measured is null; an infinite
 * one is the string {@code "Infinity"}, which JSON has no number for.
 *
 * @param type expected element type, for example {@code float32}; null if none was expected
 * @param shape expected shape; null if none was expected
 * @param problem why the elements were not compared; null if they were
 * @param elements how many there are
 */
public record OutputResult(
    String name,
    String type,
    List<Long> shape,
    String problem,
    Long elements,
    Long mismatches,
    Double maxAbsError,
    Double maxRelError,
    Double meanAbsError,
    Double rmse,
    Double cosine,
    Double toleranceUse,
    ElementErrors.Worst worst,
    org.modelparity.tensor.Histogram histogram,
    List<ElementErrors.Pair> sample) {

  public OutputResult {
    shape = shape == null ? null : List.copyOf(shape);
    sample = sample == null ? List.of() : List.copyOf(sample);
  }

  /** What a comparison found. */
  public static OutputResult of(OutputComparison output) {
    String type = output.expected().map(e -> e.type().toString()).orElse(null);
    List<Long> shape =
        output
            .expected()
            .map(e -> java.util.Arrays.stream(e.shape().toArray()).boxed().toList())
            .orElse(null);
    String problem = output.problem().orElse(null);
    return output
        .errors()
        .map(
            e ->
                new OutputResult(
                    output.name(),
                    type,
                    shape,
                    problem,
                    e.count(),
                    e.mismatches(),
                    e.maxAbs(),
                    e.maxRel(),
                    e.meanAbs(),
                    e.rmse(),
                    Double.isNaN(e.cosine()) ? null : e.cosine(),
                    e.toleranceUse(),
                    e.worst(),
                    e.histogram(),
                    e.sample()))
        .orElseGet(
            () ->
                new OutputResult(
                    output.name(),
                    type,
                    shape,
                    problem,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null));
  }

  /** Whether some finite atol would let this output match. */
  boolean passesWithLargerAtol() {
    boolean equal = mismatches != null && mismatches == 0;
    boolean finite = maxAbsError != null && maxAbsError < Double.POSITIVE_INFINITY;
    boolean floating = type != null && type.matches("b?float\\d+|complex\\d+");
    return equal || (problem == null && finite && floating);
  }
}
