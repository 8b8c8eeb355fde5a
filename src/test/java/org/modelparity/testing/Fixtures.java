package org.modelparity.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.modelparity.tensor.Binding;
import org.modelparity.tensor.Npz;
import org.modelparity.tensor.NpzException;
import org.modelparity.tensor.Tensor;
import org.modelparity.tensor.TensorSpec;

/** The Flax examples under {@code src/it/flax-examples/models}: folders, or zips of them. */
public final class Fixtures {
  private static final Path MODELS = Path.of("src/it/flax-examples/models");
  private static final Path FURTHER = Path.of("src/test/fixtures/further-inputs");
  private static final Path UNPACKED = Path.of("target/fixtures");

  private Fixtures() {}

  /** One model with its inputs and the outputs that JAX computed. */
  public record Fixture(String suite, String name, Path folder) {
    public Map<String, Tensor> inputs() {
      return arrays("inputs.npz");
    }

    public Map<String, Tensor> outputs() {
      return arrays("outputs.npz");
    }

    /** Inputs at the edges, by number from 1, where there are any. */
    public Optional<Map<String, Tensor>> furtherInputs(int number) {
      return further("inputs-" + number + ".npz");
    }

    /** What JAX computed for {@link #furtherInputs}. */
    public Optional<Map<String, Tensor>> furtherOutputs(int number) {
      return further("outputs-" + number + ".npz");
    }

    private Optional<Map<String, Tensor>> further(String file) {
      Path path = FURTHER.resolve(name).resolve(file);
      return Files.exists(path) ? Optional.of(read(path)) : Optional.empty();
    }

    private Map<String, Tensor> arrays(String file) {
      return read(folder.resolve(file));
    }

    private static Map<String, Tensor> read(Path file) {
      try {
        return Npz.read(file);
      } catch (NpzException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public String toString() {
      return suite + "/" + name;
    }
  }

  /** All examples of a suite, such as {@code jax-0.12}, by name. */
  public static List<Fixture> suite(String suite) {
    List<Fixture> fixtures = new ArrayList<>();
    try (Stream<Path> files = Files.list(MODELS.resolve(suite))) {
      for (Path file : files.sorted().toList()) {
        String name = file.getFileName().toString().replaceFirst("\\.zip$", "");
        fixtures.add(new Fixture(suite, name, Files.isDirectory(file) ? file : unpack(file)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return fixtures;
  }

  /** Arrays by the names of a signature, as the product gives them. */
  public static Map<String, Tensor> named(List<TensorSpec> specs, Map<String, Tensor> arrays) {
    try {
      return Binding.bind(Path.of("fixture.npz"), arrays, specs);
    } catch (NpzException e) {
      throw new IllegalStateException(e);
    }
  }

  /** One example. */
  public static Fixture of(String suite, String name) {
    return suite(suite).stream()
        .filter(f -> f.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(suite + "/" + name));
  }

  /** Tests run in several processes: one unpacks, the others wait. */
  private static synchronized Path unpack(Path zip) throws IOException {
    Files.createDirectories(UNPACKED);
    try (FileChannel file =
            FileChannel.open(
                UNPACKED.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = file.lock()) {
      return unpackAlone(zip);
    }
  }

  private static Path unpackAlone(Path zip) throws IOException {
    Path folder = UNPACKED.resolve(MODELS.relativize(zip).toString().replaceFirst("\\.zip$", ""));
    Path done = folder.resolve(".unpacked");
    if (Files.exists(done)
        && Files.getLastModifiedTime(done).compareTo(Files.getLastModifiedTime(zip)) >= 0) {
      return folder;
    }
    try (InputStream in = Files.newInputStream(zip);
        ZipInputStream entries = new ZipInputStream(in)) {
      for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
        Path file = folder.resolve(entry.getName()).normalize();
        if (!entry.isDirectory() && file.startsWith(folder)) {
          Files.createDirectories(file.getParent());
          Files.copy(entries, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        }
      }
    }
    Files.write(done, new byte[0]);
    return folder;
  }
}
