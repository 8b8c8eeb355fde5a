package org.modelparity.evaluation;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** Says what the system does not let us do with a file: Java's own texts are names of classes. */
public final class FileProblem {
  private FileProblem() {}

  /** The file and the reason, in a few words: {@code /x/y: Not a directory}. */
  public static String of(IOException e) {
    if (!(e instanceof FileSystemException problem)) {
      return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
    String reason = problem.getReason();
    if (e instanceof NoSuchFileException) {
      reason = "there is no such file or folder";
    } else if (e instanceof AccessDeniedException) {
      reason = "access is denied";
    } else if (e instanceof FileAlreadyExistsException) {
      reason = "it is there already, and no folder";
    }
    return reason == null ? problem.getFile() : problem.getFile() + ": " + reason;
  }
}
