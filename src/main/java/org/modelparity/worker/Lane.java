package org.modelparity.worker;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.modelparity.evaluation.OutputFolders;
import org.modelparity.evaluation.Result;
import org.modelparity.evaluation.Row;
import org.modelparity.evaluation.Stage;

/** One worker at a time, and a fresh one after each that ended. Not for several threads. */
final class Lane implements AutoCloseable {
  private final WorkerSettings settings;
  private final Path logFile;
  private final Watchdog watchdog;
  private final List<WorkerProcess> started;
  private WorkerProcess worker;

  Lane(WorkerSettings settings, Path logFile, Watchdog watchdog, List<WorkerProcess> started) {
    this.settings = settings;
    this.logFile = logFile;
    this.watchdog = watchdog;
    this.started = started;
  }

  /**
   * Evaluates all rows of a job, whatever becomes of workers on the way.
   *
   * @param finished gets exactly one result for each of them
   * @throws WorkerException if no worker can be started
   */
  void evaluate(Job job, Consumer<Event.Finished> finished)
      throws WorkerException, InterruptedException {
    Deque<String> owed = new ArrayDeque<>(job.targets());
    while (!owed.isEmpty()) {
      submit(job.withTargets(List.copyOf(owed)));
      while (worker != null && !owed.isEmpty()) {
        finished.accept(row(job, owed.remove()));
      }
    }
  }

  private void submit(Job job) throws WorkerException, InterruptedException {
    if (worker != null && worker.submit(job)) {
      return;
    }
    close(); // it ended between two rows, which is no row's fault
    worker = WorkerProcess.start(settings, logFile, watchdog, started);
    if (!worker.submit(job)) {
      throw new WorkerException("a worker ended as soon as it was ready; its log is " + logFile);
    }
  }

  private Event.Finished row(Job job, String target) throws InterruptedException {
    long seconds = job.example().options().timeoutSeconds();
    Stage stage = Stage.LOAD;
    Row row = job.example().row(target);
    try (Watchdog.Alarm timeout = watchdog.set(seconds, worker::kill)) {
      while (true) {
        Optional<Event> event = worker.next();
        if (event.orElse(null) instanceof Event.Entered entered) {
          stage = entered.stage();
        } else if (event.orElse(null) instanceof Event.Finished done && !timeout.disarm()) {
          return done;
        } else {
          Death death =
              timeout.disarm()
                  ? Death.byTimeout(seconds, worker.lastWords(row))
                  : worker.death(row);
          close();
          return new Event.Finished(failure(job, row, stage, death), false);
        }
      }
    }
  }

  private static Result failure(Job job, Row row, Stage stage, Death death) {
    OutputFolders folders = new OutputFolders(job.outputDirectory());
    String story =
        "%s: FAIL at %s%n%s%n%nThe last words of the worker:%n%s%n"
            .formatted(row, stage, death.cause(), death.lastWords());
    Optional<String> details = Details.write(folders, row, "worker.txt", story);
    String seen = details.map(file -> "; its last words are in " + file).orElse("");
    var result = Result.builder(row).fail(stage, death.cause() + seen).remedy(death.remedy());
    details.ifPresent(result::details);
    return result.build();
  }

  @Override
  public void close() {
    if (worker != null) {
      started.remove(worker);
      worker.close();
      worker = null;
    }
  }
}
