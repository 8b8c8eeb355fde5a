package org.modelparity.lowering.stablehlo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.modelparity.benchmark.EvaluateSuites;
import org.modelparity.evaluation.Results;
import org.modelparity.graph.GraphExecution;
import org.modelparity.graph.PortableGraph;
import org.modelparity.lowering.LoweringException;
import org.modelparity.lowering.ProgramLowering;
import org.modelparity.model.Models;
import org.modelparity.model.Program;
import org.modelparity.tensor.Comparison;
import org.modelparity.tensor.Npz;
import org.modelparity.tensor.Shape;
import org.modelparity.tensor.Signature;
import org.modelparity.tensor.Tensor;
import org.modelparity.tensor.Tolerance;
import org.modelparity.testing.Fixtures;

/** A sample of JAX's own primitive tests: right everywhere, or refused by name. */
class PrimitivesTest {
  @TempDir Path folder;

  @Test
  void everyCaseIsRightOrRefused() throws Exception {
    Map<String, String> wrong = new TreeMap<>();
    int cases = 0;
    for (Path model : unpack()) {
      String name = folder.resolve("models").relativize(model.getParent()).toString();
      String problem = problem(model);
      boolean refused = problem.startsWith("refused");
      if (refused != PrimitiveCases.REFUSED.contains(name.split("/")[0])
          || !refused && !problem.isEmpty()) {
        wrong.put(name, problem);
      }
      cases++;
    }
    assertThat(wrong).isEmpty();
    assertThat(cases).isGreaterThan(280);
  }

  @Test
  void aThirdOfThePrimitivesIsRightOnBothTargetsOrRefused() throws Exception {
    Path models = folder.resolve("models");
    PrimitiveCases.unpackEveryThirdPrimitive(models);
    Results results =
        EvaluateSuites.evaluate(
            models, folder.resolve("out"), List.of("tflite", "tfjs"), List.of("wasm", "cpu"), 1);
    assertThat(results.rows()).hasSizeGreaterThan(80);
    assertThat(results.rows()).allSatisfy(PrimitiveCases::isRightOrRefusedByName);
  }

  private static String problem(Path model) throws Exception {
    Program program = Models.open(model);
    Signature signature = program.signatures().get(0);
    Map<String, Shape> shapes = new HashMap<>();
    signature.inputs().forEach(i -> shapes.put(i.name(), i.shape()));
    PortableGraph graph;
    try {
      graph = new ProgramLowering().lower(program, signature, shapes);
    } catch (LoweringException e) {
      return "refused: " + e.getMessage();
    }
    Map<String, Tensor> inputs =
        Fixtures.named(signature.inputs(), Npz.read(model.resolveSibling("inputs.npz")));
    Map<String, Tensor> outputs =
        Fixtures.named(signature.outputs(), Npz.read(model.resolveSibling("outputs.npz")));
    return Comparison.of(outputs, GraphExecution.run(graph, inputs), Tolerance.DEFAULT)
        .mismatch()
        .orElse("");
  }

  private Iterable<Path> unpack() throws IOException {
    Path models = folder.resolve("models");
    PrimitiveCases.unpack(models, 3);
    try (Stream<Path> files = Files.walk(models)) {
      return files.filter(f -> f.toString().endsWith(".mlirbc")).sorted().toList();
    }
  }
}
