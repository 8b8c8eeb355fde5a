package org.modelparity.worker;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.modelparity.evaluation.EvaluationException;
import org.modelparity.evaluation.Example;
import org.modelparity.evaluation.InputGenerator;
import org.modelparity.evaluation.Reference;
import org.modelparity.graph.GraphExecution;
import org.modelparity.graph.PortableGraph;
import org.modelparity.lowering.LoweringException;
import org.modelparity.lowering.ProgramLowering;
import org.modelparity.model.ModelException;
import org.modelparity.model.Models;
import org.modelparity.model.Program;
import org.modelparity.model.SavedModelProgram;
import org.modelparity.model.StableHloProgram;
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
  private final Map<String, Tensor> inputs;
  private final Optional<Map<String, Tensor>> goldens;
  private final Once<Map<String, Tensor>, ExecutionException> original =
      new Once<>(this::runOriginal);
  private final Once<PortableGraph, ConversionException> portableGraph = new Once<>(this::lower);

  private OpenExample(
      Example example,
      Program program,
      Signature signature,
      Map<String, Tensor> inputs,
      Optional<Map<String, Tensor>> goldens) {
    this.example = example;
    this.program = program;
    this.signature = signature;
    this.inputs = inputs;
    this.goldens = goldens;
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
    Map<String, Tensor> inputs =
        example.inputs() == null
            ? InputGenerator.draw(example, signature)
            : arrays(example.inputs(), signature.inputs());
    Optional<Map<String, Tensor>> goldens =
        example.goldens() == null
            ? Optional.empty()
            : Optional.of(arrays(example.goldens(), signature.outputs()));
    return new OpenExample(example, program, signature, inputs, goldens);
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

  Map<String, Tensor> inputs() {
    return inputs;
  }

  /** Where the expected numbers come from. */
  Reference reference() {
    if (goldens.isPresent()) {
      return Reference.GOLDEN;
    }
    return program instanceof SavedModelProgram ? Reference.TENSORFLOW : Reference.XLA;
  }

  /**
   * The expected outputs: golden ones, else what the original computes.
   *
   * @throws ExecutionException if there are no golden ones and the original cannot be run
   */
  Map<String, Tensor> expected() throws ExecutionException {
    return goldens.isPresent() ? goldens.get() : original();
  }

  /**
   * What the original computes from the inputs.
   *
   * @throws ExecutionException if it cannot be run
   */
  Map<String, Tensor> original() throws ExecutionException {
    return original.get();
  }

  /**
   * The program as a portable graph.
   *
   * @throws ConversionException if it cannot be lowered
   */
  PortableGraph portableGraph() throws ConversionException {
    return portableGraph.get();
  }

  /** A form of the model between its golden outputs and the converted model, and its outputs. */
  record Waypoint(String name, Map<String, Tensor> outputs) {}

  /**
   * Runs every form of the model that is there, the original first; the portable graph only if it
   * has been made.
   *
   * @param unknown is told of the forms that cannot be run
   */
  List<Waypoint> waypoints(Consumer<String> unknown) {
    List<Waypoint> waypoints = new ArrayList<>();
    try {
      String form = program instanceof SavedModelProgram ? "SavedModel" : "StableHLO in XLA";
      waypoints.add(new Waypoint(form, original()));
    } catch (ExecutionException e) {
      unknown.accept("the original was not run: " + e.getMessage());
    }
    if (portableGraph.isDone()) {
      try {
        waypoints.add(new Waypoint("portable graph", GraphExecution.run(portableGraph(), inputs)));
      } catch (TensorFlowException | ConversionException e) {
        unknown.accept("the portable graph was not run: " + e.getMessage());
      }
    }
    return waypoints;
  }

  private Map<String, Tensor> runOriginal() throws ExecutionException {
    if (program instanceof SavedModelProgram model) {
      try (SavedModelRunner runner = SavedModelRunner.open(model, signature)) {
        return runner.run(inputs);
      }
    }
    try (StableHloRunner runner = StableHloRunner.open((StableHloProgram) program, signature)) {
      return runner.run(inputs);
    }
  }

  private PortableGraph lower() throws ConversionException {
    Map<String, Shape> shapes = new HashMap<>();
    inputs.forEach((name, tensor) -> shapes.put(name, tensor.shape()));
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
