package org.modelparity.maven;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.modelparity.cache.CachedRows;
import org.modelparity.evaluation.EvaluationRequest;
import org.modelparity.evaluation.Result;
import org.modelparity.evaluation.Row;
import org.modelparity.worker.WorkerException;
import org.modelparity.worker.WorkerPool;
import org.modelparity.worker.WorkerSettings;

/** The rows that the cache does not know: evaluated by workers, and kept for the next build. */
final class FreshRows {
  private final CachedRows known;
  private final WorkerSettings workers;
  private final ArchiveDamage damage;

  FreshRows(CachedRows known, WorkerSettings workers, ArchiveDamage damage) {
    this.known = known;
    this.workers = workers;
    this.damage = damage;
  }

  /**
   * Evaluates them.
   *
   * @param missing of the cache
   * @throws NativesException if rows failed, or workers did not start, while what they run on is
   *     damaged: no failure of this build is kept then
   */
  List<Result> evaluate(EvaluationRequest missing, WorkerPool.Listener listener)
      throws WorkerException, NativesException, InterruptedException {
    List<Result> failures = new ArrayList<>();
    List<Result> rows;
    try {
      rows =
          new WorkerPool(workers)
              .evaluate(
                  missing,
                  listener,
                  row -> {
                    if (row.succeeded()) {
                      known.store(row);
                    } else {
                      failures.add(row);
                    }
                  });
    } catch (WorkerException e) {
      damage.refuse();
      throw e;
    }
    if (hasUnexplained(rows, failures)) {
      damage.refuse();
    }
    failures.forEach(known::store);
    known.trim();
    return rows;
  }

  /** Whether a row failed as it might not fail again. */
  private static boolean hasUnexplained(List<Result> rows, List<Result> repeatable) {
    Set<Row> explained = new HashSet<>();
    repeatable.forEach(row -> explained.add(row.row()));
    return rows.stream().anyMatch(row -> !row.succeeded() && !explained.contains(row.row()));
  }
}
