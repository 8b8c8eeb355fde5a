package org.modelparity.worker;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.modelparity.evaluation.Reference;
import org.modelparity.evaluation.Result;
import org.modelparity.evaluation.ResultBuilder;
import org.modelparity.evaluation.Stage;
import org.modelparity.target.ConversionException;
import org.modelparity.target.ConvertedModel;
import org.modelparity.target.Execution;
import org.modelparity.target.ExecutionException;
import org.modelparity.tensor.Comparison;
import org.modelparity.tensor.Tensor;
import org.modelparity.tensor.Tolerance;
import org.tensorflow.exceptions.TensorFlowException;

/**
 * Runs the converted models of a row on every backend with every set of inputs, and compares. A
 * model whose batch is free is run with another batch too, whose expected outputs the original
 * computes. What comes of it is told to the row's result only when it is known that the trial
 * stands.
 */
final class Trial {
  private final OpenExample example;
  private final List<Conversions.Converted> models;
  private final Tolerance tolerance;
  private final Map<OpenInputs, Map<String, Tensor>> expected = new IdentityHashMap<>();
  private final List<Run> runs = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  /** Another batch than those of the example's own inputs; null if there is none to try. */
  private OtherBatch otherBatch;

  Trial(OpenExample example, List<Conversions.Converted> models, Tolerance tolerance) {
    this.example = example;
    this.models = models;
    this.tolerance = tolerance;
  }

  /**
   * Inputs of another batch.
   *
   * @param reference what their expected outputs come from
   */
  private record OtherBatch(OpenInputs inputs, String reference) {}

  /** One run of a model: its outputs and how they compare, or why there are none. */
  private record Run(
      String backend,
      OpenInputs set,
      double seconds,
      Map<String, Tensor> outputs,
      Comparison comparison,
      ExecutionException failure) {
    boolean succeeded() {
      return failure == null && comparison.matches();
    }

    String problem() {
      return Result.Run.label(backend, set.name())
          + ": "
          + (failure != null ? failure.getMessage() : comparison.mismatch().orElse(""));
    }
  }

  boolean hasGoldens() {
    return example.sets().stream().allMatch(s -> s.goldens().isPresent());
  }

  /**
   * Finds what the outputs are compared with.
   *
   * @param originalIsReference whether the original may say what is right
   * @return where the expected outputs of the first inputs come from
   * @throws ExecutionException if there is nothing to compare with
   */
  Reference findExpected(boolean originalIsReference) throws ExecutionException {
    for (OpenInputs set : example.sets()) {
      expected.put(set, example.expected(set));
    }
    if (isFree() && originalIsReference) {
      findOtherBatch();
    }
    return example.reference(example.sets().get(0));
  }

  private boolean isFree() {
    return models.get(0).model().sizes() == ConvertedModel.Sizes.ANY_BATCH;
  }

  private void findOtherBatch() {
    OpenInputs first = example.sets().get(0);
    Set<Long> sizes = batches();
    if (sizes.size() > 1) {
      return;
    }
    // Neither of the sizes that the program was lowered for, see OpenExample.batch.
    OpenInputs other =
        first.repeated(example.signature(), Math.max(2, sizes.iterator().next()) + 2);
    try {
      expected.put(other, example.original(other));
      otherBatch = new OtherBatch(other, example.reference(other).toString());
    } catch (ExecutionException original) {
      // The lowering was checked with the first inputs; what is checked here is that one graph
      // does what lowering for each batch does.
      try {
        expected.put(other, example.runPortableGraph(other));
        otherBatch = new OtherBatch(other, "portable graph");
      } catch (ConversionException | TensorFlowException portable) {
        notes.add("the batch is free, but no other was tried: " + portable.getMessage());
      }
    }
  }

  private Set<Long> batches() {
    return models.get(0).sets().stream()
        .flatMap(s -> s.batch(example.signature()).stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  void run(List<String> backends) {
    for (String backend : backends) {
      for (Conversions.Converted converted : models) {
        List<OpenInputs> sets = new ArrayList<>(converted.sets());
        if (otherBatch != null && converted == models.get(0)) {
          sets.add(otherBatch.inputs());
        }
        run(backend, converted.model(), sets);
      }
    }
  }

  private void run(String backend, ConvertedModel model, List<OpenInputs> sets) {
    try (Execution execution = model.open(backend)) {
      for (OpenInputs set : sets) {
        runs.add(run(backend, execution, set));
      }
    } catch (ExecutionException e) {
      sets.forEach(set -> runs.add(new Run(backend, set, 0, null, null, e)));
    }
  }

  private Run run(String backend, Execution execution, OpenInputs set) {
    try {
      long start = System.nanoTime();
      Map<String, Tensor> outputs = execution.run(set.values());
      double seconds = (System.nanoTime() - start) / 1e9;
      Comparison comparison = Comparison.of(expected.get(set), outputs, tolerance);
      return new Run(backend, set, seconds, outputs, comparison, null);
    } catch (ExecutionException e) {
      return new Run(backend, set, 0, null, null, e);
    }
  }

  /** What went wrong, if a fixed batch may do better. */
  Optional<String> freeBatchFailure() {
    return isFree()
        ? runs.stream().filter(r -> !r.succeeded()).findFirst().map(Run::problem)
        : Optional.empty();
  }

  /**
   * Tells the result what came of the trial.
   *
   * @param target for the names of legs
   * @param paths makes an error's paths the same on every machine
   * @param details takes the long stories of errors
   */
  void tell(
      ResultBuilder result,
      String target,
      UnaryOperator<String> paths,
      BiConsumer<String, Throwable> details) {
    Set<String> said = new LinkedHashSet<>();
    models.forEach(m -> said.addAll(m.model().notes()));
    said.addAll(notes);
    sizes().ifPresent(said::add);
    said.forEach(result::note);
    Optional<Run> wrong =
        runs.stream().filter(r -> r.failure == null && !r.comparison.matches()).findFirst();
    if (wrong.isPresent()) {
      tellLegs(wrong.get(), target, result);
    } else {
      tellOriginal(example.sets().get(0), result);
    }
    for (Run run : runs) {
      String name = run.set.name();
      if (run.failure != null) {
        String message = run.failure.getMessage();
        result.failedRun(run.backend, name, Stage.RUN, paths.apply(message));
        details.accept(message, run.failure);
      } else if (otherBatch != null && run.set == otherBatch.inputs()) {
        result.leg(otherBatch.reference() + ", " + name, run.backend + ", " + name, run.comparison);
      } else {
        result.run(run.backend, name, run.seconds, run.comparison);
      }
    }
  }

  private Optional<String> sizes() {
    if (!isFree()) {
      return Optional.empty();
    }
    Set<Long> checked = batches();
    if (otherBatch != null) {
      otherBatch.inputs().batch(example.signature()).ifPresent(checked::add);
    }
    return Optional.of(
        "the batch is free: (b, ...), checked at b = "
            + checked.stream().map(String::valueOf).collect(Collectors.joining(", "))
            + (checked.size() == 1 ? " only" : ""));
  }

  /** Tells where on the way the numbers go wrong: in the export, the lowering, the converter. */
  private void tellLegs(Run wrong, String target, ResultBuilder result) {
    if (example.reference(wrong.set) != Reference.GOLDEN) {
      return;
    }
    String from = "golden";
    Map<String, Tensor> golden = expected.get(wrong.set);
    Map<String, Tensor> outputs = golden;
    for (OpenExample.Waypoint waypoint : example.waypoints(wrong.set, result::note)) {
      result.leg(from, waypoint.name(), Comparison.of(outputs, waypoint.outputs(), tolerance));
      from = waypoint.name();
      outputs = waypoint.outputs();
    }
    if (outputs != golden) {
      result.leg(from, target, Comparison.of(outputs, wrong.outputs, tolerance));
    }
  }

  /**
   * With golden outputs, whether the original reproduces them. No converted model that ran differs
   * from them, so that TensorFlow is at fault if it does: its XLA is older than theirs.
   */
  private void tellOriginal(OpenInputs set, ResultBuilder result) {
    if (example.reference(set) != Reference.GOLDEN) {
      return;
    }
    try {
      Comparison comparison = Comparison.of(expected.get(set), example.original(set), tolerance);
      comparison
          .mismatch()
          .ifPresentOrElse(
              m -> result.note("golden -> " + example.form() + ", not part of the verdict: " + m),
              () -> result.leg("golden", example.form(), comparison));
    } catch (ExecutionException e) {
      result.note("the original was not run: " + e.getMessage());
    }
  }
}
