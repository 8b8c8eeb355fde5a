package org.modelparity.evaluation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds the examples below a folder: every folder {@code <suite>/<example>} that holds a model. A
 * model with archives for several signatures is an example for each: {@code name@signature}. Files
 * that symbolic links lead to outside of that folder are refused, since a checked-out repository
 * must not make a build read what is not its own.
 */
public final class Discovery {
  private static final String SAVED_MODEL = "saved_model.pb";
  private static final List<String> SUFFIXES = List.of(".mlirbc", ".jaxexport");

  /** Between the name of a model's folder and that of one of its signatures. */
  private static final String SIGNATURE_MARK = "@";

  private final ExampleOptions defaults;

  /**
   * @param defaults what examples have that set nothing for themselves
   */
  public Discovery(ExampleOptions defaults) {
    this.defaults = defaults;
  }

  /**
   * The suites below a folder, sorted by name; none if the folder does not exist.
   *
   * @throws EvaluationException if the folder cannot be read, or an example is not one model
   */
  public List<Suite> discover(Path modelsDirectory) throws EvaluationException {
    List<Suite> suites = new ArrayList<>();
    if (Files.isDirectory(modelsDirectory)) {
      for (Path directory : folders(modelsDirectory)) {
        String name = directory.getFileName().toString();
        List<Example> examples = examples(modelsDirectory, directory, name, List.of());
        if (!examples.isEmpty()) {
          suites.add(new Suite(name, "", "", examples));
        }
      }
    }
    return suites;
  }

  /**
   * The examples of a declared suite.
   *
   * @throws EvaluationException if its folder does not exist or holds no example, or if a declared
   *     example does not exist
   */
  public Suite find(SuiteDeclaration suite) throws EvaluationException {
    if (!Files.isDirectory(suite.directory())) {
      throw new EvaluationException(
          "suite '%s': the folder %s does not exist; make it, or set the suite's <directory>"
              .formatted(suite.name(), suite.directory()));
    }
    List<Example> examples =
        examples(suite.directory(), suite.directory(), suite.name(), suite.examples());
    if (examples.isEmpty()) {
      throw new EvaluationException(
          "suite '%s': no folder in %s holds a model (%s, *%s); put one there or set <directory>"
              .formatted(
                  suite.name(), suite.directory(), SAVED_MODEL, String.join(", *", SUFFIXES)));
    }
    for (ExampleOverride declared : suite.examples()) {
      if (examples.stream().noneMatch(e -> e.name().equals(declared.name()))) {
        throw new EvaluationException(
            "suite '%s' has no example '%s' in %s; it has %s"
                .formatted(
                    suite.name(),
                    declared.name(),
                    suite.directory(),
                    examples.stream().map(Example::name).collect(Collectors.joining(", "))));
      }
    }
    return new Suite(suite.name(), suite.url(), suite.description(), examples);
  }

  private List<Example> examples(
      Path root, Path directory, String suite, List<ExampleOverride> overrides)
      throws EvaluationException {
    Map<String, ExampleOverride> byName = new TreeMap<>();
    for (ExampleOverride override : overrides) {
      if (byName.put(override.name(), override) != null) {
        throw new EvaluationException(
            "suite '%s' declares the example '%s' twice".formatted(suite, override.name()));
      }
    }
    List<Example> examples = new ArrayList<>();
    for (Path folder : folders(directory)) {
      String name = folder.getFileName().toString();
      Optional<Path> model = model(folder);
      if (model.isPresent()) {
        requireInside(root, folder);
        ExampleFiles files = ExampleFiles.in(folder);
        SortedSet<String> signatures = new TreeSet<>(files.signatures());
        byName.keySet().stream()
            .filter(n -> n.startsWith(name + SIGNATURE_MARK))
            .forEach(n -> signatures.add(n.substring(name.length() + SIGNATURE_MARK.length())));
        if (signatures.isEmpty() || files.hasDefault() || byName.containsKey(name)) {
          ExampleOverride override = byName.getOrDefault(name, ExampleOverride.none(name));
          examples.add(example(suite, name, model.get(), files, "", override));
        }
        for (String signature : signatures) {
          String full = name + SIGNATURE_MARK + signature;
          ExampleOverride override = byName.getOrDefault(full, ExampleOverride.none(full));
          examples.add(example(suite, full, model.get(), files, signature, override));
        }
      }
    }
    Set<String> names = new HashSet<>();
    for (Example example : examples) {
      if (!names.add(example.name())) {
        throw new EvaluationException(
            "suite '%s' has two examples '%s': a folder, and a signature of %s; rename the folder"
                .formatted(suite, example.name(), example.model()));
      }
    }
    return examples;
  }

  private Example example(
      String suite,
      String name,
      Path model,
      ExampleFiles files,
      String signature,
      ExampleOverride override) {
    InputSet first = files.first(signature);
    ExampleOptions base = signature.isEmpty() ? defaults : defaults.withSignature(signature);
    return new Example(
        suite,
        name,
        model,
        override.inputs() != null ? override.inputs() : first.inputs(),
        override.outputs() != null ? override.outputs() : first.goldens(),
        override.inputs() != null ? List.of() : files.further(signature),
        override.apply(base));
  }

  private static List<Path> folders(Path parent) throws EvaluationException {
    try (Stream<Path> children = Files.list(parent)) {
      return children
          .filter(c -> Files.isDirectory(c) && !c.getFileName().toString().startsWith("."))
          .sorted(Comparator.comparing(c -> c.getFileName().toString()))
          .toList();
    } catch (IOException e) {
      throw new EvaluationException(
          "the folder " + parent + " cannot be read: " + FileProblem.of(e), e);
    }
  }

  private static Optional<Path> model(Path folder) throws EvaluationException {
    List<Path> models = new ArrayList<>();
    if (Files.exists(folder.resolve(SAVED_MODEL), LinkOption.NOFOLLOW_LINKS)) {
      models.add(folder);
    }
    try (Stream<Path> files = Files.list(folder)) {
      files
          .filter(f -> SUFFIXES.stream().anyMatch(f.getFileName().toString()::endsWith))
          .sorted()
          .forEach(models::add);
    } catch (IOException e) {
      throw new EvaluationException(
          "the folder " + folder + " cannot be read: " + FileProblem.of(e), e);
    }
    if (models.size() > 1) {
      throw new EvaluationException(
          "the folder %s holds %d models (%s); give each its own folder"
              .formatted(
                  folder,
                  models.size(),
                  models.stream()
                      .map(m -> m.equals(folder) ? SAVED_MODEL : m.getFileName().toString())
                      .collect(Collectors.joining(", "))));
    }
    return models.stream().findFirst();
  }

  private static void requireInside(Path root, Path folder) throws EvaluationException {
    try (Stream<Path> files = Files.walk(folder)) {
      Path realRoot = root.toRealPath();
      for (Path file : Stream.concat(Stream.of(folder), files).toList()) {
        Path real = file.toRealPath();
        if (!real.startsWith(realRoot)) {
          throw new EvaluationException(
              "%s leads out of %s, to %s; copy the file there instead of linking to it"
                  .formatted(file, root, real));
        }
      }
    } catch (IOException | java.io.UncheckedIOException e) {
      throw new EvaluationException(
          "%s cannot be read, or holds a link that leads nowhere: %s".formatted(folder, e), e);
    }
  }
}
