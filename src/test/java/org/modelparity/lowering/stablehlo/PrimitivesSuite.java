package org.modelparity.lowering.stablehlo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.modelparity.benchmark.CoverageTable;
import org.modelparity.benchmark.EvaluateSuites;
import org.modelparity.evaluation.Result;
import org.modelparity.evaluation.Results;
import org.modelparity.evaluation.Stage;

/**
 * All of JAX's own primitive tests on both targets, {@code mvn -Pprimitives verify}; writes {@code
 * src/site/markdown/coverage.md}.
 */
class PrimitivesSuite {
  private static final double SHARE_RIGHT = 0.9;

  /** Unstable sorts with equal keys, and NaNs that differ by their sign: see coverage.md. */
  private static final List<String> UNDEFINED =
      List.of("sort_multiple_arrays_num_arrays", "top_k_sort_inf_nan");

  @TempDir Path folder;

  @Test
  void mostAreRightAndTheOthersAreRefused() throws Exception {
    PrimitiveCases.unpack(folder, Integer.MAX_VALUE);
    Results results =
        EvaluateSuites.evaluate(
            folder,
            Path.of("target/primitives"),
            List.of("tflite", "tfjs"),
            List.of("wasm", "cpu"),
            Runtime.getRuntime().availableProcessors());
    Files.writeString(
        Path.of("src/site/markdown/coverage.md"),
        CoverageTable.page(
            results,
            "all of JAX's own primitive tests (float32, int32, bool), `mvn -Pprimitives verify`"));
    for (String target : results.targets()) {
      List<Result> rows = results.rows().stream().filter(r -> r.target().equals(target)).toList();
      assertThat(rows.stream().filter(Result::succeeded).count())
          .as(target)
          .isGreaterThan((long) (SHARE_RIGHT * rows.size()));
    }
    assertThat(results.rows())
        .filteredOn(row -> UNDEFINED.stream().noneMatch(row.example()::startsWith))
        .allSatisfy(row -> assertThat(row.stage()).as(row.toString()).isIn(null, Stage.CONVERT));
  }
}
