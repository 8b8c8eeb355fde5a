package org.modelparity.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.modelparity.evaluation.EvaluationRequest;
import org.modelparity.evaluation.Result;
import org.modelparity.testing.Archives;
import org.modelparity.testing.Workers;

/**
 * Workers that somebody kills at any moment, not where a stage begins as in {@link WorkerPoolTest}:
 * {@code mvn test -Dtest=RandomKillsTest -Dparity.kills=100}. A kill takes some seconds.
 */
@EnabledIfSystemProperty(named = RandomKillsTest.KILLS, matches = "\\d+")
@Timeout(value = 2, unit = TimeUnit.HOURS)
class RandomKillsTest {
  static final String KILLS = "parity.kills";

  private static final int EXAMPLES = 12;

  /** A worker's first row takes about a second, others a tenth. */
  private static final int LONGEST_MILLIS = 3000;

  @TempDir Path folder;

  @Test
  void costOneRowEachAtMost() throws Exception {
    for (int i = 0; i < EXAMPLES; i++) {
      Archives.copy(
          Path.of("src/it/models/right", i % 2 == 0 ? "affine" : "dense"),
          folder.resolve("in/suite/e" + i));
    }
    Random random = new Random(20261127);
    int wanted = Integer.getInteger(KILLS);
    int kills = 0;
    int failures = 0;
    while (kills < wanted) {
      AtomicInteger killed = new AtomicInteger();
      Thread killer = new Thread(() -> kill(random, killed));
      killer.setDaemon(true);
      killer.start();
      List<Result> results = evaluate();
      killer.interrupt();
      killer.join();
      assertThat(results).extracting(Result::row).doesNotHaveDuplicates().hasSize(2 * EXAMPLES);
      List<Result> failed = results.stream().filter(r -> !r.succeeded()).toList();
      assertThat(failed)
          .hasSizeLessThanOrEqualTo(killed.get())
          .allMatch(r -> r.error().startsWith("the worker was ended by signal 9 (SIGKILL)"));
      kills += killed.get();
      failures += failed.size();
    }
    System.out.printf("%d kills, %d rows lost%n", kills, failures);
    assertThat(evaluate()).hasSize(2 * EXAMPLES).allMatch(Result::succeeded);
  }

  private List<Result> evaluate() throws Exception {
    EvaluationRequest request =
        Workers.bothTargets(folder.resolve("in"), 300, folder.resolve("out"));
    return new WorkerPool(Workers.one()).evaluate(request, (number, total, result) -> {});
  }

  /** One worker after the other, some time after it has begun with its first row. */
  private void kill(Random random, AtomicInteger killed) {
    List<Long> known = new ArrayList<>();
    long begun = 0; // of workers that were killed
    try {
      while (true) {
        Optional<ProcessHandle> worker =
            ProcessHandle.current()
                .descendants()
                .filter(p -> !known.contains(p.pid()))
                .filter(p -> p.info().commandLine().orElse("").contains(WorkerMain.class.getName()))
                .findFirst();
        if (worker.isPresent() && rows() > begun) {
          known.add(worker.get().pid());
          Thread.sleep(random.nextInt(LONGEST_MILLIS));
          if (worker.get().destroyForcibly()) {
            killed.incrementAndGet();
          }
          worker.get().onExit().join();
          begun = rows();
        }
        Thread.sleep(5);
      }
    } catch (InterruptedException e) {
      // The evaluation is done.
    }
  }

  /** How many rows have begun. */
  private long rows() {
    try {
      return Files.readAllLines(folder.resolve("out/workers/worker-1.log")).stream()
          .filter(line -> line.startsWith(WorkerLog.ROW))
          .count();
    } catch (IOException e) {
      return 0;
    }
  }
}
