package org.modelparity.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What Jazzer calls, by name, in a process of its own; the target is a system property. */
public final class FuzzEntry {
  static final String TARGET = "parity.fuzz.target";

  private static final FuzzTarget READER = FuzzTarget.valueOf(System.getProperty(TARGET));
  private static final Path FOLDER = folder();

  private FuzzEntry() {}

  /** Anything thrown is a finding. */
  public static void fuzzerTestOneInput(byte[] bytes) throws IOException {
    READER.read(bytes, FOLDER);
  }

  private static Path folder() {
    try {
      return Files.createTempDirectory("fuzz");
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
