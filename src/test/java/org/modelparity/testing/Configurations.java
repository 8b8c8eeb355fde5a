package org.modelparity.testing;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/**
 * Configurations of {@code parity:check} that nobody would write, each in a module of its own: for
 * the same seed always the same. All modules are built by one Maven with {@code --fail-at-end}.
 */
public final class Configurations {
  private static final Map<String, List<String>> VALUES = OddValues.byParameter();
  private static final String BEFORE = "before.txt";
  private static final Pattern MAVENS =
      Pattern.compile(
          "(?: for parameter |: Basic element '|configuration entry ')(?<name>[\\w#]+)");

  private final Path folder;
  private final Random random;

  public Configurations(File folder, long seed) {
    this.folder = folder.toPath();
    this.random = new Random(seed);
  }

  /** Writes the modules, and notes what is there before the build. */
  public void write(int count) throws IOException {
    Archives.copy(
        folder.resolve("../../../src/it/models/right/affine"),
        folder.resolve("models/right/affine"));
    Files.writeString(folder.resolve("file.txt"), "not a folder\n");
    Files.createDirectories(folder.resolve("target/folder"));
    StringBuilder names = new StringBuilder();
    int number = 0;
    for (Map<String, String> module : modules(count)) {
      Path pom = folder.resolve(name(number)).resolve("pom.xml");
      Files.createDirectories(pom.getParent());
      Files.writeString(pom, pom(name(number), module));
      names.append("<module>").append(name(number++)).append("</module>\n");
    }
    Path parent = folder.resolve("pom.xml");
    Files.writeString(
        parent, Files.readString(parent).replace("<!-- setup.groovy -->", names.toString()));
    Files.write(folder.resolve(BEFORE), files());
  }

  /**
   * Holds every module to its end: success, or a text that names what was written and says what to
   * do; and all files but those of the outputs to what they were.
   */
  public void check(int count, String log) throws IOException {
    for (String never :
        List.of("NullPointerException", "StackOverflow", "Internal error", "\tat ")) {
      if (log.contains(never)) {
        throw new AssertionError("'" + never + "' in the log");
      }
    }
    List<String> wrong = new ArrayList<>();
    int failed = 0;
    int number = 0;
    for (Map<String, String> module : modules(count)) {
      String name = name(number++);
      Optional<String> text = FailingBuilds.text(log, name);
      if (text.isPresent()) {
        failed++;
        fault(module, text.get()).ifPresent(f -> wrong.add(name + ": " + f + " " + module));
      } else if (!log.matches("(?s).*\\] " + name + " \\.+ SUCCESS \\[.*")) {
        wrong.add(name + " " + module + " has no end");
      }
    }
    System.out.println(count + " configurations, " + failed + " of them refused with their reason");
    if (!wrong.isEmpty()) {
      throw new AssertionError(String.join("\n", wrong));
    }
    List<String> changed = new ArrayList<>(files());
    List<String> before = Files.readAllLines(folder.resolve(BEFORE));
    if (!changed.equals(before)) {
      changed.removeAll(before);
      throw new AssertionError("files outside of the outputs have changed: " + changed);
    }
  }

  /** What is wrong with a text. */
  private static Optional<String> fault(Map<String, String> module, String text) {
    if (text.startsWith("Unable to parse configuration")) { // Maven's own
      Matcher parameter = MAVENS.matcher(text);
      return parameter.find()
              && (module + "#").contains(parameter.group("name")) // it says # for a text alone
          ? Optional.empty()
          : Optional.of("names no parameter: " + text);
    }
    if (module.entrySet().stream().noneMatch(e -> isNamed(e, text))) {
      return Optional.of("names nothing that was written: " + text);
    }
    // What the JVM says about its arguments is between brackets, in its own words.
    return FailingBuilds.fault(text.replaceFirst("(a worker does not start .*): \\[.*]", "$1"));
  }

  private static boolean isNamed(Map.Entry<String, String> written, String text) {
    String value = written.getValue().strip();
    return text.contains(written.getKey())
        || !value.isEmpty() && text.contains(value.substring(0, Math.min(20, value.length())))
        || text.contains("right/affine")
        || written.getKey().equals("suites") && text.startsWith("suite '")
        || text.contains("file.txt");
  }

  private List<Map<String, String>> modules(int count) {
    List<String> parameters = new ArrayList<>(VALUES.keySet());
    List<Map<String, String>> modules = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Map<String, String> module = new LinkedHashMap<>();
      // In order first, so that few modules try every parameter already.
      module.put(parameters.get(i % parameters.size()), "");
      while (random.nextInt(3) == 0) {
        module.put(parameters.get(random.nextInt(parameters.size())), "");
      }
      module.replaceAll((parameter, none) -> any(VALUES.get(parameter)));
      modules.add(module);
    }
    return modules;
  }

  private String any(List<String> values) {
    return values
        .get(random.nextInt(values.size()))
        .replace("FOLDER", folder.resolve("target/folder").toString())
        .replace("MODELS", folder.resolve("models").toString())
        .replace("FILE", folder.resolve("file.txt").toString());
  }

  private String pom(String name, Map<String, String> configuration) {
    Map<String, String> whole = new LinkedHashMap<>();
    whole.put("modelsDirectory", folder.resolve("models").toString());
    whole.put("cacheDirectory", folder.resolve("parity-cache").toString());
    whole.put("targets", "tflite");
    whole.putAll(configuration);
    StringBuilder elements = new StringBuilder();
    whole.forEach(
        (parameter, value) ->
            elements.append("<%1$s>%2$s</%1$s>\n".formatted(parameter, content(value))));
    return """
    <project>
      <modelVersion>4.0.0</modelVersion>
      <parent>
        <groupId>org.modelparity.it</groupId>
        <artifactId>configurations</artifactId>
        <version>1</version>
      </parent>
      <artifactId>%s</artifactId>
      <packaging>pom</packaging>
      <build><plugins><plugin>
        <groupId>org.modelparity</groupId>
        <artifactId>parity-maven-plugin</artifactId>
        <configuration>
    %s</configuration>
      </plugin></plugins></build>
    </project>
    """
        .formatted(name, elements);
  }

  private static String content(String value) {
    return value.startsWith("<")
        ? value
        : value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  private static String name(int number) {
    return "m-%04d".formatted(number);
  }

  /** Name and content of all files that no build may change. */
  private List<String> files() throws IOException {
    List<String> lines = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted().toList()) {
        String name = folder.relativize(file).toString().replace('\\', '/');
        if (name.matches("(m-\\d+/)?target(/.*)?|parity-cache(/.*)?|build\\.log|" + BEFORE)) {
          continue;
        }
        CRC32 content = new CRC32();
        if (Files.isRegularFile(file)) {
          content.update(Files.readAllBytes(file));
        }
        lines.add(name + " " + content.getValue());
      }
    }
    return lines;
  }
}
