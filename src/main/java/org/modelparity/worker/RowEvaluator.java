package org.modelparity.worker;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.modelparity.evaluation.EvaluationException;
import org.modelparity.evaluation.ExampleOptions;
import org.modelparity.evaluation.OutputFolders;
import org.modelparity.evaluation.Reference;
import org.modelparity.evaluation.Result;
import org.modelparity.evaluation.ResultBuilder;
import org.modelparity.evaluation.Row;
import org.modelparity.evaluation.Stage;
import org.modelparity.model.ModelException;
import org.modelparity.target.ConversionException;
import org.modelparity.target.ConversionRequest;
import org.modelparity.target.ConvertedModel;
import org.modelparity.target.Execution;
import org.modelparity.target.ExecutionException;
import org.modelparity.target.Target;
import org.modelparity.tensor.Comparison;
import org.modelparity.tensor.NpzException;
import org.modelparity.tensor.Tensor;
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

  private record Outputs(double seconds, Map<String, Tensor> tensors) {}

  /** The row's result; never fails. */
  Result evaluate(Supplier<Target> target, List<String> backends, ExampleOptions options)
      throws IOException {
    try {
      enter(Stage.LOAD);
      OpenExample example = opened.get();
      enter(Stage.CONVERT);
      ConvertedModel model = convert(target.get(), example);
      enter(Stage.RUN);
      Map<String, Tensor> expected = expected(example);
      Map<String, Outputs> outputs = run(model, backends, example.inputs());
      enter(Stage.COMPARE);
      compare(example, expected, outputs, kind.tolerance(options.tolerance()));
    } catch (ModelException | NpzException | EvaluationException e) {
      fail(e.getMessage(), Optional.empty(), e);
    } catch (ConversionException e) {
      fail(e.getMessage(), e.details(), e);
    } catch (NoReferenceException e) {
      stage = Stage.COMPARE;
      fail(e.getMessage(), Optional.empty(), e);
    } catch (Exception | LinkageError | StackOverflowError | AssertionError e) {
      fail("%s: %s".formatted(e.getClass().getSimpleName(), firstLine(e)), Optional.empty(), e);
    }
    return result.build();
  }

  private void enter(Stage next) throws IOException, InterruptedException {
    stage = next;
    stages.enter(next);
  }

  private ConvertedModel convert(Target target, OpenExample example)
      throws ConversionException, IOException {
    Path folder = folders.model(row);
    Files.createDirectories(folder);
    Folders.clear(folder);
    long start = System.nanoTime();
    ConvertedModel model =
        target.convert(
            new ConversionRequest(
                example.program(),
                example.signature(),
                example::portableGraph,
                folder,
                kind.options()));
    result.convertSeconds(since(start)).bytes(model.bytes());
    model.notes().forEach(result::note);
    return model;
  }

  private Map<String, Tensor> expected(OpenExample example) throws NoReferenceException {
    if (example.reference() != Reference.GOLDEN && !kind.takesTensorFlowAsReference()) {
      throw new NoReferenceException(
          new ExecutionException(
              "TensorFlow's own outputs would be compared with themselves; save the framework's"
                  + " outputs as outputs.npz"));
    }
    try {
      Map<String, Tensor> expected = example.expected();
      result.reference(example.reference());
      return expected;
    } catch (ExecutionException e) {
      throw new NoReferenceException(e);
    }
  }

  private Map<String, Outputs> run(
      ConvertedModel model, List<String> backends, Map<String, Tensor> inputs) {
    Map<String, Outputs> outputs = new LinkedHashMap<>();
    for (String backend : backends) {
      try (Execution execution = model.open(backend)) {
        long start = System.nanoTime();
        Map<String, Tensor> tensors = execution.run(inputs);
        outputs.put(backend, new Outputs(since(start), tensors));
      } catch (ExecutionException e) {
        result.failedRun(backend, Stage.RUN, paths.apply(e.getMessage()));
        writeDetails(e.getMessage(), Optional.empty(), e);
      }
    }
    return outputs;
  }

  private void compare(
      OpenExample example,
      Map<String, Tensor> expected,
      Map<String, Outputs> outputs,
      Tolerance tolerance) {
    Map<String, Comparison> comparisons = new LinkedHashMap<>();
    outputs.forEach(
        (backend, o) -> comparisons.put(backend, Comparison.of(expected, o.tensors(), tolerance)));
    Optional<String> wrong =
        comparisons.keySet().stream().filter(b -> !comparisons.get(b).matches()).findFirst();
    if (wrong.isPresent() && example.reference() == Reference.GOLDEN) {
      compareLegs(example, expected, outputs.get(wrong.get()).tensors(), tolerance);
    }
    comparisons.forEach((backend, c) -> result.run(backend, outputs.get(backend).seconds(), c));
  }

  /** Tells where on the way the numbers went wrong: in the export, the lowering, the converter. */
  private void compareLegs(
      OpenExample example,
      Map<String, Tensor> golden,
      Map<String, Tensor> converted,
      Tolerance tolerance) {
    String from = "golden";
    Map<String, Tensor> outputs = golden;
    for (OpenExample.Waypoint waypoint : example.waypoints(result::note)) {
      result.leg(from, waypoint.name(), Comparison.of(outputs, waypoint.outputs(), tolerance));
      from = waypoint.name();
      outputs = waypoint.outputs();
    }
    if (outputs != golden) {
      result.leg(from, row.target(), Comparison.of(outputs, converted, tolerance));
    }
  }

  private void fail(String error, Optional<String> story, Throwable cause) {
    result.fail(stage, paths.apply(error));
    writeDetails(error, story, cause);
  }

  private void writeDetails(String error, Optional<String> story, Throwable cause) {
    StringWriter trace = new StringWriter();
    cause.printStackTrace(new PrintWriter(trace));
    String text = "%s: %s at %s%n%s%n%n%s%n".formatted(row, "FAIL", stage, error, trace);
    Details.write(folders, row, "error.txt", text + story.orElse("")).ifPresent(result::details);
  }

  private static String firstLine(Throwable e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }

  private static double since(long nanoTime) {
    return (System.nanoTime() - nanoTime) / 1e9;
  }

  private static final class NoReferenceException extends Exception {
    private static final long serialVersionUID = 1L;

    NoReferenceException(ExecutionException cause) {
      super("there is nothing to compare with: " + cause.getMessage(), cause);
    }
  }
}
