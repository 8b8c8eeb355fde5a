package org.modelparity.maven;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.modelparity.evaluation.Acceptance;
import org.modelparity.evaluation.Baseline;
import org.modelparity.evaluation.EvaluationException;
import org.modelparity.evaluation.Includes;
import org.modelparity.evaluation.Results;

/**
 * Writes the baseline from the results of the last {@code parity:check}. By itself it only gets
 * tighter; a new failure or a larger error is accepted with a reason:
 *
 * <pre>{@code
 * mvn parity:accept -Dparity.includes=vision/detector:tfjs -Dparity.reason="waits for issue 12" -Dparity.until=2027-01-31
 * }</pre>
 *
 * @since 0.1.0
 */
@Mojo(name = AcceptMojo.GOAL, threadSafe = true, requiresOnline = false)
public final class AcceptMojo extends AbstractParityMojo {
  static final String GOAL = "accept";

  /**
   * Only these rows, as {@code suite/example} or {@code suite/example:target}, where {@code *}
   * stands for any text.
   *
   * @since 0.1.0
   */
  @Parameter(property = "parity.includes")
  private List<String> includes;

  /**
   * Why new failures or larger errors are accepted. Kept in the baseline.
   *
   * @since 0.1.0
   */
  @Parameter(property = "parity.reason")
  private String reason;

  /**
   * The last day on which what is accepted with a reason stays accepted, as {@code 2027-01-31}.
   * Without it, always.
   *
   * @since 0.1.0
   */
  @Parameter(property = "parity.until")
  private String until;

  @Override
  void executeMojo() throws MojoFailureException, ParameterException, EvaluationException {
    Acceptance acceptance =
        Acceptance.of(
            Baseline.read(baseline()),
            Results.read(outputFolders().results()),
            new Includes(Parameters.stripped(includes)),
            Optional.ofNullable(reason),
            lastDay());
    acceptance.changes().forEach(change -> getLog().info(change));
    if (!acceptance.changes().isEmpty()) {
      acceptance.baseline().write(baseline());
      getLog().info("Written: " + baseline());
    } else if (acceptance.refused().isEmpty()) {
      getLog().info("The baseline is up to date: " + baseline());
    }
    if (acceptance.refusal().isPresent()) {
      throw new MojoFailureException(acceptance.refusal().get());
    }
  }

  private Optional<LocalDate> lastDay() throws ParameterException {
    if (until == null || until.isBlank()) {
      return Optional.empty();
    }
    try {
      return Optional.of(LocalDate.parse(until.strip()));
    } catch (DateTimeParseException e) {
      throw new ParameterException("until", until, "a date like 2027-01-31");
    }
  }
}
