package org.modelparity.maven;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.inject.Inject;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.lifecycle.LifecycleExecutor;
import org.apache.maven.plugin.BuildPluginManager;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.reporting.AbstractMavenReport;
import org.apache.maven.reporting.MavenReportException;
import org.modelparity.evaluation.EvaluationException;
import org.modelparity.evaluation.OutputFolders;
import org.modelparity.evaluation.Results;
import org.modelparity.report.SiteTable;

/**
 * Puts the evaluation table of the last {@code parity:check} into the Maven site, under Project
 * Reports, with links to the full report. Where there are no results, it evaluates first, as the
 * {@code check} of the build is configured; regressions are warnings then, since a site is no gate.
 *
 * <pre>{@code
 * <reporting>
 *   <plugins>
 *     <plugin>
 *       <groupId>org.modelparity</groupId>
 *       <artifactId>parity-maven-plugin</artifactId>
 *       <version>0.1.0-SNAPSHOT</version>
 *     </plugin>
 *   </plugins>
 * </reporting>
 * }</pre>
 *
 * @since 0.1.0
 */
@Mojo(name = ReportMojo.GOAL, threadSafe = true, requiresOnline = false)
public final class ReportMojo extends AbstractMavenReport {
  static final String GOAL = "report";

  /**
   * Where {@code parity:check} left its results, if the build does not say.
   *
   * @since 0.1.0
   */
  @Parameter(
      property = "parity.outputDirectory",
      defaultValue = "${project.build.directory}/parity")
  private File parityDirectory;

  /**
   * Where {@code parity:check} writes its report, to be linked, if the build does not say.
   *
   * @since 0.1.0
   */
  @Parameter(
      property = "parity.reportDirectory",
      defaultValue = "${project.build.directory}/site/parity")
  private File reportDirectory;

  /**
   * Where models are, if the build does not say.
   *
   * @since 0.1.0
   */
  @Parameter(
      property = "parity.modelsDirectory",
      defaultValue = "${project.basedir}/src/main/models")
  private File modelsDirectory;

  /** Does nothing. */
  @Parameter(property = "parity.skip", defaultValue = "false")
  private boolean skip;

  @Parameter(defaultValue = "${session}", readonly = true, required = true)
  private MavenSession session;

  @Parameter(defaultValue = "${plugin}", readonly = true, required = true)
  private PluginDescriptor plugin;

  private final LifecycleExecutor lifecycle;
  private final BuildPluginManager plugins;

  @Inject
  ReportMojo(LifecycleExecutor lifecycle, BuildPluginManager plugins) {
    this.lifecycle = lifecycle;
    this.plugins = plugins;
  }

  @Override
  public boolean canGenerateReport() {
    return !skip && (hasResults() || canEvaluate());
  }

  private boolean hasResults() {
    return folders().results().toFile().isFile();
  }

  /** A parent often has the plugin for its modules, and no models. */
  private boolean canEvaluate() {
    return check().isPresent()
        && (!"pom".equals(project.getPackaging())
            || modelsDirectory.isDirectory()
            || check().get().namesModels());
  }

  private Optional<CheckOfBuild> check() {
    return CheckOfBuild.of(project, plugin.getPluginLookupKey());
  }

  private Path folder(String parameter, File byDefault) {
    return check()
        .flatMap(c -> c.folder(parameter))
        .orElse(byDefault)
        .toPath()
        .toAbsolutePath()
        .normalize();
  }

  @Override
  protected void executeReport(Locale locale) throws MavenReportException {
    if (!hasResults()) {
      getLog().info("There are no results in " + folders().outputDirectory() + " yet.");
      if (check().isPresent()) {
        Evaluation.of(session, plugin, check().get(), lifecycle, plugins).run();
      }
    }
    try {
      Results results = hasResults() ? Results.read(folders().results()) : null;
      Path site = getReportOutputDirectory().toPath().toAbsolutePath();
      Path folder = folder("reportDirectory", reportDirectory);
      Map<String, String> links = new LinkedHashMap<>();
      link(links, site, "The full report, with pictures", folder);
      link(links, site, "The report on all modules", folder.resolveSibling(AggregateGate.FOLDER));
      new SiteTable(getSink(), links).render(results);
    } catch (EvaluationException e) {
      throw new MavenReportException(e.getMessage(), e);
    }
  }

  private static void link(Map<String, String> links, Path site, String text, Path folder) {
    Path page = folder.resolve("index.html");
    if (Files.isRegularFile(page)) {
      links.put(text, site.relativize(page).toString().replace(File.separatorChar, '/'));
    }
  }

  private OutputFolders folders() {
    return new OutputFolders(folder("outputDirectory", parityDirectory));
  }

  @Override
  @Deprecated // the site plugin of Maven 3 still calls it
  public String getOutputName() {
    return getOutputPath();
  }

  @Override
  public String getOutputPath() {
    return "parity-report";
  }

  @Override
  public String getName(Locale locale) {
    return "Model Parity";
  }

  @Override
  public String getDescription(Locale locale) {
    return "Which models compute the same numbers in TensorFlow Lite and TensorFlow.js.";
  }
}
