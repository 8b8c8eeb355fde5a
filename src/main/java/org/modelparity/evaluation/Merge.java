package org.modelparity.evaluation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Joins the results of all shards into those of the whole evaluation. */
public final class Merge {
  private Merge() {}

  /**
   * The results that one machine would have had, in the same order.
   *
   * @param shards in any order
   * @throws EvaluationException if a shard is missing, given twice, or of another evaluation
   */
  public static Results of(List<Results> shards) throws EvaluationException {
    Map<Integer, Results> byIndex = byIndex(shards);
    Results first = byIndex.values().iterator().next();
    Map<Row, Result> rows = new LinkedHashMap<>();
    for (Results shard : byIndex.values()) {
      for (Result row : shard.rows()) {
        if (rows.put(row.row(), row) != null) {
          throw new EvaluationException(
              row.row() + " is in two shards; evaluate all of them with the same earlier results");
        }
      }
    }
    List<String> suites = first.suites().stream().map(Results.SuiteInfo::name).toList();
    List<Result> inOrder = new ArrayList<>(rows.values());
    // Stable: the targets of an example are all in one shard, in their order.
    inOrder.sort(
        Comparator.comparingInt((Result r) -> suites.indexOf(r.suite()))
            .thenComparing(Result::example));
    return new Results(
        Results.SCHEMA, first.generated(), first.includes(), null, first.suites(), inOrder, null);
  }

  private static Map<Integer, Results> byIndex(List<Results> shards) throws EvaluationException {
    if (shards.isEmpty()) {
      throw new EvaluationException("there are no results to merge; name the results.json files");
    }
    Results any = shards.get(0);
    Map<Integer, Results> byIndex = new TreeMap<>();
    int count = 0;
    for (Results shard : shards) {
      Shard part = shard.shard() == null ? Shard.WHOLE : Shard.of(shard.shard());
      count = count == 0 ? part.count() : count;
      if (part.count() != count
          || !shard.suites().equals(any.suites())
          || !shard.includes().equals(any.includes())) {
        throw new EvaluationException(
            "shard "
                + part
                + " is of another evaluation: all shards need the same count, suites and includes");
      }
      if (byIndex.put(part.index(), shard) != null) {
        throw new EvaluationException("shard " + part + " is given twice");
      }
    }
    if (byIndex.size() < count) {
      int wanted = count;
      throw new EvaluationException(
          "of %d shards, these are missing: %s; merge when all have finished"
              .formatted(
                  wanted,
                  IntStream.rangeClosed(1, wanted)
                      .filter(i -> !byIndex.containsKey(i))
                      .mapToObj(i -> i + "/" + wanted)
                      .collect(Collectors.joining(", "))));
    }
    return byIndex;
  }
}
