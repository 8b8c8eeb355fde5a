package org.modelparity.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 2, unit = TimeUnit.MINUTES)
class OutputLockTest {
  @TempDir Path folder;

  @Test
  void aSecondBuildOfThisMavenWaits() throws Exception {
    CountDownLatch waiting = new CountDownLatch(1);
    AtomicBoolean released = new AtomicBoolean();
    CompletableFuture<Boolean> second;
    try (OutputLock first = OutputLock.take(folder, () -> {})) {
      second = second(waiting, released);
      waiting.await();
      released.set(true);
    }
    assertThat(second.get()).isTrue();
  }

  /** The other build is killed: the system gives its lock back. */
  @Test
  void aBuildWaitsForAnotherMavenAndSurvivesItsEnd() throws Exception {
    Process other =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                OutputLockTest.class.getName(),
                folder.toString())
            .inheritIO()
            .start();
    while (!Files.exists(folder.resolve("taken"))) {
      Thread.sleep(20);
    }
    CountDownLatch waiting = new CountDownLatch(1);
    AtomicBoolean released = new AtomicBoolean();
    CompletableFuture<Boolean> second = second(waiting, released);
    waiting.await();
    released.set(true);
    other.destroyForcibly().waitFor();
    assertThat(second.get()).isTrue();
  }

  @Test
  void aFolderThatCannotBeThereIsNamed() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "");
    assertThatThrownBy(() -> OutputLock.take(file.resolve("parity"), () -> {}))
        .isInstanceOf(EvaluationException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("cannot be written to: ")
        .hasMessageContaining("; make it writable, or set outputDirectory")
        .hasMessageNotContaining("Exception");
  }

  /** Takes the lock and holds it until it is killed. */
  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]);
    try (OutputLock lock = OutputLock.take(folder, () -> {})) {
      Files.writeString(folder.resolve("taken"), "");
      new CountDownLatch(1).await();
    }
  }

  /** Whether the lock came only after it was given back. */
  private CompletableFuture<Boolean> second(CountDownLatch waiting, AtomicBoolean released) {
    return CompletableFuture.supplyAsync(
        () -> {
          try (OutputLock lock = OutputLock.take(folder, waiting::countDown)) {
            return released.get();
          } catch (EvaluationException | InterruptedException e) {
            throw new IllegalStateException(e);
          }
        });
  }
}
