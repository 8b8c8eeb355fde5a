package org.modelparity.maven;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginExecution;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.project.MavenProject;
import org.eclipse.aether.SessionData;
import org.modelparity.evaluation.ModuleOutcome;

/**
 * The evaluations of one build, in all of its modules: each hands in its outcome, and exactly one,
 * the last to do so, gets all of them.
 *
 * <p>An evaluation waits for those that are bound to the same phase, since only these are sure to
 * happen in the same build, and not for modules that have ended without theirs.
 */
final class Reactor {
  /** Text as the key, text inside: modules may have class loaders of their own. */
  private static final String KEY = "org.modelparity.reactor";

  private final MavenSession session;
  private final MavenProject project;
  private final MojoExecution execution;

  Reactor(MavenSession session, MavenProject project, MojoExecution execution) {
    this.session = session;
    this.project = project;
    this.execution = execution;
  }

  /** What Maven selects this module by. */
  String module() {
    String artifact = project.getArtifactId();
    boolean alone =
        session.getProjects().stream().filter(p -> p.getArtifactId().equals(artifact)).count() < 2;
    return (alone ? "" : project.getGroupId()) + ":" + artifact;
  }

  /** Whether other modules are evaluated in this build too. */
  boolean hasOthers() {
    return session.getProjects().stream()
        .anyMatch(p -> p != project && ids(p).findAny().isPresent());
  }

  /**
   * Whether this build hands artifacts to others: then a module must not fail only after its own
   * are gone.
   */
  boolean deploys() {
    return deploys(session.getGoals());
  }

  static boolean deploys(List<String> goals) {
    return goals.stream().anyMatch(g -> g.equals("deploy") || g.matches(".+:deploy(-file)?(@.*)?"));
  }

  /**
   * Hands in what an evaluation found.
   *
   * @param outcome empty if it evaluated nothing
   * @return to the last one, the outcomes of all, in the order of the modules; to others nothing
   */
  Optional<List<ModuleOutcome>> finish(Optional<ModuleOutcome> outcome) {
    Map<String, String> finished = finished();
    finished.put(
        id(project, execution.getExecutionId()), outcome.map(ModuleOutcome::toText).orElse(""));
    boolean all = awaited().flatMap(this::ids).allMatch(finished::containsKey);
    if (!all || finished.putIfAbsent(phase() + " decided", "") != null) {
      return Optional.empty();
    }
    return Optional.of(
        session.getProjects().stream()
            .flatMap(this::ids)
            .map(id -> finished.getOrDefault(id, ""))
            .filter(text -> !text.isEmpty())
            .map(ModuleOutcome::of)
            .toList());
  }

  /** Shared by all modules of the build, and gone with it. */
  @SuppressWarnings("unchecked") // only this method writes it
  private Map<String, String> finished() {
    SessionData data = session.getRepositorySession().getData();
    data.set(KEY, null, new ConcurrentHashMap<String, String>());
    return (Map<String, String>) data.get(KEY);
  }

  /** Modules that can still hand something in. */
  private Stream<MavenProject> awaited() {
    return session.getProjects().stream()
        .filter(p -> session.getResult().getBuildSummary(p) == null);
  }

  private Stream<String> ids(MavenProject module) {
    if (execution.getSource() == MojoExecution.Source.CLI) {
      return Stream.of(id(module, execution.getExecutionId()));
    }
    Plugin plugin = module.getPlugin(execution.getPlugin().getKey());
    if (plugin == null) {
      return Stream.empty();
    }
    return plugin.getExecutions().stream()
        .filter(e -> e.getGoals().contains(CheckMojo.GOAL) && phase(e).equals(phase()))
        .map(e -> id(module, e.getId()));
  }

  private String phase() {
    return String.valueOf(execution.getLifecyclePhase());
  }

  private static String phase(PluginExecution execution) {
    return execution.getPhase() == null ? CheckMojo.PHASE : execution.getPhase();
  }

  private String id(MavenProject module, String executionId) {
    return phase() + " " + module.getId() + " " + executionId;
  }
}
