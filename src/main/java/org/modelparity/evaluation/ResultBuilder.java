package org.modelparity.evaluation;

import java.util.ArrayList;
import java.util.List;
import org.modelparity.tensor.Comparison;
import org.modelparity.tensor.Tolerance;

/**
 * Collects what becomes known of a row while it is evaluated. The first failure decides the row's
 * stage and error; a row without failure and with a run is a success.
 */
public final class ResultBuilder {
  private final Row row;
  private Stage stage;
  private String error;
  private String remedy;
  private String details;
  private Reference reference;
  private Tolerance tolerance;
  private Double maxAbsError;
  private Double maxRelError;
  private Double toleranceUse;
  private Long bytes;
  private Double convertSeconds;
  private Double runSeconds;
  private final List<Result.Leg> legs = new ArrayList<>();
  private final List<Result.Run> runs = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  ResultBuilder(Row row) {
    this.row = row;
  }

  /** Records a failure; only the first one becomes the row's. */
  public ResultBuilder fail(Stage failedStage, String oneLine) {
    if (stage == null) {
      stage = failedStage;
      error = oneLine;
    }
    return this;
  }

  public ResultBuilder remedy(String oneLine) {
    remedy = oneLine;
    return this;
  }

  /**
   * Where the long story of the error is.
   *
   * @param file relative to the folder of results.json
   */
  public ResultBuilder details(String file) {
    details = file;
    return this;
  }

  public ResultBuilder reference(Reference source) {
    reference = source;
    return this;
  }

  public ResultBuilder tolerance(Tolerance held) {
    tolerance = held;
    return this;
  }

  public ResultBuilder bytes(long size) {
    bytes = size;
    return this;
  }

  public ResultBuilder convertSeconds(double seconds) {
    convertSeconds = seconds;
    return this;
  }

  public ResultBuilder note(String oneLine) {
    notes.add(oneLine);
    return this;
  }

  /** A comparison on the way; if it does not match, the row fails at compare with its error. */
  public ResultBuilder leg(String from, String to, Comparison comparison) {
    String mismatch = comparison.mismatch().orElse(null);
    legs.add(
        new Result.Leg(
            from,
            to,
            mismatch == null ? Status.SUCCESS : Status.FAIL,
            mismatch,
            comparison.maxAbsError(),
            comparison.maxRelError(),
            comparison.toleranceUse()));
    return mismatch == null ? this : fail(Stage.COMPARE, from + " -> " + to + ": " + mismatch);
  }

  /** A run on one backend and how its outputs compare; a mismatch fails the row at compare. */
  public ResultBuilder run(String backend, double seconds, Comparison comparison) {
    return run(backend, null, seconds, comparison);
  }

  /**
   * As {@link #run(String, double, Comparison)}, on another set of inputs.
   *
   * @param inputs name of the set; null for the first
   */
  public ResultBuilder run(String backend, String inputs, double seconds, Comparison comparison) {
    String mismatch = comparison.mismatch().orElse(null);
    runs.add(
        new Result.Run(
            backend,
            inputs,
            mismatch == null ? Status.SUCCESS : Status.FAIL,
            mismatch == null ? null : Stage.COMPARE,
            mismatch,
            comparison.maxAbsError(),
            comparison.maxRelError(),
            seconds,
            comparison.outputs().stream().map(OutputResult::of).toList()));
    runSeconds = runSeconds == null ? seconds : runSeconds + seconds;
    tolerance = comparison.tolerance();
    maxAbsError = larger(maxAbsError, comparison.maxAbsError());
    maxRelError = larger(maxRelError, comparison.maxRelError());
    toleranceUse = larger(toleranceUse, comparison.toleranceUse());
    return mismatch == null
        ? this
        : fail(Stage.COMPARE, Result.Run.label(backend, inputs) + ": " + mismatch);
  }

  /** A backend that could not load or run the converted model. */
  public ResultBuilder failedRun(String backend, Stage failedStage, String oneLine) {
    return failedRun(backend, null, failedStage, oneLine);
  }

  /** As {@link #failedRun(String, Stage, String)}, on another set of inputs. */
  public ResultBuilder failedRun(String backend, String inputs, Stage failedStage, String oneLine) {
    runs.add(
        new Result.Run(
            backend, inputs, Status.FAIL, failedStage, oneLine, null, null, null, List.of()));
    return fail(failedStage, Result.Run.label(backend, inputs) + ": " + oneLine);
  }

  /** The row as it stands: a row that has no run or no reference to compare with is a FAIL. */
  public Result build() {
    if (stage == null && reference == null) {
      fail(Stage.COMPARE, "there is nothing to compare the converted model with");
    }
    if (stage == null && runs.isEmpty()) {
      fail(Stage.RUN, "the converted model was not run");
    }
    return new Result(
        row.suite(),
        row.example(),
        row.target(),
        stage == null ? Status.SUCCESS : Status.FAIL,
        stage,
        error,
        remedy,
        details,
        reference,
        tolerance,
        maxAbsError,
        maxRelError,
        toleranceUse,
        bytes,
        new Result.Seconds(convertSeconds, runSeconds),
        legs,
        runs,
        notes,
        false);
  }

  private static Double larger(Double known, double measured) {
    return known == null ? measured : (Double) Math.max(known, measured);
  }
}
