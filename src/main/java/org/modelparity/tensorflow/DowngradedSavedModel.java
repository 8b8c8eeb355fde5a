package org.modelparity.tensorflow;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.modelparity.model.SavedModelProgram;
import org.modelparity.stablehlo.StableHloFormatException;
import org.modelparity.target.ExecutionException;
import org.tensorflow.proto.SavedModel;

/**
 * A SavedModel whose StableHLO is too new for this product's TensorFlow, in a temporary folder,
 * with StableHLO that it reads. The folder is needed only while the model is loaded.
 */
final class DowngradedSavedModel implements AutoCloseable {
  private final Path folder;

  private DowngradedSavedModel(Path folder) {
    this.folder = folder;
  }

  static DowngradedSavedModel of(SavedModelProgram program) throws ExecutionException {
    try {
      Path folder = Files.createTempDirectory("parity-saved-model");
      DowngradedSavedModel model = new DowngradedSavedModel(folder);
      try {
        model.write(program);
        return model;
      } catch (IOException | StableHloFormatException | RuntimeException e) {
        model.close();
        throw e;
      }
    } catch (IOException e) {
      throw new ExecutionException(
          "cannot write a copy of %s for TensorFlow: %s".formatted(program.path(), e), e);
    } catch (StableHloFormatException e) {
      throw new ExecutionException(
          "TensorFlow cannot run %s: %s".formatted(program.path(), e.getMessage()), e);
    }
  }

  private void write(SavedModelProgram program) throws IOException, StableHloFormatException {
    SavedModel model =
        SavedModel.newBuilder()
            .setSavedModelSchemaVersion(1)
            .addMetaGraphs(
                program.graph().toBuilder()
                    .setGraphDef(XlaModules.downgrade(program.graph().getGraphDef())))
            .build();
    try (OutputStream file = Files.newOutputStream(folder.resolve("saved_model.pb"))) {
      model.writeTo(file);
    }
    for (String name : List.of("variables", "assets")) {
      Path original = program.path().resolve(name);
      if (Files.isDirectory(original)) {
        link(original, folder.resolve(name));
      }
    }
  }

  /** A link where the file system has them, else a copy. */
  private static void link(Path from, Path to) throws IOException {
    try {
      Files.createSymbolicLink(to, from.toAbsolutePath());
    } catch (UnsupportedOperationException | IOException e) {
      Files.createDirectory(to);
      try (Stream<Path> files = Files.list(from)) {
        for (Path file : files.toList()) {
          Files.copy(file, to.resolve(file.getFileName()));
        }
      }
    }
  }

  Path folder() {
    return folder;
  }

  /** Deletes the folder; what cannot be deleted now is left to the system's own tidying. */
  @Override
  public void close() {
    try (Stream<Path> files = Files.walk(folder)) {
      files
          .sorted(Comparator.reverseOrder())
          .forEach(
              file -> {
                if (!file.toFile().delete()) {
                  file.toFile().deleteOnExit();
                }
              });
    } catch (IOException e) {
      folder.toFile().deleteOnExit();
    }
  }
}
