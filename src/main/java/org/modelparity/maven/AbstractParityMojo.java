package org.modelparity.maven;

import java.io.File;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;
import org.modelparity.evaluation.EvaluationException;
import org.modelparity.evaluation.OutputFolders;
import org.modelparity.worker.WorkerException;

/** What all goals have: a switch, and one place where exceptions become Maven's. */
abstract class AbstractParityMojo extends AbstractMojo {
  /** Does nothing. */
  @Parameter(property = "parity.skip", defaultValue = "false")
  private boolean skip;

  /**
   * Where results, converted models and the details of errors go.
   *
   * @since 0.1.0
   */
  @Parameter(
      property = "parity.outputDirectory",
      defaultValue = "${project.build.directory}/parity")
  private File outputDirectory;

  /**
   * The committed statuses and errors that rows are held to, written by {@code parity:accept}.
   * Without this file every FAIL is a regression.
   *
   * @since 0.1.0
   */
  @Parameter(
      property = "parity.baseline",
      defaultValue = "${project.basedir}/src/parity/baseline.json")
  private File baseline;

  @Override
  public final void execute() throws MojoExecutionException, MojoFailureException {
    try {
      if (skip) {
        getLog().info("Skipped (parity.skip).");
        skipMojo();
      } else {
        Parameters.output("outputDirectory", outputDirectory);
        Parameters.output("baseline", baseline);
        executeMojo();
      }
    } catch (ParameterException | EvaluationException | WorkerException | NativesException e) {
      // As a cause, it would have Maven add what it was caused by to a text that is complete.
      getLog().debug(e);
      throw new MojoExecutionException(e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new MojoExecutionException("the evaluation was interrupted", e);
    }
  }

  abstract void executeMojo()
      throws MojoFailureException,
          ParameterException,
          EvaluationException,
          WorkerException,
          NativesException,
          InterruptedException;

  /** What a goal owes others even if it does nothing. */
  void skipMojo() throws MojoFailureException, EvaluationException {}

  final OutputFolders outputFolders() {
    return new OutputFolders(outputDirectory.toPath().toAbsolutePath().normalize());
  }

  final java.nio.file.Path baseline() {
    return baseline.toPath();
  }
}
