package org.modelparity.cache;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.modelparity.evaluation.Example;
import org.modelparity.evaluation.ExampleOptions;
import org.modelparity.evaluation.InputSet;
import org.modelparity.evaluation.Json;

/**
 * Names rows by all that their outcome depends on: every file of the example's folder, the inputs
 * and golden outputs wherever they are, the options, the backends, and what evaluates them.
 */
final class RowKeys {
  /** Of the entries; another one makes all entries that there are unknown. */
  private static final String VERSION = "1";

  /** The browser is the user's: it changes without our knowing. */
  private static final Set<String> BROWSER_BACKENDS = Set.of("webgl", "webgpu");

  private final String evaluator;
  private final FileDigests digests;

  /**
   * @param evaluator tells apart what evaluates: this product's own files, the platform, the
   *     workers' arguments
   */
  RowKeys(String evaluator, FileDigests digests) {
    this.evaluator = evaluator;
    this.digests = digests;
  }

  /** Whether rows that run on these backends can be known again. */
  static boolean isRepeatable(List<String> backends) {
    return backends.stream().noneMatch(BROWSER_BACKENDS::contains);
  }

  /** Bytes of an example's files, as far as they can be told. */
  static long size(Example example) {
    try (Stream<Path> files = Files.walk(folder(example))) {
      return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    } catch (IOException | UncheckedIOException e) {
      return 0; // whoever opens the example will say it better
    }
  }

  /** The content of an example's files; the same for all its targets. */
  String content(Example example) throws IOException {
    Path folder = folder(example);
    Fingerprint content = new Fingerprint().add("folder", folder, digests);
    content.add("model", relative(folder, example.model()));
    add(content, "inputs", folder, example.inputs());
    add(content, "goldens", folder, example.goldens());
    for (InputSet further : example.furtherInputs()) {
      content.add("further", String.valueOf(further.name()));
      add(content, "inputs", folder, further.inputs());
      add(content, "goldens", folder, further.goldens());
    }
    return content.text();
  }

  /** The name of a row's entry, 64 hexadecimal digits. */
  String key(Example example, String content, String target, List<String> backends) {
    return new Fingerprint()
        .add("version", VERSION)
        .add("evaluator", evaluator)
        .add("suite", example.suite())
        .add("example", example.name())
        .add("target", target)
        .add("backends", String.join(",", backends))
        .add("options", options(example.options().withTargets(List.of(target))))
        .add("content", content)
        .text();
  }

  private static String options(ExampleOptions options) {
    try {
      return Json.lineWriter()
          .with(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .writeValueAsString(options);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("records of this product are all writable", e);
    }
  }

  private static Path folder(Example example) {
    Path model = example.model().toAbsolutePath().normalize();
    return Files.isDirectory(model) ? model : model.getParent();
  }

  private void add(Fingerprint content, String role, Path folder, Path file) throws IOException {
    if (file != null) {
      content.add(role, relative(folder, file));
      content.add(role, file, digests);
    }
  }

  private static String relative(Path folder, Path file) {
    Path absolute = file.toAbsolutePath().normalize();
    return absolute.startsWith(folder)
        ? folder.relativize(absolute).toString().replace('\\', '/')
        : absolute.toString();
  }
}
