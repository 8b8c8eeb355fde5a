package org.modelparity.tflite;

import com.sun.jna.Library;
import com.sun.jna.Native;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Catches what native code writes to the process's standard error, the only place where TFLite
 * gives its reasons.
 */
final class StandardError {
  private static final int STDERR = 2;
  private static final int WRITE_ONLY = 1;

  private interface CLibrary extends Library {
    int dup(int descriptor);

    int dup2(int from, int to);

    int open(String path, int flags);

    int close(int descriptor);
  }

  /** Something whose words are wanted. */
  interface Action {
    void run();
  }

  private StandardError() {}

  /**
   * What an action writes to standard error while it runs, empty if it cannot be had. Other threads
   * that write at the same time are caught as well; everything is passed on afterwards.
   */
  static synchronized String during(Action action) {
    Path file = null;
    try {
      file = Files.createTempFile("parity", ".stderr");
      CLibrary c = Native.load("c", CLibrary.class);
      System.err.flush();
      int saved = c.dup(STDERR);
      int caught = c.open(file.toString(), WRITE_ONLY);
      if (saved < 0 || caught < 0) {
        return "";
      }
      try {
        c.dup2(caught, STDERR);
        action.run();
      } finally {
        c.dup2(saved, STDERR);
        c.close(saved);
        c.close(caught);
      }
      String text = Files.readString(file, StandardCharsets.UTF_8);
      System.err.print(text);
      return text;
    } catch (IOException | UnsatisfiedLinkError e) {
      return "";
    } finally {
      if (file != null) {
        delete(file);
      }
    }
  }

  private static void delete(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      file.toFile().deleteOnExit();
    }
  }
}
