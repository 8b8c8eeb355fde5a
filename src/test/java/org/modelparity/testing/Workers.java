package org.modelparity.testing;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.modelparity.worker.WorkerSettings;

/** Workers that have what the tests have. */
public final class Workers {
  private Workers() {}

  /** One worker at a time. */
  public static WorkerSettings one(String... jvmArguments) {
    return new WorkerSettings(java(), List.of(jvmArguments), classPath(), 1);
  }

  public static Path java() {
    return Path.of(System.getProperty("java.home"), "bin", "java");
  }

  /** Absolute, since workers have a folder of their own. */
  public static List<Path> classPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(Path::of)
        .map(Path::toAbsolutePath)
        .filter(Files::exists)
        .toList();
  }
}
