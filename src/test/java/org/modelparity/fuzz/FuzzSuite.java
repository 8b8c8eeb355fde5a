package org.modelparity.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.modelparity.testing.LoggedProcess;
import org.modelparity.testing.Workers;

/**
 * Jazzer on everything that reads files, {@code mvn -Pfuzz verify}; {@code
 * -Dparity.fuzz.seconds=600} takes longer for each. What it finds is in {@code
 * target/fuzz/<target>}; it belongs into {@code src/test/fixtures/fuzz/<target>}, where {@link
 * FuzzTargetsTest} reads it in every build.
 */
class FuzzSuite {
  private static final int SECONDS = Integer.getInteger("parity.fuzz.seconds", 60);
  private static final String JAZZER = "com.code_intelligence.jazzer.Jazzer";

  @ParameterizedTest
  @EnumSource
  void nothingBreaksWhatReadsIt(FuzzTarget target) throws Exception {
    Path folder = Files.createDirectories(Path.of("target/fuzz").resolve(target.toString()));
    Path log = folder.resolve("log.txt");
    ProcessBuilder jazzer = new ProcessBuilder(command(target, folder.toAbsolutePath()));
    int exit = LoggedProcess.run(jazzer, log, Duration.ofSeconds(SECONDS + 600L));
    List<String> lines = Files.readAllLines(log);
    lines.stream()
        .filter(line -> line.startsWith("stat::number_of_executed_units"))
        .forEach(line -> System.out.println(target + " " + line));
    assertThat(exit).as("see %s", log).isZero();
    assertThat(lines).anyMatch(line -> line.startsWith("stat::number_of_executed_units"));
  }

  private static List<String> command(FuzzTarget target, Path folder) throws IOException {
    Path corpus = Files.createDirectories(folder.resolve("corpus"));
    Path seeds = Files.createDirectories(folder.resolve("seeds"));
    List<byte[]> contents = target.seeds();
    for (int i = 0; i < contents.size(); i++) {
      Files.write(seeds.resolve("seed-" + i), contents.get(i));
    }
    List<String> command = new ArrayList<>();
    command.add(Workers.java().toString());
    command.add("-Xmx1g");
    command.add("-D" + FuzzEntry.TARGET + "=" + target.name());
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(JAZZER);
    command.add("--target_class=" + FuzzEntry.class.getName());
    command.add(
        "--instrumentation_includes=org.modelparity.**:com.google.protobuf.**:com.fasterxml.jackson.core.**");
    command.add("--reproducer_path=" + folder);
    Stream.of(
            "-artifact_prefix=" + folder + "/",
            "-max_total_time=" + SECONDS,
            "-seed=20261127",
            "-rss_limit_mb=4096",
            "-timeout=30",
            "-print_final_stats=1",
            corpus.toString(),
            seeds.toString())
        .forEach(command::add);
    return command;
  }
}
