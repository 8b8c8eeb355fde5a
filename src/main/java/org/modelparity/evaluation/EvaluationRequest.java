package org.modelparity.evaluation;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What to evaluate: suites with all options resolved, so that nothing else is asked of the POM.
 *
 * @param backends by target, for example {@code tfjs} to {@code [wasm, cpu]}
 * @param outputDirectory where converted models and details go, for example {@code target/parity}
 */
public record EvaluationRequest(
    List<Suite> suites, Map<String, List<String>> backends, Path outputDirectory) {
  public EvaluationRequest {
    suites = List.copyOf(suites);
    backends = Map.copyOf(backends);
  }

  public List<Example> examples() {
    return suites.stream().flatMap(s -> s.examples().stream()).toList();
  }

  /** Every row that a result is owed for, in the order of the table. */
  public List<Row> rows() {
    return examples().stream().flatMap(e -> e.options().targets().stream().map(e::row)).toList();
  }
}
