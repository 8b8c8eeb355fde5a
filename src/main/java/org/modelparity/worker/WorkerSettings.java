package org.modelparity.worker;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * How workers are started.
 *
 * @param java the {@code java} executable
 * @param jvmArguments as the user gave them
 * @param classPath this product and what its workers need
 * @param forks how many workers run at once, at least 1
 */
public record WorkerSettings(
    Path java, List<String> jvmArguments, List<Path> classPath, int forks) {
  public WorkerSettings {
    jvmArguments = List.copyOf(jvmArguments);
    classPath = List.copyOf(classPath);
  }

  /** How many processors of this machine are each worker's, at least 1. */
  int processors() {
    return Math.max(1, Runtime.getRuntime().availableProcessors() / forks);
  }

  String classPathText() {
    return classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
  }
}
