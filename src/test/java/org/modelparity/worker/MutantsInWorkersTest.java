package org.modelparity.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.modelparity.evaluation.EvaluationRequest;
import org.modelparity.evaluation.Result;
import org.modelparity.evaluation.Status;
import org.modelparity.testing.Mutations;
import org.modelparity.testing.Workers;

/**
 * Damaged models all the way through real workers: every row has one result, and nothing but the
 * output folder changes. {@code -Dparity.mutants=1000} tries more.
 */
class MutantsInWorkersTest {
  private static final int MUTANTS = Integer.getInteger("parity.mutants", 12);
  private static final Path SAVED = Path.of("src/it/models/right/dense");
  private static final Path JAX = Path.of("src/test/fixtures/symbolic/suite/square");

  @TempDir Path folder;

  @Test
  void costTheirOwnRowsOnly() throws Exception {
    Path models = folder.resolve("models/mutants");
    for (int i = 0; i < MUTANTS; i++) {
      mutant(i % 2 == 0 ? SAVED : JAX, models.resolve("m" + i), new Random(20261127 + i));
    }
    copy(SAVED, models.resolve("sound"), new Random(0), null);
    Map<String, Long> before = sizes();
    List<Result> rows = evaluate();
    assertThat(rows).hasSize(2 * (MUTANTS + 1));
    assertThat(rows).extracting(Result::row).doesNotHaveDuplicates();
    assertThat(rows)
        .filteredOn(r -> r.example().equals("sound"))
        .extracting(Result::status)
        .containsExactly(Status.SUCCESS, Status.SUCCESS);
    assertThat(rows).filteredOn(r -> !r.succeeded()).allMatch(r -> !r.error().isBlank());
    assertThat(sizes()).isEqualTo(before);
  }

  private static void mutant(Path model, Path target, Random random) throws IOException {
    String struck = model == SAVED ? "saved_model.pb" : "model.jaxexport";
    copy(model, target, random, struck);
  }

  private static void copy(Path model, Path target, Random random, String struck)
      throws IOException {
    try (Stream<Path> files = Files.walk(model)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = model.relativize(file).toString();
        if (name.matches("(in|out)puts-\\d+\\.npz")) {
          continue;
        }
        byte[] bytes = Files.readAllBytes(file);
        Files.createDirectories(target.resolve(name).getParent());
        Files.write(
            target.resolve(name), name.equals(struck) ? Mutations.mutate(bytes, random) : bytes);
      }
    }
  }

  /** All files below the folder but those of the output. */
  private Map<String, Long> sizes() throws IOException {
    Map<String, Long> sizes = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = folder.relativize(file).toString();
        if (!name.startsWith("out" + File.separator)) {
          sizes.put(name, Files.size(file));
        }
      }
    }
    return sizes;
  }

  private List<Result> evaluate() throws Exception {
    EvaluationRequest request =
        Workers.bothTargets(folder.resolve("models"), 60, folder.resolve("out"));
    return new WorkerPool(Workers.one("-Xmx512m")).evaluate(request, (number, total, result) -> {});
  }
}
