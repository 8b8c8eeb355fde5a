package org.modelparity.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.modelparity.evaluation.Discovery;
import org.modelparity.evaluation.EvaluationRequest;
import org.modelparity.evaluation.ExampleOptions;
import org.modelparity.evaluation.RandomInputs;
import org.modelparity.tensor.Tolerance;
import org.modelparity.testing.Workers;

/** Whatever ends a build, its workers end too. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class WorkersEndTest {
  @TempDir Path output;

  @Test
  void anInterruptedBuildEndsItsWorkers() throws Exception {
    Thread build = new Thread(() -> hang(output));
    build.start();
    awaitFault();
    List<ProcessHandle> workers = workers(ProcessHandle.current());
    build.interrupt();
    build.join();
    assertThat(workers).isNotEmpty();
    for (ProcessHandle worker : workers) {
      worker.onExit().get();
    }
  }

  /** The build is another process here, ended as Ctrl-C does, and as nothing can prepare for. */
  @ParameterizedTest
  @ValueSource(strings = {"TERM", "KILL"})
  void aBuildThatEndsTakesItsWorkersAlong(String signal) throws Exception {
    Process build =
        new ProcessBuilder(
                Workers.java().toString(),
                "-cp",
                System.getProperty("java.class.path"),
                WorkersEndTest.class.getName(),
                output.toString())
            .inheritIO()
            .start();
    awaitFault();
    List<ProcessHandle> workers = workers(build.toHandle());
    new ProcessBuilder("kill", "-" + signal, Long.toString(build.pid())).start().waitFor();
    build.waitFor();
    assertThat(workers).isNotEmpty();
    for (ProcessHandle worker : workers) {
      worker.onExit().get();
    }
  }

  /** A build whose only row never ends. */
  public static void main(String[] arguments) {
    hang(Path.of(arguments[0]));
  }

  private static void hang(Path output) {
    ExampleOptions options =
        new ExampleOptions(
            Tolerance.DEFAULT, List.of("tflite"), 600, null, RandomInputs.DEFAULT, List.of());
    try {
      EvaluationRequest request =
          new EvaluationRequest(
              new Discovery(options)
                  .discover(Path.of("src/it/models")).stream()
                      .filter(suite -> suite.name().equals("right"))
                      .toList(),
              Map.of("tflite", List.of("xnnpack")),
              output);
      WorkerSettings settings = Workers.one("-Dparity.worker.fault=hang:load:right/affine:tflite");
      new WorkerPool(settings).evaluate(request, (number, total, result) -> {});
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** Waits until the worker hangs: it says so in its log. */
  private void awaitFault() throws Exception {
    Path log = output.resolve("workers/worker-1.log");
    while (!Files.exists(log) || !Files.readString(log).contains("fault on purpose")) {
      Thread.sleep(50);
    }
  }

  private static List<ProcessHandle> workers(ProcessHandle build) {
    return build
        .descendants()
        .filter(p -> p.info().commandLine().orElse("").contains(WorkerMain.class.getName()))
        .toList();
  }
}
