package org.modelparity.maven;

import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.modelparity.evaluation.Baseline;
import org.modelparity.evaluation.EvaluationException;
import org.modelparity.evaluation.Gate;
import org.modelparity.evaluation.Merge;
import org.modelparity.evaluation.Results;

/**
 * Joins the results of shards, one {@code parity:check -Dparity.shard=3/16} each, into one report
 * and one verdict:
 *
 * <pre>{@code
 * mvn parity:merge -Dparity.results=target/one/results.json,target/two/results.json
 * }</pre>
 *
 * @since 0.1.0
 */
@Mojo(name = MergeMojo.GOAL, threadSafe = true, requiresOnline = false)
public final class MergeMojo extends AbstractGateMojo {
  static final String GOAL = "merge";

  /**
   * The results.json of every shard, in any order.
   *
   * @since 0.1.0
   */
  @Parameter(property = "parity.results", required = true)
  private List<File> results;

  @Override
  void executeMojo() throws MojoFailureException, ParameterException, EvaluationException {
    Gate gate = gate();
    Baseline held = Baseline.read(baseline());
    List<Results> shards = new ArrayList<>();
    for (File file : results) {
      shards.add(Results.read(file.toPath()));
    }
    conclude(gate, held, Merge.of(shards), Map.of(), "");
  }
}
