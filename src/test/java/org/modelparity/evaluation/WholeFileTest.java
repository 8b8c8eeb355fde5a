package org.modelparity.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class WholeFileTest {
  private static final int TOO_LARGE = 1 << 20;
  private static final int FAILED = 9;

  @TempDir Path folder;

  /** The system cuts writing off, as when a disk is full. */
  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void aFileThatDoesNotFitLeavesTheOneThatWasThere() throws Exception {
    Path file = folder.resolve("results.json");
    WholeFile.write(file, "the results of the last build");
    Process build =
        new ProcessBuilder(
                "sh",
                "-c",
                "ulimit -f 64; exec \"$0\" -XX:-UsePerfData -cp \"$1\" \"$2\" \"$3\"",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                System.getProperty("java.class.path"),
                WholeFileTest.class.getName(),
                file.toString())
            .inheritIO()
            .start();
    assertThat(build.waitFor()).isEqualTo(FAILED);
    assertThat(file).hasContent("the results of the last build");
    assertThat(folder).isDirectoryNotContaining("glob:**.tmp");
    WholeFile.write(file, "the next build");
    assertThat(file).hasContent("the next build");
  }

  /** Whoever may do so would have a file in the place of the device. */
  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void aDeviceIsWrittenToAndNotReplaced() throws Exception {
    Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("/dev/null"));
    WholeFile.write(link, "text");
    assertThat(link).isSymbolicLink();
    assertThat(Files.isRegularFile(link)).isFalse();
  }

  /** Writes more than it may. */
  public static void main(String[] arguments) {
    try {
      WholeFile.write(Path.of(arguments[0]), new byte[TOO_LARGE]);
    } catch (IOException e) {
      System.exit(FAILED);
    }
  }
}
