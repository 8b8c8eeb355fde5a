package org.modelparity.evaluation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Deletes what a folder holds. */
public final class Folders {
  private Folders() {}

  /** Empties a folder; symbolic links are deleted, not followed. */
  public static void clear(Path folder) throws IOException {
    List<Path> deepestFirst;
    try (Stream<Path> files = Files.walk(folder)) {
      deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path file : deepestFirst) {
      if (!file.equals(folder)) {
        Files.deleteIfExists(file);
      }
    }
  }

  /** Deletes a folder with all that it holds. */
  public static void delete(Path folder) throws IOException {
    clear(folder);
    Files.deleteIfExists(folder);
  }
}
