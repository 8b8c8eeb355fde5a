package org.modelparity.maven;

import java.io.File;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.maven.model.ConfigurationContainer;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginExecution;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.util.xml.Xpp3Dom;

/** {@code parity:check} as a module's build has it: a report is configured apart from it. */
record CheckOfBuild(Plugin plugin) {

  /** Empty if the build does not have it. */
  static Optional<CheckOfBuild> of(MavenProject project, String pluginKey) {
    return Optional.ofNullable(project.getPlugin(pluginKey)).map(CheckOfBuild::new);
  }

  List<PluginExecution> executions() {
    return plugin.getExecutions().stream()
        .filter(e -> e.getGoals().contains(CheckMojo.GOAL))
        .toList();
  }

  /** The folder that the build sets; empty where it leaves the default. */
  Optional<File> folder(String parameter) {
    return value(parameter).map(Xpp3Dom::getValue).filter(v -> v != null).map(File::new);
  }

  /** Whether the build says where its models are. */
  boolean namesModels() {
    return value("suites").isPresent() || value("modelsDirectory").isPresent();
  }

  private Optional<Xpp3Dom> value(String parameter) {
    Stream<ConfigurationContainer> containers =
        Stream.concat(executions().stream(), Stream.of(plugin));
    return containers
        .map(c -> (Xpp3Dom) c.getConfiguration())
        .filter(c -> c != null)
        .flatMap(c -> Stream.ofNullable(c.getChild(parameter)))
        .findFirst();
  }
}
