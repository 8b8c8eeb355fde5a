package org.modelparity.maven;

import java.util.ArrayList;
import java.util.List;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.lifecycle.LifecycleExecutor;
import org.apache.maven.model.PluginExecution;
import org.apache.maven.plugin.BuildPluginManager;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.apache.maven.reporting.MavenReportException;
import org.codehaus.plexus.util.xml.Xpp3Dom;

/**
 * {@code parity:check} as the build has it, but failing nothing: the report's evaluation.
 *
 * @param goals for example {@code org.modelparity:parity-maven-plugin:1:check@default}
 */
record Evaluation(
    MavenSession session,
    List<String> goals,
    LifecycleExecutor lifecycle,
    BuildPluginManager plugins) {

  /** All executions of the build's check, or the goal by itself where it has none. */
  static Evaluation of(
      MavenSession session,
      PluginDescriptor plugin,
      CheckOfBuild check,
      LifecycleExecutor lifecycle,
      BuildPluginManager plugins) {
    String goal = plugin.getId() + ":" + CheckMojo.GOAL;
    List<String> goals = new ArrayList<>();
    for (PluginExecution execution : check.executions()) {
      goals.add(goal + "@" + execution.getId());
    }
    return new Evaluation(session, goals.isEmpty() ? List.of(goal) : goals, lifecycle, plugins);
  }

  /**
   * Evaluates the current module.
   *
   * @throws MavenReportException if that is not possible
   */
  void run() throws MavenReportException {
    try {
      String[] tasks = goals.toArray(String[]::new);
      for (MojoExecution check :
          lifecycle.calculateExecutionPlan(session, tasks).getMojoExecutions()) {
        Xpp3Dom configuration = new Xpp3Dom(check.getConfiguration());
        set(configuration, "failOn", "never");
        check.setConfiguration(configuration);
        plugins.executeMojo(session, check);
      }
    } catch (Exception e) { // what Maven declares here is too much to name
      throw new MavenReportException("the models cannot be evaluated: " + e.getMessage(), e);
    }
  }

  private static void set(Xpp3Dom configuration, String name, String value) {
    Xpp3Dom child = configuration.getChild(name);
    if (child == null) {
      child = new Xpp3Dom(name);
      configuration.addChild(child);
    }
    child.setValue(value);
  }
}
