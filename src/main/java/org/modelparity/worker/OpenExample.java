package org.modelparity.worker;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.modelparity.evaluation.EvaluationException;
import org.modelparity.evaluation.Example;
import org.modelparity.evaluation.InputGenerator;
import org.modelparity.evaluation.InputSet;
import org.modelparity.evaluation.Reference;
import org.modelparity.graph.GraphExecution;
import org.modelparity.graph.PortableGraph;
import org.modelparity.lowering.LoweringException;
import org.modelparity.lowering.ProgramLowering;
import org.modelparity.model.HostOperations;
import org.modelparity.model.ModelException;
import org.modelparity.model.Models;
import org.modelparity.model.Program;
import org.modelparity.model.SavedModelProgram;
import org.modelparity.model.StableHloProgram;
import org.modelparity.target.BatchLowering;
import org.modelparity.target.ConversionException;
import org.modelparity.target.ExecutionException;
import org.modelparity.tensor.Binding;
import org.modelparity.tensor.Npz;
import org.modelparity.tensor.NpzException;
import org.modelparity.tensor.Shape;
import org.modelparity.tensor.Signature;
import org.modelparity.tensor.Tensor;
import org.modelparity.tensor.TensorSpec;
import org.modelparity.tensorflow.SavedModelRunner;
import org.modelparity.tensorflow.StableHloRunner;
import org.tensorflow.exceptions.TensorFlowException;

/** An example whose files are open, once for all its targets. */
final class OpenExample {
  private final Example example;
  private final Program program;
  private final Signature signature;
  private final List<OpenInputs> sets;
  private final Map<OpenInputs, Once<Map<String, Tensor>, ExecutionException>> originals =
      new IdentityHashMap<>();
  private final Map<Map<String, Shape>, Once<PortableGraph, ConversionException>> graphs =
      new HashMap<>();

  private OpenExample(
      Example example, Program program, Signature signature, List<OpenInputs> sets) {
    this.example = example;
    this.program = program;
    this.signature = signature;
    this.sets = List.copyOf(sets);
  }

  /**
   * Opens the model, reads or draws its inputs, reads its golden outputs.
   *
   * @throws ModelException if the model cannot be opened or has no such signature
   * @throws NpzException if an archive is damaged or does not fit the signature
   * @throws EvaluationException if inputs cannot be drawn
   */
  static OpenExample open(Example example)
      throws ModelException, NpzException, EvaluationException {
    Program program = Models.open(example.model());
    Signature signature =
        example.options().signature() == null
            ? program.signatures().get(0)
            : Models.signature(program, example.options().signature());
    if (program instanceof SavedModelProgram model) {
      HostOperations.check(model, signature.name(), example.options().allowedOperations());
    }
    List<OpenInputs> sets = new ArrayList<>();
    Map<String, Tensor> inputs =
        example.inputs() == null
            ? InputGenerator.draw(example, signature)
            : arrays(example.inputs(), signature.inputs());
    sets.add(new OpenInputs(null, inputs, goldens(example.goldens(), signature)));
    for (InputSet further : example.furtherInputs()) {
      sets.add(
          new OpenInputs(
              further.name(),
              arrays(further.inputs(), signature.inputs()),
              goldens(further.goldens(), signature)));
    }
    return new OpenExample(example, program, signature, sets);
  }

  private static Optional<Map<String, Tensor>> goldens(Path file, Signature signature)
      throws NpzException {
    return file == null ? Optional.empty() : Optional.of(arrays(file, signature.outputs()));
  }

  private static Map<String, Tensor> arrays(Path file, List<TensorSpec> specs) throws NpzException {
    return Binding.bind(file, Npz.read(file), specs);
  }

  Program program() {
    return program;
  }

  Signature signature() {
    return signature;
  }

  /** The sets of inputs, the first one first. */
  List<OpenInputs> sets() {
    return sets;
  }

  /** Where the expected numbers come from. */
  Reference reference(OpenInputs set) {
    if (set.goldens().isPresent()) {
      return Reference.GOLDEN;
    }
    return program instanceof SavedModelProgram ? Reference.TENSORFLOW : Reference.XLA;
  }

  /**
   * The expected outputs: golden ones, else what the original computes.
   *
   * @throws ExecutionException if there are no golden ones and the original cannot be run
   */
  Map<String, Tensor> expected(OpenInputs set) throws ExecutionException {
    return set.goldens().isPresent() ? set.goldens().get() : original(set);
  }

  /**
   * What the original computes from the inputs.
   *
   * @throws ExecutionException if it cannot be run
   */
  Map<String, Tensor> original(OpenInputs set) throws ExecutionException {
    return originals.computeIfAbsent(set, s -> new Once<>(() -> runOriginal(s.values()))).get();
  }

  /**
   * The program as a portable graph for the shapes of a set of inputs.
   *
   * @throws ConversionException if it cannot be lowered
   */
  PortableGraph portableGraph(OpenInputs set) throws ConversionException {
    return portableGraph(set.shapes());
  }

  private PortableGraph portableGraph(Map<String, Shape> shapes) throws ConversionException {
    return graphs.computeIfAbsent(shapes, s -> new Once<>(() -> lower(s))).get();
  }

  /** The program for two sizes of its batch, if the signature leaves that open. */
  Optional<BatchLowering> batch(OpenInputs set) {
    return set.batch(signature)
        .map(
            size -> {
              long first = Math.max(2, size);
              return new BatchLowering(
                  first,
                  () -> portableGraph(set.shapes(signature, first)),
                  first + 1,
                  () -> portableGraph(set.shapes(signature, first + 1)));
            });
  }

  /**
   * What the portable graph for the shapes of these inputs computes in TensorFlow.
   *
   * @throws ConversionException if there is none
   * @throws TensorFlowException if TensorFlow cannot run it
   */
  Map<String, Tensor> runPortableGraph(OpenInputs set) throws ConversionException {
    return GraphExecution.run(portableGraph(set), set.values());
  }

  /** What runs the original, for reports. */
  String form() {
    return program instanceof SavedModelProgram ? "SavedModel" : "StableHLO in XLA";
  }

  /** A form of the model between its golden outputs and the converted model, and its outputs. */
  record Waypoint(String name, Map<String, Tensor> outputs) {}

  /**
   * Runs every form of the model that is there, the original first; the portable graph only if it
   * has been made.
   *
   * @param unknown is told of the forms that cannot be run
   */
  List<Waypoint> waypoints(OpenInputs set, Consumer<String> unknown) {
    List<Waypoint> waypoints = new ArrayList<>();
    try {
      waypoints.add(new Waypoint(form(), original(set)));
    } catch (ExecutionException e) {
      unknown.accept("the original was not run: " + e.getMessage());
    }
    if (graphs.containsKey(set.shapes())) {
      try {
        waypoints.add(new Waypoint("portable graph", runPortableGraph(set)));
      } catch (TensorFlowException | ConversionException e) {
        unknown.accept("the portable graph was not run: " + e.getMessage());
      }
    }
    return waypoints;
  }

  private Map<String, Tensor> runOriginal(Map<String, Tensor> inputs) throws ExecutionException {
    if (program instanceof SavedModelProgram model) {
      try (SavedModelRunner runner = SavedModelRunner.open(model, signature)) {
        return runner.run(inputs);
      }
    }
    try (StableHloRunner runner = StableHloRunner.open((StableHloProgram) program, signature)) {
      return runner.run(inputs);
    }
  }

  private PortableGraph lower(Map<String, Shape> shapes) throws ConversionException {
    try {
      return new ProgramLowering().lower(program, signature, shapes);
    } catch (LoweringException e) {
      throw new ConversionException(e.getMessage(), e);
    }
  }

  @Override
  public String toString() {
    return example.toString();
  }
}
