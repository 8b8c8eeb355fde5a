package org.modelparity.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import org.modelparity.lowering.ProgramLowering;
import org.modelparity.model.Models;
import org.modelparity.model.Program;
import org.modelparity.target.Execution;
import org.modelparity.tensor.Signature;
import org.modelparity.tensor.Tensor;
import org.modelparity.testing.Fixtures;
import org.modelparity.tfjs.GraphModel;
import org.modelparity.tfjs.GraphModelWriter;
import org.modelparity.tfjs.Quantization;

/**
 * How much faster TF.js runs an example whose normalisation, biases and activations are folded into
 * convolutions and matrix products. Both graphs run by turns in one process, so that the ratio
 * depends little on the machine.
 *
 * <p>Arguments: example of the suite jax-0.12, backend, runs of each; {@code imagenet wasm 5}.
 */
public final class FusionSpeed {
  private FusionSpeed() {}

  public static void main(String[] arguments) throws Exception {
    String example = arguments.length > 0 ? arguments[0] : "imagenet";
    String backend = arguments.length > 1 ? arguments[1] : "wasm";
    int runs = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 5;
    Fixtures.Fixture fixture = Fixtures.of("jax-0.12", example);
    Program program = Models.open(fixture.folder());
    Signature signature = program.signatures().get(0);
    Map<String, Tensor> inputs = Fixtures.named(signature.inputs(), fixture.inputs());
    GraphModel plain = write(program, false);
    GraphModel fused = write(program, true);
    try (Execution slow = plain.open(backend);
        Execution fast = fused.open(backend)) {
      slow.run(inputs);
      fast.run(inputs);
      double[] slowSeconds = new double[runs];
      double[] fastSeconds = new double[runs];
      for (int i = 0; i < runs; i++) {
        slowSeconds[i] = seconds(slow, inputs);
        fastSeconds[i] = seconds(fast, inputs);
      }
      System.out.printf(
          Locale.ROOT,
          "%s on %s: %d nodes fused, %d unfused; median of %d runs %.3f s fused, %.3f s unfused;"
              + " ratio %.2f%n",
          example,
          backend,
          fused.nodes(),
          plain.nodes(),
          runs,
          median(fastSeconds),
          median(slowSeconds),
          median(fastSeconds) / median(slowSeconds));
    }
  }

  private static GraphModel write(Program program, boolean fuse) throws Exception {
    Signature signature = program.signatures().get(0);
    Path folder = folder();
    ProgramLowering lowering =
        fuse ? new ProgramLowering() : ProgramLowering.withoutSimplification();
    return new GraphModelWriter(Quantization.NONE, fuse)
        .write(lowering.lower(program, signature, Map.of()), folder);
  }

  private static Path folder() throws IOException {
    return Files.createTempDirectory(Files.createDirectories(Path.of("target/benchmark")), "model");
  }

  private static double seconds(Execution execution, Map<String, Tensor> inputs) throws Exception {
    long start = System.nanoTime();
    execution.run(inputs);
    return (System.nanoTime() - start) / 1e9;
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
