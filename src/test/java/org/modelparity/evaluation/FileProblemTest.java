package org.modelparity.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileProblemTest {
  @TempDir Path folder;

  @Test
  void saysInWordsWhatTheSystemDoesNotLetUsDo() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "");
    Path none = folder.resolve("none");
    assertThat(problem(() -> Files.readString(none)))
        .isEqualTo(none + ": there is no such file or folder");
    assertThat(problem(() -> Files.createDirectories(file)))
        .isEqualTo(file + ": it is there already, and no folder");
    assertThat(problem(() -> Files.readString(file.resolve("x"))))
        .startsWith(file.resolve("x") + ": ")
        .doesNotContain("Exception");
    assertThat(problem(() -> Files.writeString(folder, ""))).startsWith(folder + ": ");
    assertThat(FileProblem.of(new IOException("No space left on device")))
        .isEqualTo("No space left on device");
    assertThat(FileProblem.of(new java.io.EOFException())).isEqualTo("EOFException");
  }

  private static String problem(ThrowingCallable action) {
    return FileProblem.of(catchThrowableOfType(IOException.class, action));
  }
}
