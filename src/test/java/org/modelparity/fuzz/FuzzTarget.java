package org.modelparity.fuzz;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.modelparity.evaluation.Baseline;
import org.modelparity.evaluation.EvaluationException;
import org.modelparity.evaluation.Examples;
import org.modelparity.evaluation.Json;
import org.modelparity.evaluation.Merge;
import org.modelparity.evaluation.Results;
import org.modelparity.evaluation.Shard;
import org.modelparity.evaluation.Stage;
import org.modelparity.model.HostOperations;
import org.modelparity.model.ModelException;
import org.modelparity.model.Models;
import org.modelparity.model.Program;
import org.modelparity.model.SavedModelProgram;
import org.modelparity.stablehlo.BytecodeReader;
import org.modelparity.stablehlo.BytecodeWriter;
import org.modelparity.stablehlo.Module;
import org.modelparity.stablehlo.StableHloFormatException;
import org.modelparity.tensor.Npz;
import org.modelparity.tensor.NpzException;

/** What reads files that somebody else wrote. */
enum FuzzTarget {
  /** A StableHLO portable artifact; one that can be read can be written, and read again. */
  BYTECODE {
    @Override
    void read(byte[] bytes, Path folder) throws IOException {
      try {
        Module module = BytecodeReader.read(ByteBuffer.wrap(bytes));
        if (!BytecodeReader.read(BytecodeWriter.write(module)).equals(module)) {
          throw new AssertionError("written and read again, it is another module");
        }
      } catch (StableHloFormatException e) {
        requireText(e);
      }
    }

    @Override
    List<Path> samples() throws IOException {
      return files(Path.of("src/test/resources/org/modelparity/stablehlo"), ".mlirbc");
    }
  },

  JAX_EXPORT {
    @Override
    void read(byte[] bytes, Path folder) throws IOException {
      open(Files.write(folder.resolve("model.jaxexport"), bytes));
    }

    @Override
    List<Path> samples() throws IOException {
      return files(Path.of("src/test/fixtures/symbolic"), ".jaxexport");
    }
  },

  SAVED_MODEL {
    @Override
    void read(byte[] bytes, Path folder) throws IOException {
      open(Files.write(folder.resolve("saved_model.pb"), bytes));
    }

    @Override
    List<Path> samples() throws IOException {
      return files(MODELS, "saved_model.pb");
    }
  },

  /** The index of a checkpoint, with its graph and its data. */
  CHECKPOINT {
    @Override
    void read(byte[] bytes, Path folder) throws IOException {
      Path variables = Files.createDirectories(folder.resolve("variables"));
      for (String file : List.of("saved_model.pb", "variables/variables.data-00000-of-00001")) {
        if (!Files.exists(folder.resolve(file))) {
          Files.copy(MODELS.resolve("right/dense").resolve(file), folder.resolve(file));
        }
      }
      Files.write(variables.resolve("variables.index"), bytes);
      open(folder);
    }

    @Override
    List<Path> samples() throws IOException {
      return files(MODELS, "variables.index");
    }
  },

  NPZ {
    @Override
    void read(byte[] bytes, Path folder) throws IOException {
      readArrays(Files.write(folder.resolve("arrays.npz"), bytes));
    }

    @Override
    List<Path> samples() throws IOException {
      return files(Path.of("src/test/resources/npz"), ".npz");
    }
  },

  /** An array within an archive that is sound, since checksums keep most others out. */
  NPY {
    @Override
    void read(byte[] bytes, Path folder) throws IOException {
      ByteArrayOutputStream archive = new ByteArrayOutputStream();
      try (ZipOutputStream zip = new ZipOutputStream(archive)) {
        zip.putNextEntry(new ZipEntry("x.npy"));
        zip.write(bytes);
      }
      readArrays(Files.write(folder.resolve("arrays.npz"), archive.toByteArray()));
    }

    @Override
    List<byte[]> examples() throws IOException {
      List<byte[]> arrays = new ArrayList<>();
      for (Path archive : NPZ.samples()) {
        try (ZipFile zip = new ZipFile(archive.toFile())) {
          for (ZipEntry entry : Collections.list(zip.entries())) {
            arrays.add(zip.getInputStream(entry).readAllBytes());
          }
        }
      }
      return arrays;
    }
  },

  RESULTS {
    @Override
    void read(byte[] bytes, Path folder) throws IOException {
      try {
        Results read = Results.read(Files.write(folder.resolve("results.json"), bytes));
        Merge.of(List.of(read));
        Shard.of("1/2").of(List.of(), Optional.of(read));
      } catch (EvaluationException e) {
        requireText(e);
      }
    }

    @Override
    List<byte[]> examples() {
      Results results =
          Examples.results(
              Examples.compared("flax/ppo -> tflite", 1e-6),
              Examples.compared("flax/ppo -> tfjs", 1),
              Examples.failed("other/wmt -> tflite", Stage.CONVERT, "no"));
      return List.of(Json.fileText(results).getBytes(StandardCharsets.UTF_8));
    }
  },

  BASELINE {
    @Override
    void read(byte[] bytes, Path folder) throws IOException {
      try {
        Baseline read = Baseline.read(Files.write(folder.resolve("baseline.json"), bytes));
        read.entry(Examples.row("flax/ppo -> tflite"));
      } catch (EvaluationException e) {
        requireText(e);
      }
    }

    @Override
    List<byte[]> examples() {
      String text =
          """
          {"schema":1,"rows":[
          {"suite":"flax","example":"ppo","target":"tflite","status":"SUCCESS","maxAbsError":1.0E-6},
          {"suite":"flax","example":"ppo","target":"tfjs","status":"FAIL","stage":"compare",
           "error":"differs","reason":"known","expires":"2027-01-01"}]}
          """;
      return List.of(text.getBytes(StandardCharsets.UTF_8));
    }
  };

  private static final Path MODELS = Path.of("src/it/models");
  private static final Path FOUND = Path.of("src/test/fixtures/fuzz");

  /**
   * Reads bytes as the product does.
   *
   * @param folder for files, of this target alone
   * @throws IOException if a file cannot be written
   * @throws RuntimeException for what the product's own checked exception should have said
   */
  abstract void read(byte[] bytes, Path folder) throws IOException;

  /** Files to start from. */
  List<Path> samples() throws IOException {
    return List.of();
  }

  /** Contents to start from. */
  List<byte[]> examples() throws IOException {
    return List.of();
  }

  /** What sound files hold, and all that ever broke something. */
  final List<byte[]> seeds() throws IOException {
    List<byte[]> seeds = new ArrayList<>(examples());
    for (Path sample : samples()) {
      seeds.add(Files.readAllBytes(sample));
    }
    if (Files.isDirectory(found())) {
      for (Path file : files(found(), "")) {
        seeds.add(Files.readAllBytes(file));
      }
    }
    return seeds;
  }

  /** Where what broke something is kept. */
  final Path found() {
    return FOUND.resolve(toString());
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static void open(Path model) {
    try {
      Program program = Models.open(model);
      if (program instanceof SavedModelProgram saved) {
        HostOperations.check(saved, program.signatures().get(0).name(), List.of());
        for (String key : saved.variables().keys()) {
          saved.variables().read(key);
        }
      }
    } catch (ModelException e) {
      requireText(e);
    }
  }

  private static void readArrays(Path file) {
    try {
      Npz.read(file, new Npz.Limits(100, 1 << 20));
    } catch (NpzException e) {
      requireText(e);
    }
  }

  private static void requireText(Exception e) {
    if (e.getMessage() == null || e.getMessage().isBlank()) {
      throw new AssertionError("an error without a text", e);
    }
  }

  private static List<Path> files(Path folder, String ending) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(f -> Files.isRegularFile(f) && f.toString().endsWith(ending))
          .sorted()
          .toList();
    }
  }
}
