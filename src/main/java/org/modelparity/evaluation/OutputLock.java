package org.modelparity.evaluation;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;

/**
 * Keeps two builds of the same project from writing into each other's results: the second one waits
 * for the first. The system takes the lock from a build that ends, however it ends.
 */
public final class OutputLock implements AutoCloseable {
  private static final String FILE = ".lock";
  private static final long POLL_MILLIS = 200;

  private final FileChannel channel;

  private OutputLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Waits until no other build writes into a folder.
   *
   * @param waiting is run once if there is one
   * @throws EvaluationException if the folder cannot be written to
   */
  public static OutputLock take(Path folder, Runnable waiting)
      throws EvaluationException, InterruptedException {
    boolean told = false;
    try {
      while (true) {
        Files.createDirectories(folder);
        Path file = folder.resolve(FILE);
        FileChannel channel =
            FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (holds(channel)) {
          return new OutputLock(channel);
        }
        channel.close();
        if (!told) {
          waiting.run();
          told = true;
        }
        TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
      }
    } catch (IOException e) {
      throw new EvaluationException(
          "the folder %s cannot be written to: %s; make it writable, or set outputDirectory"
              .formatted(folder, FileProblem.of(e)),
          e);
    }
  }

  private static boolean holds(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false; // another thread of this Maven
    }
  }

  @Override
  public void close() throws EvaluationException {
    try {
      channel.close();
    } catch (IOException e) {
      throw new EvaluationException("the lock of the results cannot be given back: " + e, e);
    }
  }
}
