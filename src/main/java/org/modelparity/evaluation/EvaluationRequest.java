package org.modelparity.evaluation;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What to evaluate: suites with all options resolved, so that nothing else is asked of the POM.
 *
 * @param backends by target, for example {@code tfjs} to {@code [wasm, cpu]}
 * @param shard the part of the evaluation that the suites are already reduced to
 * @param outputDirectory where converted models and details go, for example {@code target/parity}
 */
public record EvaluationRequest(
    List<Suite> suites, Map<String, List<String>> backends, Shard shard, Path outputDirectory) {
  public EvaluationRequest {
    suites = List.copyOf(suites);
    backends = Map.copyOf(backends);
  }

  /** A request for the whole of these suites. */
  public EvaluationRequest(
      List<Suite> suites, Map<String, List<String>> backends, Path outputDirectory) {
    this(suites, backends, Shard.WHOLE, outputDirectory);
  }

  /**
   * This request reduced to one shard.
   *
   * @param last results of an earlier evaluation, the same for every shard, to balance by
   */
  public EvaluationRequest withShard(Shard part, Optional<Results> last) {
    return new EvaluationRequest(part.of(suites, last), backends, part, outputDirectory);
  }

  /** This request without some rows; what was asked of a suite stays in order. */
  public EvaluationRequest without(Set<Row> rows) {
    List<Suite> fewer = new ArrayList<>();
    for (Suite suite : suites) {
      List<Example> examples = new ArrayList<>();
      for (Example example : suite.examples()) {
        List<String> targets =
            example.options().targets().stream()
                .filter(target -> !rows.contains(example.row(target)))
                .toList();
        if (!targets.isEmpty()) {
          examples.add(example.withTargets(targets));
        }
      }
      fewer.add(new Suite(suite.name(), suite.url(), suite.description(), examples));
    }
    return new EvaluationRequest(fewer, backends, shard, outputDirectory);
  }

  public List<Example> examples() {
    return suites.stream().flatMap(s -> s.examples().stream()).toList();
  }

  /** Every row that a result is owed for, in the order of the table. */
  public List<Row> rows() {
    return examples().stream().flatMap(e -> e.options().targets().stream().map(e::row)).toList();
  }
}
