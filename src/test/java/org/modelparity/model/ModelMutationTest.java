package org.modelparity.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import org.modelparity.testing.Mutations;

/**
 * Whatever the bytes of a model file, it opens or is a {@link ModelException}. {@code mvn test
 * -Dtest=ModelMutationTest -Djqwik.tries.default=100000} tries more.
 */
@PropertyDefaults(shrinking = ShrinkingMode.OFF)
class ModelMutationTest {
  private static final Path JAX = Path.of("src/test/fixtures/symbolic/suite");
  private static final Path SAVED = Path.of("src/it/models/right");

  @Provide
  Arbitrary<Path> jaxExports() {
    return Arbitraries.of(
        JAX.resolve("square/model.jaxexport"), JAX.resolve("rows/model.jaxexport"));
  }

  @Provide
  Arbitrary<Path> savedModels() {
    return Arbitraries.of(SAVED.resolve("affine"), SAVED.resolve("dense"));
  }

  @Property(seed = "20261127")
  void opensOrRefusesJaxExports(@ForAll("jaxExports") Path file, @ForAll long seed)
      throws IOException {
    Path folder = Files.createTempDirectory("mutant");
    try {
      Path mutant = folder.resolve("model.jaxexport");
      Files.write(mutant, Mutations.mutate(Files.readAllBytes(file), new Random(seed)));
      open(mutant);
    } finally {
      delete(folder);
    }
  }

  /** The graph, the index of the checkpoint, or its data. */
  @Property(seed = "20261127")
  void opensOrRefusesSavedModels(@ForAll("savedModels") Path model, @ForAll long seed)
      throws IOException {
    Random random = new Random(seed);
    Path folder = Files.createTempDirectory("mutant");
    String[] files = {
      "saved_model.pb", "variables/variables.index", "variables/variables.data-00000-of-00001"
    };
    try {
      Files.createDirectories(folder.resolve("variables"));
      String struck = files[random.nextInt(files.length)];
      for (String file : files) {
        byte[] bytes = Files.readAllBytes(model.resolve(file));
        Files.write(
            folder.resolve(file), file.equals(struck) ? Mutations.mutate(bytes, random) : bytes);
      }
      open(folder);
    } finally {
      delete(folder);
    }
  }

  /** Found by 100,000 tries: protobuf threw what it does not declare. */
  @Example
  void aLengthBeyondTheEndIsRefused() throws IOException {
    opensOrRefusesSavedModels(SAVED.resolve("dense"), -83515);
  }

  private static void open(Path model) {
    try {
      Program program = Models.open(model);
      assertThat(program.signatures()).isNotEmpty();
      if (program instanceof SavedModelProgram saved) {
        HostOperations.check(saved, program.signatures().get(0).name(), java.util.List.of());
        for (String key : saved.variables().keys()) {
          saved.variables().read(key);
        }
      }
    } catch (ModelException e) {
      assertThat(e.getMessage()).isNotBlank();
    }
  }

  private static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
