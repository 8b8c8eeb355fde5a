package org.modelparity.worker;

import java.util.Map;

/**
 * How a worker process ended while it had a row in hand.
 *
 * @param cause one line without the stage, for example {@code the worker was ended by SIGKILL}
 * @param remedy what to do about it, one line; null if nothing is known
 * @param lastWords what it wrote to standard output and error since the row began
 */
record Death(String cause, String remedy, String lastWords) {
  /** The exit code of a JVM that has {@code -XX:+ExitOnOutOfMemoryError}. */
  private static final int OUT_OF_MEMORY = 3;

  private static final String OUT_OF_MEMORY_TEXT = "java.lang.OutOfMemoryError";
  private static final int SIGNALLED = 128;
  private static final Map<Integer, String> SIGNALS =
      Map.of(
          1, "SIGHUP", 2, "SIGINT", 3, "SIGQUIT", 4, "SIGILL", 6, "SIGABRT", 7, "SIGBUS", 8,
          "SIGFPE", 9, "SIGKILL", 11, "SIGSEGV", 15, "SIGTERM");

  static Death byTimeout(long seconds, String lastWords) {
    return new Death(
        "no result after %d s, the worker was ended (timeout)".formatted(seconds),
        "raise <timeout> if the model needs longer",
        lastWords);
  }

  static Death byExit(int code, String lastWords) {
    if (code == OUT_OF_MEMORY && lastWords.contains(OUT_OF_MEMORY_TEXT)) {
      return new Death(
          "the worker's Java heap was full",
          "give the workers more, for example <argLine>-Xmx4g</argLine>",
          lastWords);
    }
    if (code > SIGNALLED) {
      int signal = code - SIGNALLED;
      return new Death(
          "the worker was ended by signal %d (%s)"
              .formatted(signal, SIGNALS.getOrDefault(signal, "unknown")),
          signal == 9 ? "if nobody ended it, the machine ran out of memory" : null,
          lastWords);
    }
    return new Death("the worker exited with code " + code, null, lastWords);
  }
}
