package org.modelparity.testing;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A build that a script of {@code src/it} starts beside the one that it is for, with the same
 * Maven. Signals need a system that has {@code kill}.
 */
public final class MavenBuild {
  private static final long MINUTES = 5;
  private static final long POLL_MILLIS = 50;

  private final Process process;
  private final Path log;

  private MavenBuild(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /**
   * @param project folder of the POM; a {@code settings.xml} there is used
   * @param log file name for what the build says, below the project
   */
  public static MavenBuild start(
      File project, File localRepository, String log, List<String> arguments)
      throws IOException, InterruptedException {
    // What a shell starts in the background, as CI may have been, ignores Ctrl-C with all it
    // starts.
    List<String> heedful = List.of("env", "--default-signal=INT");
    List<String> prefix = runs(heedful) ? heedful : List.of();
    return start(prefix, project, localRepository, log, arguments);
  }

  private static MavenBuild start(
      List<String> prefix, File project, File localRepository, String log, List<String> arguments)
      throws IOException {
    Path folder = project.toPath();
    List<String> command = new ArrayList<>(prefix);
    command.add(Path.of(System.getProperty("maven.home"), "bin", "mvn").toString());
    command.addAll(List.of("-B", "-s", "settings.xml", "-Dmaven.repo.local=" + localRepository));
    command.addAll(arguments);
    Path file = folder.resolve(log);
    Process process =
        new ProcessBuilder(command)
            .directory(project)
            .redirectErrorStream(true)
            .redirectOutput(file.toFile())
            .start();
    return new MavenBuild(process, file);
  }

  /**
   * The same with a folder that nobody can write to, not even the system's administrator.
   *
   * @param readOnly an existing folder
   * @return empty where the system has no {@code unshare}, or does not let us
   */
  public static Optional<MavenBuild> startWithReadOnly(
      File readOnly, File project, File localRepository, String log, List<String> arguments)
      throws IOException, InterruptedException {
    String mount = "mount --bind '%1$s' '%1$s' && mount -o remount,bind,ro '%1$s'";
    String script = mount.formatted(readOnly) + " && exec \"$@\"";
    List<String> prefix = List.of("unshare", "-rm", "sh", "-c", script, "sh");
    return runs(prefix)
        ? Optional.of(start(prefix, project, localRepository, log, arguments))
        : Optional.empty();
  }

  /** Whether the system has such a command, and lets us use it. */
  private static boolean runs(List<String> prefix) throws InterruptedException {
    List<String> trial = new ArrayList<>(prefix);
    trial.add("true");
    try {
      return new ProcessBuilder(trial).start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  /** What it has said so far. */
  public String log() throws IOException {
    return read(log);
  }

  /** Waits until a file has a text, which must be before the build ends. */
  public void await(File file, String text) throws IOException, InterruptedException {
    long end = end();
    while (!read(file.toPath()).contains(text)) {
      if (!process.isAlive() || System.nanoTime() > end) {
        process.destroyForcibly();
        throw new AssertionError("no '%s' in %s; the build said: %s".formatted(text, file, log()));
      }
      Thread.sleep(POLL_MILLIS);
    }
  }

  /** Waits for its end, and returns its exit code. */
  public int awaitEnd() throws InterruptedException {
    if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new AssertionError("the build does not end: " + log);
    }
    return process.exitValue();
  }

  /** Does what Ctrl-C does. */
  public void interrupt() throws IOException, InterruptedException {
    signal("INT", process.pid());
  }

  private static void signal(String name, long pid) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start().waitFor();
  }

  /** The processes that it has started, which are workers. */
  public List<ProcessHandle> workers() {
    return process.descendants().toList();
  }

  /** Lets workers that have stopped go on when another build has said something. */
  public void continueWhen(File otherLog, String text) {
    Thread waiting =
        new Thread(
            () -> {
              try {
                await(otherLog, text);
                for (ProcessHandle worker : workers()) {
                  signal("CONT", worker.pid());
                }
              } catch (IOException | InterruptedException e) {
                process.destroyForcibly();
              }
            });
    waiting.setDaemon(true);
    waiting.start();
  }

  private static long end() {
    return System.nanoTime() + TimeUnit.MINUTES.toNanos(MINUTES);
  }

  private static String read(Path file) throws IOException {
    return Files.exists(file) ? Files.readString(file, StandardCharsets.UTF_8) : "";
  }
}
