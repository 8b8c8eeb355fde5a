package org.modelparity.stablehlo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Every operation of the VHLO dialect, from the resource {@code vhlo-operations.txt}. */
final class VhloOperations {
  private static final Map<String, Entry> BY_NAME = load();

  private VhloOperations() {}

  /**
   * One version of one operation.
   *
   * @param name without version, for example {@code dot_general}
   * @param since the first version of the dialect that has it, for example {@code 1.6.0}
   * @param attributes in alphabetical order, which is that of the bytecode
   */
  record Entry(String name, int version, String since, String until, List<String> attributes) {
    Entry {
      attributes = List.copyOf(attributes);
    }

    String versionedName() {
      return name + "_v" + version;
    }
  }

  /** The operation with that versioned name, for example {@code dot_general_v2}. */
  static Optional<Entry> find(String versionedName) {
    return Optional.ofNullable(BY_NAME.get(versionedName));
  }

  static Optional<Entry> find(String name, int version) {
    return find(name + "_v" + version);
  }

  private static Map<String, Entry> load() {
    Map<String, Entry> entries = new TreeMap<>();
    try (InputStream stream = VhloOperations.class.getResourceAsStream("vhlo-operations.txt");
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      lines
          .lines()
          .filter(line -> !line.startsWith("#") && !line.isBlank())
          .map(line -> List.of(line.split(" ")))
          .forEach(words -> entries.put(words.get(0), entry(words)));
    } catch (IOException e) {
      throw new UncheckedIOException("vhlo-operations.txt cannot be read", e);
    }
    return entries;
  }

  private static Entry entry(List<String> words) {
    String versioned = words.get(0);
    int at = versioned.lastIndexOf("_v");
    return new Entry(
        versioned.substring(0, at),
        Integer.parseInt(versioned.substring(at + 2)),
        words.get(1),
        words.get(2),
        words.subList(3, words.size()));
  }

  /** Compares versions such as {@code 0.15.0} and {@code 1.7.3} by their numbers. */
  static int compareVersions(String a, String b) {
    return Arrays.compare(numbers(a), numbers(b));
  }

  private static int[] numbers(String version) {
    return Arrays.stream(version.split("\\.")).mapToInt(Integer::parseInt).toArray();
  }
}
