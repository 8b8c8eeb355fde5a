package org.modelparity.testing;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Commands that tests run to their end, whose output and errors go to a file. */
public final class LoggedProcess {
  private LoggedProcess() {}

  /**
   * Runs one; it is ended if the test is.
   *
   * @return its exit code
   * @throws IOException if there is no such command
   * @throws AssertionError if it does not end in time
   */
  public static int run(ProcessBuilder command, Path log, Duration longest)
      throws IOException, InterruptedException {
    Process process = command.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    try {
      if (!process.waitFor(longest.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new AssertionError(command.command() + " did not end; see " + log);
      }
      return process.exitValue();
    } finally {
      process.destroyForcibly();
    }
  }
}
