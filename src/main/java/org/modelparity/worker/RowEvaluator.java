package org.modelparity.worker;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.modelparity.evaluation.EvaluationException;
import org.modelparity.evaluation.ExampleOptions;
import org.modelparity.evaluation.OutputFolders;
import org.modelparity.evaluation.Result;
import org.modelparity.evaluation.ResultBuilder;
import org.modelparity.evaluation.Row;
import org.modelparity.evaluation.Stage;
import org.modelparity.model.ModelException;
import org.modelparity.target.ConversionException;
import org.modelparity.target.ExecutionException;
import org.modelparity.target.Target;
import org.modelparity.tensor.NpzException;
import org.modelparity.tensor.Tolerance;

/**
 * Evaluates one row: opens the example, converts it, runs the converted model on every backend, and
 * compares the outputs with the reference. Whatever goes wrong becomes the row's error.
 */
final class RowEvaluator {
  private final Row row;
  private final TargetKind kind;
  private final Once<OpenExample, Exception> opened;
  private final OutputFolders folders;
  private final Stages stages;
  private final UnaryOperator<String> paths;
  private final ResultBuilder result;
  private Stage stage = Stage.LOAD;
  private boolean repeatable = true;

  /**
   * @param paths makes an error's paths the same on every machine, since baselines keep errors
   */
  RowEvaluator(
      Row row,
      TargetKind kind,
      Once<OpenExample, Exception> opened,
      OutputFolders folders,
      Stages stages,
      UnaryOperator<String> paths) {
    this.row = row;
    this.kind = kind;
    this.paths = paths;
    this.opened = opened;
    this.folders = folders;
    this.stages = stages;
    this.result = Result.builder(row);
  }

  /** The row's result; never fails. */
  Result evaluate(Supplier<Target> target, List<String> backends, ExampleOptions options)
      throws IOException {
    try {
      enter(Stage.LOAD);
      OpenExample example = opened.get();
      enter(Stage.CONVERT);
      Conversions conversions =
          new Conversions(target.get(), example, folders.model(row), kind.options());
      Tolerance tolerance = kind.tolerance(options.tolerance());
      Trial trial = convert(conversions, example, tolerance, true);
      run(trial, backends);
      Optional<String> misfit = trial.freeBatchFailure();
      if (misfit.isPresent()) {
        result.note("the batch is fixed: with a free one, " + paths.apply(misfit.get()));
        enter(Stage.CONVERT);
        trial = convert(conversions, example, tolerance, false);
        run(trial, backends);
      }
      enter(Stage.COMPARE);
      trial.tell(result, row.target(), paths, this::writeDetails);
    } catch (ModelException | NpzException | EvaluationException e) {
      repeatable = isRepeatable(e);
      fail(e.getMessage(), Optional.empty(), e);
    } catch (ConversionException e) {
      repeatable = isRepeatable(e);
      fail(e.getMessage(), e.details(), e);
    } catch (NoReferenceException e) {
      repeatable = false;
      stage = Stage.COMPARE;
      fail(e.getMessage(), Optional.empty(), e);
    } catch (Exception | LinkageError | StackOverflowError | AssertionError e) {
      repeatable = false;
      Throwable cause = initial(e);
      fail(
          "%s: %s".formatted(cause.getClass().getSimpleName(), firstLine(cause)),
          Optional.empty(),
          e);
    }
    Result built = result.build();
    // A backend may have lacked memory, or a library.
    repeatable &= built.runs().stream().noneMatch(run -> run.stage() == Stage.RUN);
    return built;
  }

  /**
   * Whether the outcome depends on nothing but the example, its options and this product: not on a
   * disk, a library of the system, or memory.
   */
  boolean isRepeatable() {
    return repeatable;
  }

  private void enter(Stage next) throws IOException, InterruptedException {
    stage = next;
    stages.enter(next);
  }

  private Trial convert(
      Conversions conversions, OpenExample example, Tolerance tolerance, boolean keepBatchFree)
      throws ConversionException, IOException {
    long start = System.nanoTime();
    List<Conversions.Converted> models = conversions.convert(keepBatchFree);
    result.convertSeconds((System.nanoTime() - start) / 1e9);
    result.bytes(models.stream().mapToLong(c -> c.model().bytes()).sum());
    return new Trial(example, models, tolerance);
  }

  private void run(Trial trial, List<String> backends)
      throws NoReferenceException, IOException, InterruptedException {
    enter(Stage.RUN);
    if (!kind.takesTensorFlowAsReference() && !trial.hasGoldens()) {
      throw new NoReferenceException(
          new ExecutionException(
              "TensorFlow's own outputs would be compared with themselves; save the framework's"
                  + " outputs as outputs.npz"));
    }
    try {
      result.reference(trial.findExpected(kind.takesTensorFlowAsReference()));
    } catch (ExecutionException e) {
      throw new NoReferenceException(e);
    }
    trial.run(backends);
  }

  private void fail(String error, Optional<String> story, Throwable cause) {
    result.fail(stage, paths.apply(error));
    writeDetails(error, story, cause);
  }

  private void writeDetails(String error, Throwable cause) {
    writeDetails(error, Optional.empty(), cause);
  }

  private void writeDetails(String error, Optional<String> story, Throwable cause) {
    StringWriter trace = new StringWriter();
    cause.printStackTrace(new PrintWriter(trace));
    String text = "%s: %s at %s%n%s%n%n%s%n".formatted(row, "FAIL", stage, error, trace);
    Details.write(folders, row, "error.txt", text + story.orElse("")).ifPresent(result::details);
  }

  private static boolean isRepeatable(Exception e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof IOException || cause instanceof Error) {
        return false;
      }
    }
    return true;
  }

  /** A class that could not be initialised before says why only once. */
  private static Throwable initial(Throwable e) {
    return e instanceof NoClassDefFoundError && e.getCause() != null ? e.getCause() : e;
  }

  private static String firstLine(Throwable e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }

  private static final class NoReferenceException extends Exception {
    private static final long serialVersionUID = 1L;

    NoReferenceException(ExecutionException cause) {
      super("there is nothing to compare with: " + cause.getMessage(), cause);
    }
  }
}
