package org.modelparity.evaluation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The archives beside a model: {@code inputs.npz} and {@code outputs.npz}, further sets as {@code
 * inputs-1.npz} and {@code outputs-1.npz}, and the same for another signature as {@code
 * inputs@encode.npz}, {@code inputs@encode-1.npz}.
 */
final class ExampleFiles {
  private static final Pattern NAME =
      Pattern.compile("(inputs|outputs)(?:@(?<signature>.+?))?(?:-(?<number>[0-9]{1,6}))?\\.npz");

  /** Archives by number, those without one as number -1; by signature, the default one as "". */
  private final SortedMap<String, SortedMap<Integer, InputSet>> sets = new TreeMap<>();

  private ExampleFiles() {}

  /**
   * @throws EvaluationException if the folder cannot be read, or outputs lack their inputs
   */
  static ExampleFiles in(Path folder) throws EvaluationException {
    ExampleFiles files = new ExampleFiles();
    try (Stream<Path> children = Files.list(folder)) {
      for (Path file : children.sorted(Comparator.comparing(Path::toString)).toList()) {
        Matcher name = NAME.matcher(file.getFileName().toString());
        if (name.matches() && Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
          files.add(file, name);
        }
      }
    } catch (IOException e) {
      throw new EvaluationException(
          "the folder " + folder + " cannot be read: " + FileProblem.of(e), e);
    }
    for (SortedMap<Integer, InputSet> numbered : files.sets.values()) {
      for (InputSet set : numbered.tailMap(0).values()) {
        if (set.inputs() == null) {
          throw new EvaluationException(
              "%s has no %s beside it; add it, since only the first inputs can be drawn"
                  .formatted(
                      set.goldens(),
                      set.goldens().getFileName().toString().replaceFirst("outputs", "inputs")));
        }
      }
    }
    return files;
  }

  private void add(Path file, Matcher name) {
    String signature = name.group("signature") == null ? "" : name.group("signature");
    int number = name.group("number") == null ? -1 : Integer.parseInt(name.group("number"));
    String label = number < 0 ? "inputs" : "inputs-" + number;
    SortedMap<Integer, InputSet> numbered = sets.computeIfAbsent(signature, k -> new TreeMap<>());
    InputSet known = numbered.getOrDefault(number, new InputSet(label, null, null));
    numbered.put(
        number,
        name.group(1).equals("inputs")
            ? new InputSet(label, file, known.goldens())
            : new InputSet(label, known.inputs(), file));
  }

  /** The signatures that archives name, sorted; the default one is not among them. */
  List<String> signatures() {
    return sets.keySet().stream().filter(s -> !s.isEmpty()).toList();
  }

  /** Whether there are archives for the default signature. */
  boolean hasDefault() {
    return sets.containsKey("");
  }

  /**
   * The set without a number; its files are null where there are none.
   *
   * @param signature "" for the default one
   */
  InputSet first(String signature) {
    InputSet none = new InputSet("inputs", null, null);
    return numbered(signature).getOrDefault(-1, none);
  }

  /** The sets with numbers, in their order. */
  List<InputSet> further(String signature) {
    return new ArrayList<>(numbered(signature).tailMap(0).values());
  }

  private SortedMap<Integer, InputSet> numbered(String signature) {
    return sets.getOrDefault(signature, new TreeMap<>());
  }
}
