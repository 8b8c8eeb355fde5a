package org.modelparity.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShardTest {
  /** Rows of two suites whose examples took from 1 to 100 seconds. */
  private static Results evaluated(int examples, long seed) {
    Random random = new Random(seed);
    List<Result> rows = new ArrayList<>();
    for (int i = 0; i < examples; i++) {
      String name = "%s/e%03d".formatted(i % 3 == 0 ? "keras" : "flax", i);
      for (String target : List.of("tflite", "tfjs")) {
        rows.add(
            Result.builder(Examples.row(name + " -> " + target))
                .convertSeconds(1 + random.nextInt(100))
                .fail(Stage.RUN, "not run")
                .build());
      }
    }
    rows.sort((a, b) -> a.row().suite().compareTo(b.row().suite()));
    return Examples.results(rows.toArray(Result[]::new));
  }

  private static Results evaluate(EvaluationRequest request, Results all) {
    List<Result> rows = request.rows().stream().map(r -> all.row(r).orElseThrow()).toList();
    return Results.of(request, Examples.DAY, Includes.ALL, rows);
  }

  private static List<Results> shards(Results all, int count, Optional<Results> last) {
    EvaluationRequest whole = Examples.request(all.rows().toArray(Result[]::new));
    List<Results> shards = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      shards.add(evaluate(whole.withShard(new Shard(i, count), last), all));
    }
    return shards;
  }

  @Property(seed = "20261127", tries = 100)
  void allShardsTogetherAreTheWholeEvaluation(
      @ForAll @IntRange(min = 1, max = 40) int examples,
      @ForAll @IntRange(min = 1, max = 16) int count,
      @ForAll long seed)
      throws EvaluationException {
    Results all = evaluated(examples, seed);
    List<Results> shards = shards(all, count, seed % 2 == 0 ? Optional.of(all) : Optional.empty());
    Collections.shuffle(shards, new Random(seed));
    assertThat(Merge.of(shards)).isEqualTo(all);
  }

  @Test
  void partsAreBalancedByTheLastDurations() {
    Results all = evaluated(100, 1);
    double whole = seconds(all);
    for (Results shard : shards(all, 4, Optional.of(all))) {
      assertThat(seconds(shard)).isBetween(0.95 * whole / 4, 1.05 * whole / 4);
    }
  }

  private static double seconds(Results results) {
    return results.rows().stream().mapToDouble(r -> r.seconds().convert()).sum();
  }

  @Test
  void withoutEarlierResultsPartsHaveAsManyExamples() {
    for (Results shard : shards(evaluated(12, 1), 4, Optional.empty())) {
      assertThat(shard.rows()).hasSize(6);
    }
  }

  @Test
  void mergesOnlyWhatBelongsTogether() throws EvaluationException {
    Results all = evaluated(6, 1);
    List<Results> shards = shards(all, 3, Optional.empty());
    assertThatThrownBy(() -> Merge.of(shards.subList(0, 1)))
        .hasMessageContaining("of 3 shards, these are missing: 2/3, 3/3");
    assertThatThrownBy(() -> Merge.of(List.of(shards.get(0), shards.get(0))))
        .hasMessage("shard 1/3 is given twice");
    assertThatThrownBy(
            () -> Merge.of(List.of(shards.get(0), shards(all, 2, Optional.empty()).get(1))))
        .hasMessageContaining("is of another evaluation");
    assertThatThrownBy(() -> Merge.of(List.of())).hasMessageContaining("no results to merge");
    assertThat(Merge.of(List.of(all))).isEqualTo(all);
  }

  @Test
  void aShardKnowsNothingOfStaleEntries() {
    Results all = evaluated(6, 1);
    Baseline baseline =
        Acceptance.of(Baseline.EMPTY, all, Includes.ALL, Optional.of("known"), Optional.empty())
            .baseline();
    assertThat(baseline.stale(shards(all, 3, Optional.empty()).get(0))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0/4", "5/4", "1", "1/0", "a/b", "1/2/3", "-1/2"})
  void refusesWhatIsNoShard(String text) {
    assertThatThrownBy(() -> Shard.of(text))
        .isInstanceOf(EvaluationException.class)
        .hasMessageContaining("must be like 3/16");
  }

  @Test
  void readsAsItWrites() throws EvaluationException {
    assertThat(Shard.of(" 3/16 ")).isEqualTo(new Shard(3, 16)).hasToString("3/16");
  }
}
