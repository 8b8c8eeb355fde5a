package org.modelparity.benchmark;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.modelparity.graph.PortableGraph;
import org.modelparity.lowering.ProgramLowering;
import org.modelparity.model.Models;
import org.modelparity.model.Program;
import org.modelparity.target.ConversionRequest;
import org.modelparity.tensor.Shape;
import org.modelparity.tensor.Signature;
import org.modelparity.tfjs.TfjsTarget;

/** Lowers every model of a folder and writes it for TF.js. Arguments: the models, the results. */
public final class WriteForTfjs {
  private WriteForTfjs() {}

  /** Prints a line a model: seconds, nodes, bytes. */
  public static void main(String[] arguments) throws Exception {
    try (Stream<Path> models = Files.list(Path.of(arguments[0]))) {
      for (Path model : models.sorted().toList()) {
        long start = System.nanoTime();
        Program program = Models.open(model);
        Signature signature = program.signatures().get(0);
        Map<String, Shape> shapes = new HashMap<>();
        signature.inputs().forEach(i -> shapes.put(i.name(), i.shape()));
        PortableGraph graph = new ProgramLowering().lower(program, signature, shapes);
        Path folder =
            Files.createDirectories(Path.of(arguments[1]).resolve(model.getFileName().toString()));
        long bytes =
            new TfjsTarget()
                .convert(new ConversionRequest(program, signature, () -> graph, folder, Map.of()))
                .bytes();
        System.out.printf(
            "%s %.2f s, %d nodes, %d bytes%n",
            model.getFileName(), (System.nanoTime() - start) / 1e9, graph.nodes().size(), bytes);
      }
    }
  }
}
