package org.modelparity.tflite;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.modelparity.lowering.ProgramLowering;
import org.modelparity.model.Models;
import org.modelparity.model.Program;
import org.modelparity.target.ConversionRequest;
import org.modelparity.target.Execution;
import org.modelparity.tensor.Npz;
import org.modelparity.tensor.Shape;
import org.modelparity.tensor.Signature;
import org.modelparity.tensor.Tensor;

/**
 * Size and XNNPACK time of our .tflite files beside those of the official converter, which {@code
 * src/benchmark/tflite/official.py} wrote. Both run by turns in one process.
 *
 * <p>Arguments: the models, the folder of official files, a folder for ours, milliseconds of each
 * sample.
 */
public final class BesideOfficial {
  private static final int SAMPLES = 15;

  private BesideOfficial() {}

  /** Prints a line for each model that the official converter converts. */
  public static void main(String[] arguments) throws Exception {
    long nanos = Long.parseLong(arguments[3]) * 1_000_000;
    try (Stream<Path> models = Files.list(Path.of(arguments[0]))) {
      for (Path model : models.sorted().toList()) {
        String name = model.getFileName().toString();
        Path official = Path.of(arguments[1]).resolve(name + ".tflite");
        if (Files.exists(official)) {
          compare(name, model, official, Path.of(arguments[2]).resolve(name), nanos);
        }
      }
    }
  }

  private static void compare(String name, Path model, Path official, Path folder, long nanos)
      throws Exception {
    Program program = Models.open(model);
    Signature signature = program.signatures().get(0);
    Map<String, Shape> shapes = new HashMap<>();
    signature.inputs().forEach(i -> shapes.put(i.name(), i.shape()));
    Files.createDirectories(folder);
    new TfliteTarget()
        .convert(
            new ConversionRequest(
                program,
                signature,
                () -> new ProgramLowering().lower(program, signature, shapes),
                folder,
                Map.of()));
    Path ours = folder.resolve("model.tflite");
    Map<String, Tensor> inputs = Npz.read(model.resolve("inputs.npz"));
    double[] first = new double[SAMPLES];
    double[] second = new double[SAMPLES];
    try (Execution a = TfliteRuntime.open(ours, signature.name());
        Execution b = TfliteRuntime.open(official, signature.name())) {
      for (int i = 0; i < SAMPLES; i++) {
        first[i] = seconds(a, inputs, nanos);
        second[i] = seconds(b, inputs, nanos);
      }
    }
    Arrays.sort(first);
    Arrays.sort(second);
    double size = (double) Files.size(ours) / Files.size(official);
    double time = first[SAMPLES / 2] / second[SAMPLES / 2];
    System.out.printf(
        Locale.ROOT,
        "%s size %.2f, median time %.2f of the official converter's%n",
        name,
        size,
        time);
  }

  /** Of one run, over as many as fit into the time. */
  private static double seconds(Execution execution, Map<String, Tensor> inputs, long nanos)
      throws Exception {
    long start = System.nanoTime();
    int runs = 0;
    do {
      execution.run(inputs);
      runs++;
    } while (System.nanoTime() - start < nanos);
    return (System.nanoTime() - start) / 1e9 / runs;
  }
}
