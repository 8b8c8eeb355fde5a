package org.modelparity.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.modelparity.evaluation.EvaluationRequest;
import org.modelparity.evaluation.Example;
import org.modelparity.evaluation.FileProblem;
import org.modelparity.evaluation.Folders;
import org.modelparity.evaluation.Result;

/**
 * Evaluates a request in worker processes: the examples are a queue, from which every worker takes
 * the next one. A worker that ends, hangs or runs out of memory costs the row in hand its result,
 * and nothing else. When the build ends, however it ends, so do the workers.
 */
public final class WorkerPool {
  private final WorkerSettings settings;

  public WorkerPool(WorkerSettings settings) {
    this.settings = settings;
  }

  /** Is told of each row as it is done, one at a time. */
  @FunctionalInterface
  public interface Listener {
    /**
     * @param number of rows that are done, this one included
     * @param total number of rows
     */
    void finished(int number, int total, Result result);
  }

  /** Evaluates all rows, see {@link #evaluate(EvaluationRequest, Listener, Consumer)}. */
  public List<Result> evaluate(EvaluationRequest request, Listener listener)
      throws WorkerException, InterruptedException {
    return evaluate(request, listener, result -> {});
  }

  /**
   * Evaluates all rows.
   *
   * @param repeatable is told first of each row whose outcome depends on nothing but its files, its
   *     options and this product, so that it can be kept
   * @return one result for each row, in the order in which they were done
   * @throws WorkerException if workers cannot be started
   * @throws InterruptedException if the build is interrupted; the workers have ended then
   */
  public List<Result> evaluate(
      EvaluationRequest request, Listener listener, Consumer<Result> repeatable)
      throws WorkerException, InterruptedException {
    Queue<Job> jobs = new ConcurrentLinkedQueue<>();
    for (Example example : request.examples()) {
      jobs.add(
          new Job(
              example,
              example.options().targets(),
              request.backends(),
              request.outputDirectory().toAbsolutePath()));
    }
    Collected collected = new Collected(request.rows().size(), listener, repeatable);
    int lanes = Math.min(settings.forks(), jobs.size());
    if (lanes > 0) {
      run(jobs, lanes, logs(request), collected);
    }
    return collected.results;
  }

  private static Path logs(EvaluationRequest request) throws WorkerException {
    Path folder = request.outputDirectory().toAbsolutePath().resolve("workers");
    try {
      Files.createDirectories(folder);
      Folders.clear(folder);
      return folder;
    } catch (IOException e) {
      throw new WorkerException(
          "the folder " + folder + " cannot be written to: " + FileProblem.of(e), e);
    }
  }

  private void run(Queue<Job> jobs, int lanes, Path logs, Collected collected)
      throws WorkerException, InterruptedException {
    List<WorkerProcess> started = new CopyOnWriteArrayList<>();
    Thread hook = new Thread(() -> started.forEach(WorkerProcess::kill), "parity-end-workers");
    Runtime.getRuntime().addShutdownHook(hook);
    ExecutorService threads = Executors.newFixedThreadPool(lanes);
    try (Watchdog watchdog = new Watchdog()) {
      ExecutorCompletionService<Void> running = new ExecutorCompletionService<>(threads);
      for (int i = 1; i <= lanes; i++) {
        Lane lane = new Lane(settings, logs.resolve("worker-" + i + ".log"), watchdog, started);
        running.submit(work(lane, jobs, collected));
      }
      for (int i = 0; i < lanes; i++) {
        running.take().get();
      }
    } catch (ExecutionException e) {
      throw unwrapped(e);
    } finally {
      jobs.clear();
      threads.shutdownNow(); // before workers are ended: no lane shall start another
      started.forEach(WorkerProcess::close);
      removeHook(hook);
    }
  }

  private static Callable<Void> work(Lane lane, Queue<Job> jobs, Collected collected) {
    return () -> {
      try (lane) {
        for (Job job = jobs.poll(); job != null; job = jobs.poll()) {
          lane.evaluate(job, collected::add);
        }
      }
      return null;
    };
  }

  private static WorkerException unwrapped(ExecutionException e) {
    return e.getCause() instanceof WorkerException cause
        ? cause
        : new WorkerException("the evaluation failed: " + e.getCause(), e.getCause());
  }

  private static void removeHook(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The JVM is shutting down: the hook is running.
    }
  }

  private static final class Collected {
    private final List<Result> results = new ArrayList<>();
    private final int total;
    private final Listener listener;
    private final Consumer<Result> repeatable;

    Collected(int total, Listener listener, Consumer<Result> repeatable) {
      this.total = total;
      this.listener = listener;
      this.repeatable = repeatable;
    }

    synchronized void add(Event.Finished row) {
      if (row.repeatable()) {
        repeatable.accept(row.result());
      }
      results.add(row.result());
      listener.finished(results.size(), total, row.result());
    }
  }
}
