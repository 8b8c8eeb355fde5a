package org.modelparity.worker;

import static java.io.File.pathSeparator;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.modelparity.benchmark.EvaluateSuites;
import org.modelparity.testing.Archives;
import org.modelparity.testing.LoggedProcess;
import org.modelparity.testing.Workers;

/**
 * Output folders on file systems with little room, in a mount namespace of their own: needs the
 * right to make one ({@code unshare}), and is skipped without it.
 */
class FullDiskTest {
  /** Bytes: nothing fits; all fits. */
  private static final List<String> SIZES = List.of("4k", "64m");

  @TempDir Path folder;

  @Test
  void rowsFailForTheReasonAndTheNextBuildIsRight() throws Exception {
    assumeTrue(run(List.of("unshare", "-rm", "mount", "-t", "tmpfs", "tmpfs", folder.toString())));
    Path models = folder.resolve("models/small");
    for (String example : List.of("affine", "dense")) {
      Archives.copy(Path.of("src/it/models/right").resolve(example), models.resolve(example));
    }
    Path output = Files.createDirectories(folder.resolve("out"));
    String evaluate =
        String.join(
            " ",
            "'" + Workers.java() + "'",
            "-cp '"
                + Workers.classPath().stream().map(Path::toString).collect(joining(pathSeparator))
                + "'",
            EvaluateSuites.class.getName(),
            "'" + models.getParent() + "'",
            "'" + output + "' tflite xnnpack 1");
    String script = "mount -t tmpfs -o size=4k tmpfs '" + output + "' || exit 9\n";
    for (String size : SIZES) {
      script +=
          "mount -o remount,size=%s '%s' || exit 9\n".formatted(size, output)
              + "echo SIZE %s\n%s 2>&1\n".formatted(size, evaluate)
              + "cat '%s/results.json' 2>/dev/null\n".formatted(output);
    }
    assertThat(run(List.of("unshare", "-rm", "sh", "-c", script))).isTrue();

    List<List<String>> builds = builds(Files.readAllLines(folder.resolve("log")));
    assertThat(builds).hasSize(SIZES.size());
    assertThat(rows(builds.get(0))).hasSize(2).allMatch(row -> row.contains("FAIL"));
    assertThat(builds.get(0)).anyMatch(line -> line.contains("No space left on device"));
    assertThat(rows(builds.get(1))).hasSize(2).allMatch(row -> row.contains("SUCCESS"));
    // The end of results.json.
    assertThat(builds.get(1).get(builds.get(1).size() - 1)).isEqualTo("}");
  }

  private static List<List<String>> builds(List<String> log) {
    List<List<String>> builds = new ArrayList<>();
    for (String line : log) {
      if (line.startsWith("SIZE ")) {
        builds.add(new ArrayList<>());
      }
      builds.get(builds.size() - 1).add(line);
    }
    return builds;
  }

  private static List<String> rows(List<String> build) {
    return build.stream().filter(line -> line.matches("\\[\\d/2\\] .*")).toList();
  }

  private boolean run(List<String> command) throws Exception {
    try {
      Path log = folder.resolve("log");
      return LoggedProcess.run(new ProcessBuilder(command), log, Duration.ofMinutes(5)) == 0;
    } catch (IOException e) {
      return false; // no such command
    }
  }
}
