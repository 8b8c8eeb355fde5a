package org.modelparity.worker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.modelparity.evaluation.Folders;
import org.modelparity.evaluation.Row;

/** A running worker, seen from its supervisor. */
final class WorkerProcess implements AutoCloseable {
  private static final long START_SECONDS = 120;
  private static final long EXIT_SECONDS = 10;

  /** How often a worker is started that the system ends before it is ready. */
  private static final int STARTS = 3;

  /** What of its surroundings a worker may see: models are programs, so not the build's secrets. */
  private static final Set<String> ENVIRONMENT =
      Set.of(
          "PATH",
          "HOME",
          "LANG",
          "LC_ALL",
          "TMPDIR",
          "TEMP",
          "TMP",
          "SYSTEMROOT",
          "TZ",
          "CHROME_BIN");

  /** A JVM with two of them does not start. */
  private static final Pattern CHOICE_OF_COLLECTOR = Pattern.compile("-XX:\\+Use\\w+GC");

  private final Process process;
  private final Path workingDirectory;
  private final WorkerLog log;
  private Connection connection;
  private volatile boolean late;

  private WorkerProcess(Process process, Path workingDirectory, WorkerLog log) {
    this.process = process;
    this.workingDirectory = workingDirectory;
    this.log = log;
  }

  /**
   * Starts a worker and waits until it is ready. One that a signal ends before is no row's fault,
   * and no fault of how it was started: another is.
   *
   * @param logFile receives its standard output and error
   * @param started is told of the process before anything else is done with it
   * @throws WorkerException if it does not come up, with its last words
   */
  static WorkerProcess start(
      WorkerSettings settings, Path logFile, Watchdog watchdog, List<WorkerProcess> started)
      throws WorkerException, InterruptedException {
    for (int attempt = 1; ; attempt++) {
      try {
        return startOnce(settings, logFile, watchdog, started);
      } catch (EndedBySignalException e) {
        if (attempt == STARTS) {
          throw e;
        }
      }
    }
  }

  /** A worker that the system, or somebody, ended before it was ready. */
  private static final class EndedBySignalException extends WorkerException {
    private static final long serialVersionUID = 1L;

    EndedBySignalException(String message, Throwable cause) {
      super(message, cause);
    }
  }

  private static WorkerProcess startOnce(
      WorkerSettings settings, Path logFile, Watchdog watchdog, List<WorkerProcess> started)
      throws WorkerException, InterruptedException {
    Path directory = null;
    WorkerProcess worker = null;
    try {
      directory = Files.createTempDirectory("parity");
      Path socket = directory.resolve("s");
      try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
        server.bind(UnixDomainSocketAddress.of(socket));
        Files.createDirectories(logFile.getParent());
        WorkerLog log = new WorkerLog(logFile);
        log.mark(); // before the process can have written why it does not start
        Process process = command(settings, directory, socket, logFile).start();
        worker = new WorkerProcess(process, directory, log);
        started.add(worker);
        worker.connect(server, watchdog);
      }
      return worker;
    } catch (IOException e) {
      WorkerException failure =
          worker == null
              ? new WorkerException("a worker cannot be started: " + e, e)
              : worker.startFailure(settings, e);
      closeAfter(failure, worker);
      if (worker == null && directory != null) {
        deleteQuietly(directory);
      }
      throw failure;
    }
  }

  private static ProcessBuilder command(
      WorkerSettings settings, Path directory, Path socket, Path logFile) {
    List<String> command = new ArrayList<>();
    command.add(settings.java().toString());
    command.add("-XX:+ExitOnOutOfMemoryError");
    command.add("-XX:ErrorFile=" + directory.resolve("crash.log"));
    command.add("-Djava.awt.headless=true");
    // A worker that is killed could not delete what libraries leave there.
    command.add("-Djava.io.tmpdir=" + directory);
    // What takes time is native: compiling Java better costs more than it gains.
    command.add("-XX:TieredStopAtLevel=1");
    if (settings.jvmArguments().stream().noneMatch(CHOICE_OF_COLLECTOR.asMatchPredicate())) {
      // Its heap stays small over thousands of models.
      command.add("-XX:+UseSerialGC");
    }
    String processors = Integer.toString(settings.processors());
    command.add("-XX:ActiveProcessorCount=" + processors);
    command.addAll(settings.jvmArguments());
    command.add(WorkerMain.class.getName());
    command.add(socket.toString());
    ProcessBuilder builder = new ProcessBuilder(command);
    Map<String, String> environment = builder.environment();
    environment.keySet().removeIf(name -> !ENVIRONMENT.contains(name));
    // Not -cp: a variable has no length limit that a class path comes near to on any system.
    environment.put("CLASSPATH", settings.classPathText());
    // TensorFlow counts processors itself; two workers' threads on one of them spin for nothing.
    environment.put("TF_NUM_INTRAOP_THREADS", processors);
    environment.put("TF_NUM_INTEROP_THREADS", processors);
    return builder
        .directory(directory.toFile())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(logFile.toFile()));
  }

  private void connect(ServerSocketChannel server, Watchdog watchdog) throws IOException {
    // Closing the server is what ends accept() when the process ends before it connects.
    process.onExit().thenRun(() -> closeQuietly(server));
    try (Watchdog.Alarm alarm = watchdog.set(START_SECONDS, this::endLate)) {
      process.getOutputStream().close();
      connection = new Connection(server.accept());
      if (connection.receive(Event.Ready.class).isEmpty()) {
        throw new IOException("it ended before it was ready");
      }
    }
  }

  private WorkerException startFailure(WorkerSettings settings, IOException cause)
      throws InterruptedException {
    if (!late && process.waitFor(EXIT_SECONDS, TimeUnit.SECONDS) && process.exitValue() > 128) {
      Death death = Death.byExit(process.exitValue(), log.sinceMark());
      return new EndedBySignalException(
          "workers end before they are ready: %s; free memory, or lower forkCount; the log is %s"
              .formatted(death.cause(), log.file()),
          cause);
    }
    kill();
    String words = log.sinceMark().strip();
    return new WorkerException(
        "a worker does not start with %s %s: %s; mend argLine or the JDK; its log is %s"
            .formatted(
                settings.java(),
                String.join(" ", settings.jvmArguments()),
                words.isEmpty() ? cause.toString() : words.lines().limit(3).toList(),
                log.file()),
        cause);
  }

  /**
   * Sends a job.
   *
   * @return whether the worker was there to take it
   */
  boolean submit(Job job) {
    log.mark();
    try {
      connection.send(job);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** The next event; empty once the worker has ended. */
  Optional<Event> next() {
    try {
      return connection.receive(Event.class);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** How the process ended: waits for its end, and brings it about if need be. */
  Death death(Row row) throws InterruptedException {
    if (!process.waitFor(EXIT_SECONDS, TimeUnit.SECONDS)) {
      kill();
    }
    return Death.byExit(process.waitFor(), lastWords(row));
  }

  /** What it wrote since the row began, and what the JVM wrote about a crash. */
  String lastWords(Row row) {
    Path crash = workingDirectory.resolve("crash.log");
    try {
      return Files.exists(crash)
          ? log.since(row)
              + "\n"
              + Files.readString(crash).lines().limit(80).reduce("", (a, b) -> a + b + "\n")
          : log.since(row);
    } catch (IOException | UncheckedIOException e) {
      return log.since(row);
    }
  }

  private void endLate() {
    late = true;
    kill();
  }

  /** Ends the process and all that it started, at once. */
  void kill() {
    try (Stream<ProcessHandle> descendants = process.descendants()) {
      descendants.forEach(ProcessHandle::destroyForcibly);
    }
    process.destroyForcibly();
  }

  @Override
  public void close() {
    kill();
    if (connection != null) {
      closeQuietly(connection);
    }
    try {
      process.waitFor(EXIT_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    deleteQuietly(workingDirectory);
  }

  private static void closeAfter(WorkerException failure, WorkerProcess worker) {
    try {
      if (worker != null) {
        worker.close();
      }
    } catch (RuntimeException e) {
      failure.addSuppressed(e);
    }
  }

  private static void closeQuietly(AutoCloseable resource) {
    try {
      resource.close();
    } catch (Exception e) {
      // The process is ending; there is nobody left to tell.
    }
  }

  private static void deleteQuietly(Path folder) {
    try {
      Folders.delete(folder);
    } catch (IOException | UncheckedIOException e) {
      // A temporary folder: the system clears it.
    }
  }
}
