package org.modelparity.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.modelparity.tensor.Signature;

/** Opens model files. */
public final class Models {
  /** The signature that models have unless their author says otherwise. */
  public static final String DEFAULT_SIGNATURE = "serving_default";

  private enum Format {
    SAVED_MODEL("saved_model.pb"),
    JAX_EXPORT(".jaxexport"),
    STABLEHLO(".mlirbc");

    private final String ending;

    Format(String ending) {
      this.ending = ending;
    }

    static Optional<Format> of(Path file) {
      String name = String.valueOf(file.getFileName());
      return Stream.of(values()).filter(f -> name.endsWith(f.ending)).findFirst();
    }
  }

  private Models() {}

  /** Whether a folder has a file that {@link #open} takes. */
  public static boolean isModel(Path folder) {
    try {
      return !candidates(folder).isEmpty();
    } catch (ModelException e) {
      return false;
    }
  }

  /**
   * Opens a model.
   *
   * @param path a SavedModel's folder, a folder that holds one model file, or a model file: {@code
   *     saved_model.pb}, {@code *.jaxexport} (what {@code jax.export.Exported.serialize} returns)
   *     or {@code *.mlirbc} (a StableHLO portable artifact)
   * @throws ModelException if there is no model, more than one, or a damaged or unsupported one
   */
  public static Program open(Path path) throws ModelException {
    Path file = Files.isDirectory(path) ? only(path) : path;
    if (!Files.isRegularFile(file)) {
      throw new ModelException("there is no model at " + path);
    }
    Format format =
        Format.of(file)
            .orElseThrow(
                () ->
                    new ModelException(
                        file
                            + " is not a model; a model is a "
                            + String.join(" or a ", endings())));
    return switch (format) {
      case SAVED_MODEL -> SavedModelReader.open(file.toAbsolutePath().getParent());
      case JAX_EXPORT -> JaxExportReader.open(file);
      case STABLEHLO -> StableHloReader.open(file);
    };
  }

  /**
   * A signature of a program.
   *
   * @throws ModelException if there is none of that name, with the names there are, or if its types
   *     are not supported
   */
  public static Signature signature(Program program, String name) throws ModelException {
    for (Signature signature : program.signatures()) {
      if (signature.name().equals(name)) {
        return signature;
      }
    }
    if (program instanceof SavedModelProgram model) {
      SavedModelReader.checkSignature(model, name);
    }
    throw new ModelException(
        program.path()
            + " has no signature '"
            + name
            + "'; it has "
            + program.signatures().stream()
                .map(s -> "'" + s.name() + "'")
                .collect(Collectors.joining(", ")));
  }

  private static Path only(Path folder) throws ModelException {
    List<Path> found = candidates(folder);
    if (found.isEmpty()) {
      throw new ModelException(
          "there is no model in " + folder + "; it needs a " + String.join(" or a ", endings()));
    }
    if (found.size() > 1) {
      throw new ModelException(
          "there are several models in "
              + folder
              + ": "
              + found.stream()
                  .map(p -> p.getFileName().toString())
                  .collect(Collectors.joining(", "))
              + "; keep one");
    }
    return found.get(0);
  }

  private static List<Path> candidates(Path folder) throws ModelException {
    List<Path> found = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      files.filter(f -> Format.of(f).isPresent() && Files.isRegularFile(f)).forEach(found::add);
    } catch (IOException e) {
      throw new ModelException("cannot read the folder " + folder + ": " + e, e);
    }
    found.sort(null);
    return found;
  }

  private static List<String> endings() {
    return Stream.of(Format.values())
        .map(f -> f == Format.SAVED_MODEL ? f.ending : "*" + f.ending)
        .toList();
  }
}
