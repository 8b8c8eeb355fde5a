package org.modelparity.worker;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.modelparity.evaluation.OutputFolders;
import org.modelparity.evaluation.Row;
import org.modelparity.evaluation.WholeFile;

/** Files with the long story of a row's error. */
final class Details {
  private Details() {}

  /**
   * Writes a file.
   *
   * @return the file relative to the results; empty if it could not be written, since a full disk
   *     must not cost the row its result
   */
  static Optional<String> write(OutputFolders folders, Row row, String name, String text) {
    Path file = folders.details(row).resolve(name);
    try {
      WholeFile.write(file, text);
    } catch (IOException e) {
      System.err.println("cannot write " + file + ": " + e);
      return Optional.empty();
    }
    return Optional.of(folders.outputDirectory().relativize(file).toString().replace('\\', '/'));
  }
}
