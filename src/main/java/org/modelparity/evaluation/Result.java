package org.modelparity.evaluation;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.modelparity.tensor.Tolerance;

/**
 * What is known of a row after its evaluation; one element of {@code rows} in results.json, in the
 * order of its members. A number that was not measured is null.
 *
 * @param stage where it failed; null on success
 * @param error one line: what failed, on what, why; null on success
 * @param remedy what to do about the error, one line; null if nothing is known
 * @param details file with the long story, relative to the results; null if there is none
 * @param reference what the numbers were compared with; null if nothing was
 * @param tolerance that the row was held to; null if the row never got there
 * @param maxAbsError largest of all backends and outputs
 * @param maxRelError largest of all backends and outputs
 * @param toleranceUse largest share of the tolerance that an element used, see {@link
 *     org.modelparity.tensor.Comparison#toleranceUse()}
 * @param bytes size of the converted model
 * @param seconds where the time went
 * @param legs comparisons on the way, for example golden against SavedModel
 * @param runs one for each backend and set of inputs
 * @param notes what a user should know although nothing failed
 * @param cached whether the row was taken from the cache
 */
public record Result(
    String suite,
    String example,
    String target,
    Status status,
    Stage stage,
    String error,
    String remedy,
    String details,
    Reference reference,
    Tolerance tolerance,
    Double maxAbsError,
    Double maxRelError,
    Double toleranceUse,
    Long bytes,
    Seconds seconds,
    List<Leg> legs,
    List<Run> runs,
    List<String> notes,
    boolean cached) {

  /**
   * @throws IllegalArgumentException if a FAIL lacks its stage or error, or a SUCCESS its reference
   */
  public Result {
    legs = legs == null ? List.of() : List.copyOf(legs);
    runs = runs == null ? List.of() : List.copyOf(runs);
    notes = notes == null ? List.of() : List.copyOf(notes);
    seconds = seconds == null ? Seconds.UNKNOWN : seconds;
    if (suite == null || example == null || target == null || status == null) {
      throw new IllegalArgumentException("a result needs suite, example, target and status");
    }
    if (status == Status.FAIL && (stage == null || error == null)) {
      throw new IllegalArgumentException(
          "FAIL of " + suite + "/" + example + " -> " + target + " has no stage or no error");
    }
    if (status == Status.SUCCESS && (stage != null || error != null || reference == null)) {
      throw new IllegalArgumentException(
          "SUCCESS of "
              + suite
              + "/"
              + example
              + " -> "
              + target
              + " has a stage, an error or no reference");
    }
  }

  /** A row that failed before anything could be measured. */
  public static Result failed(Row row, Stage stage, String error) {
    return builder(row).fail(stage, error).build();
  }

  /** Collects what becomes known of a row while it is evaluated. */
  public static ResultBuilder builder(Row row) {
    return new ResultBuilder(row);
  }

  public Row row() {
    return new Row(suite, example, target);
  }

  /** The same outcome, taken from the cache. */
  public Result asCached() {
    return copy(suite, details, true);
  }

  /**
   * This result among those of several modules.
   *
   * @param folder of the module's results, relative to where the result is going to be
   */
  Result in(String module, Path folder) {
    String moved = details == null ? null : folder.resolve(details).toString();
    return copy(row().in(module).suite(), moved, cached);
  }

  private Result copy(String ofSuite, String withDetails, boolean fromCache) {
    return new Result(
        ofSuite,
        example,
        target,
        status,
        stage,
        error,
        remedy,
        withDetails,
        reference,
        tolerance,
        maxAbsError,
        maxRelError,
        toleranceUse,
        bytes,
        seconds,
        legs,
        runs,
        notes,
        fromCache);
  }

  public boolean succeeded() {
    return status == Status.SUCCESS;
  }

  /**
   * The tolerance that would have let this row pass, or that would still do so: the row's own,
   * scaled, or with another atol where that does not help; empty if none would, or if nothing was
   * compared.
   */
  public Optional<Tolerance> smallestPassing() {
    boolean compared =
        toleranceUse != null
            && tolerance != null
            && (stage == null || stage == Stage.COMPARE)
            && runs.stream()
                .allMatch(r -> r.status() == Status.SUCCESS || r.stage() == Stage.COMPARE);
    if (!compared) {
      return Optional.empty();
    }
    double use =
        legs.stream()
            .filter(l -> l.toleranceUse() != null)
            .mapToDouble(Leg::toleranceUse)
            .reduce(toleranceUse, Math::max);
    if (use < Double.POSITIVE_INFINITY) {
      return Optional.of(tolerance.times(use));
    }
    boolean helpless =
        legs.stream().anyMatch(l -> l.status() == Status.FAIL)
            || outputs().anyMatch(o -> !o.passesWithLargerAtol());
    return helpless ? Optional.empty() : Optional.of(new Tolerance(tolerance.rtol(), maxAbsError));
  }

  private Stream<OutputResult> outputs() {
    return runs.stream().flatMap(r -> r.outputs().stream());
  }

  Optional<String> remedyLine() {
    return Optional.ofNullable(remedy);
  }

  /** Where the time of a row went, in seconds; null where it was not measured. */
  public record Seconds(Double convert, Double run) {
    static final Seconds UNKNOWN = new Seconds(null, null);
  }

  /**
   * A comparison on the way from the reference to the converted model.
   *
   * @param from for example {@code golden}
   * @param to for example {@code SavedModel}
   * @param error one line; null if the leg holds
   */
  public record Leg(
      String from,
      String to,
      Status status,
      String error,
      Double maxAbsError,
      Double maxRelError,
      Double toleranceUse) {}

  /**
   * The converted model on one backend.
   *
   * @param stage where it failed; null on success
   * @param error one line; null on success
   * @param inputs name of the set of inputs, for example {@code inputs-1}; null for the first
   * @param seconds of one run
   */
  public record Run(
      String backend,
      String inputs,
      Status status,
      Stage stage,
      String error,
      Double maxAbsError,
      Double maxRelError,
      Double seconds,
      List<OutputResult> outputs) {
    public Run {
      outputs = outputs == null ? List.of() : List.copyOf(outputs);
    }

    /** The backend and, where it is not the first, the set of inputs: {@code wasm, inputs-1}. */
    public String label() {
      return label(backend, inputs);
    }

    /**
     * What {@link #label()} says, without a run.
     *
     * @param inputs name of the set; null for the first
     */
    public static String label(String backend, String inputs) {
      return inputs == null ? backend : backend + ", " + inputs;
    }
  }
}
