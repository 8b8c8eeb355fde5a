package org.modelparity.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.Reader;
import java.io.StringReader;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginExecution;
import org.apache.maven.model.io.xpp3.MavenXpp3Reader;
import org.apache.maven.plugin.descriptor.MojoDescriptor;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.apache.maven.plugin.descriptor.PluginDescriptorBuilder;
import org.codehaus.plexus.util.cli.CommandLineUtils;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.codehaus.plexus.util.xml.Xpp3DomBuilder;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.modelparity.maven.ExampleConfiguration;
import org.modelparity.maven.RandomInputsConfiguration;
import org.modelparity.maven.SuiteConfiguration;

/**
 * The pages for users held to the plugin's descriptor. What they show of POMs is also built, by
 * {@code src/it/documentation}.
 */
class DocumentationTest {
  private static final Path PROJECT = Path.of("").toAbsolutePath();
  private static final Path PARAMETERS = PROJECT.resolve("src/site/markdown/parameters.md");

  private static final Set<String> PHASES =
      Set.of("clean", "validate", "compile", "test", "package", "verify", "install", "site");

  /** Options that take a value, and those that take none. */
  private static final Set<String> WITH_VALUE = Set.of("-T", "-pl", "-rf");

  private static final Set<String> ALONE = Set.of("-o", "-B", "-q", "-e", "-fae", "-Ddetail");

  private static PluginDescriptor plugin;

  @BeforeAll
  static void readTheDescriptor() throws Exception {
    // The plugin tools leave it beside the plain descriptor, with its descriptions in HTML.
    try (Reader reader = Files.newBufferedReader(PROJECT.resolve("target/plugin-enhanced.xml"))) {
      plugin = new PluginDescriptorBuilder().build(reader);
    }
  }

  @Test
  void theParametersPageIsMadeFromTheDescriptor() throws Exception {
    String page = ParametersPage.of(plugin);
    if (Boolean.getBoolean("parity.docs")) {
      Files.writeString(PARAMETERS, page);
    }
    assertThat(Documents.text(PARAMETERS))
        .as("write it again: mvn test -Dtest=DocumentationTest -Dparity.docs=true")
        .isEqualTo(page);
  }

  @Test
  void everyParameterSaysWhatItDoes() {
    for (MojoDescriptor mojo : plugin.getMojos()) {
      assertThat(mojo.isThreadSafe()).as(mojo.getGoal()).isTrue();
      assertThat(mojo.isOnlineRequired()).as(mojo.getGoal()).isFalse();
      assertThat(mojo.getDescription()).as(mojo.getGoal()).isNotBlank();
      ParametersPage.parameters(mojo)
          .forEach(p -> assertThat(p.getDescription()).as(p.getName()).isNotBlank());
    }
    String suites =
        plugin.getMojo("check").getParameters().stream()
            .filter(p -> p.getName().equals("suites"))
            .findFirst()
            .orElseThrow()
            .getDescription();
    Stream.of(SuiteConfiguration.class, ExampleConfiguration.class)
        .flatMap(c -> fields(c).stream())
        .forEach(field -> assertThat(suites).contains("<code>" + field + "</code>"));
  }

  static List<Documents.Snippet> xml() {
    return Documents.xml(PROJECT);
  }

  @ParameterizedTest
  @MethodSource("xml")
  void snippetsOfPomsSetWhatThereIs(Documents.Snippet snippet) throws Exception {
    Xpp3Dom dom = Xpp3DomBuilder.build(new StringReader(snippet.text()));
    switch (dom.getName()) {
      case "plugin" -> plugin(model("<build><plugins>%s</plugins></build>", snippet));
      case "reporting" -> plugin(snippet);
      case "configuration" -> configuration(dom, plugin.getMojo("check"));
      case "example" -> assertKnown(dom, ExampleConfiguration.class);
      case "dependency" ->
          model("<dependencies>%s</dependencies>", snippet); // strict: unknown elements fail
      case "artifactItem" ->
          assertThat(names(dom))
              .isSubsetOf(
                  "groupId", "artifactId", "version", "classifier", "type", "outputDirectory");
      default -> throw new AssertionError("no test knows <" + dom.getName() + ">");
    }
  }

  private static org.apache.maven.model.Model model(String around, Documents.Snippet snippet)
      throws Exception {
    String pom = "<project>" + around.formatted(snippet.text()) + "</project>";
    return new MavenXpp3Reader().read(new StringReader(pom), true);
  }

  private static void plugin(Documents.Snippet reporting) throws Exception {
    var plugins = model("%s", reporting).getReporting().getPlugins();
    assertThat(plugins).hasSize(1);
    assertThat(plugins.get(0).getVersion()).isEqualTo(version());
  }

  private static void plugin(org.apache.maven.model.Model model) {
    Plugin used = model.getBuild().getPlugins().get(0);
    assertThat(used.getKey()).isEqualTo("org.modelparity:parity-maven-plugin");
    assertThat(used.getVersion()).isEqualTo(version());
    for (PluginExecution execution : used.getExecutions()) {
      for (String goal : execution.getGoals()) {
        assertThat(plugin.getMojo(goal)).as(goal).isNotNull();
        configuration((Xpp3Dom) execution.getConfiguration(), plugin.getMojo(goal));
      }
    }
    configuration((Xpp3Dom) used.getConfiguration(), plugin.getMojo("check"));
  }

  private static String version() {
    return plugin.getVersion();
  }

  private static void configuration(Xpp3Dom configuration, MojoDescriptor mojo) {
    if (configuration == null) {
      return;
    }
    List<String> known = ParametersPage.parameters(mojo).stream().map(p -> p.getName()).toList();
    assertThat(known).containsAll(names(configuration));
    Xpp3Dom random = configuration.getChild("randomInputs");
    if (random != null) {
      assertKnown(random, RandomInputsConfiguration.class);
    }
    Xpp3Dom suites = configuration.getChild("suites");
    for (Xpp3Dom suite : suites == null ? new Xpp3Dom[0] : suites.getChildren()) {
      assertKnown(suite, SuiteConfiguration.class);
      for (Xpp3Dom example : suite.getChild("examples").getChildren()) {
        assertKnown(example, ExampleConfiguration.class);
      }
    }
  }

  private static List<String> names(Xpp3Dom dom) {
    return Arrays.stream(dom.getChildren()).map(Xpp3Dom::getName).toList();
  }

  private static void assertKnown(Xpp3Dom dom, Class<?> bean) {
    assertThat(fields(bean)).containsAll(names(dom));
  }

  private static List<String> fields(Class<?> bean) {
    return Arrays.stream(bean.getDeclaredFields()).map(Field::getName).toList();
  }

  static List<Documents.Snippet> commands() {
    return Documents.commands(PROJECT);
  }

  @ParameterizedTest
  @MethodSource("commands")
  void commandsHaveGoalsAndParametersThatThereAre(Documents.Snippet command) throws Exception {
    List<String> words = List.of(CommandLineUtils.translateCommandline(command.text()));
    Set<String> properties = new HashSet<>(Set.of("parity.skip"));
    List<String> given = new ArrayList<>();
    for (int i = 1; i < words.size(); i++) {
      String word = words.get(i);
      if (WITH_VALUE.contains(word)) {
        i++;
      } else if (word.startsWith("-P")) {
        assertThat(Documents.text(PROJECT.resolve("pom.xml")))
            .contains("<id>" + word.substring(2) + "</id>");
      } else if (word.startsWith("-D") && !ALONE.contains(word)) {
        given.add(word.substring(2));
      } else if (word.startsWith("parity:")) {
        MojoDescriptor mojo = plugin.getMojo(word.substring("parity:".length()));
        assertThat(mojo).as(word).isNotNull();
        ParametersPage.parameters(mojo)
            .forEach(p -> ParametersPage.property(mojo, p).ifPresent(properties::add));
      } else if (!ALONE.contains(word)) {
        assertThat(PHASES).contains(word);
        MojoDescriptor check = plugin.getMojo("check");
        ParametersPage.parameters(check)
            .forEach(p -> ParametersPage.property(check, p).ifPresent(properties::add));
      }
    }
    given.forEach(property -> assertKnown(property, properties));
  }

  @Test
  void propertiesOfPagesAreThePlugins() {
    Set<String> known = new HashSet<>(Set.of("parity.skip"));
    for (MojoDescriptor mojo : plugin.getMojos()) {
      ParametersPage.parameters(mojo)
          .forEach(p -> ParametersPage.property(mojo, p).ifPresent(known::add));
    }
    Pattern property = Pattern.compile("-D(parity\\.[\\w.]+)");
    for (Path page : Documents.pages(PROJECT)) {
      property
          .matcher(Documents.text(page))
          .results()
          .map(m -> m.group(1))
          .filter(name -> !known.contains(name))
          .forEach(name -> assertThat(isReadHere(name)).as(page + ": " + name).isTrue());
    }
  }

  /** A page that gains a command gains a test of it: {@link DocumentedCommands}. */
  @Test
  void everyCommandIsRunOrSaidNotToBe() {
    Set<String> tested = new HashSet<>(DocumentedCommands.run());
    assertThat(tested).doesNotContainAnyElementsOf(DocumentedCommands.notRun());
    tested.addAll(DocumentedCommands.notRun());
    assertThat(tested)
        .isEqualTo(commands().stream().map(c -> c.text().strip()).collect(Collectors.toSet()));
  }

  private static void assertKnown(String definition, Set<String> properties) {
    String name = definition.replaceFirst("=.*", "");
    String value = definition.replaceFirst("^[^=]*=?", "");
    switch (name) {
      case "test" ->
          assertThat(value.equals("none") || exists("src/test/java", value + ".java"))
              .as(value)
              .isTrue();
      case "invoker.test" -> assertThat(PROJECT.resolve("src/it/" + value)).isDirectory();
      case "goal" -> assertThat(plugin.getMojo(value)).isNotNull();
      case "skipTests",
          "surefire.failIfNoSpecifiedTests",
          "gpg.skip",
          "gpg.keyname",
          "parity.commands",
          "parity.configurations",
          "parity.faults" -> {}
      case "jqwik.tries.default" -> {}
      default -> assertThat(properties.contains(name) || isReadByATest(name)).as(name).isTrue();
    }
  }

  /** This project's own build, its tests, or a worker that a test breaks. */
  private static boolean isReadHere(String property) {
    return isReadByATest(property)
        || Documents.text(PROJECT.resolve("pom.xml")).contains("<" + property + ">")
        || Documents.text(PROJECT.resolve("src/main/java/org/modelparity/worker/Fault.java"))
            .contains("\"" + property + "\"");
  }

  /** A profile of this project's own build takes it. */
  private static boolean isReadByATest(String property) {
    try (Stream<Path> files = Files.walk(PROJECT.resolve("src/test/java"))) {
      return files
          .filter(f -> f.toString().endsWith(".java"))
          .anyMatch(f -> Documents.text(f).contains("\"" + property + "\""));
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static boolean exists(String folder, String file) {
    try (Stream<Path> files = Files.walk(PROJECT.resolve(folder))) {
      String pattern = file.replace(".", "\\.").replace("*", ".*");
      return files.anyMatch(f -> f.getFileName().toString().matches(pattern));
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** Each of these is read by {@code FailingBuilds}, as many as the build has. */
  @Test
  void theTextOfEveryFailingBuildIsRead() throws Exception {
    try (Stream<Path> builds = Files.list(PROJECT.resolve("src/it"))) {
      List<Path> properties =
          builds.map(b -> b.resolve("invoker.properties")).filter(Files::isRegularFile).toList();
      int failing = 0;
      for (Path file : properties) {
        long failures =
            Documents.text(file)
                .lines()
                .filter(line -> line.matches("invoker\\.buildResult\\S* *= *failure"))
                .count();
        if (failures > 0) {
          failing++;
          assertThat(Documents.text(file.resolveSibling("verify.groovy")))
              .containsAnyOf("FailingBuilds.read(log, " + failures + ")", "new Configurations(");
        }
      }
      assertThat(failing).isGreaterThan(5);
    }
  }
}
