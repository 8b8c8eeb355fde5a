package org.modelparity.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.modelparity.evaluation.Examples.compared;
import static org.modelparity.evaluation.Examples.failed;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The modules of a build in one report. */
class AggregateTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 27);

  @TempDir Path root;

  private ModuleOutcome module(String name, FailOn failOn, Results results, Baseline baseline)
      throws EvaluationException {
    Path file = root.resolve(name).resolve("target/parity/results.json");
    Path held = root.resolve(name).resolve("baseline.json");
    results.write(file);
    baseline.write(held);
    return ModuleOutcome.of(
        new ModuleOutcome(
                ":" + name,
                null,
                file.toString(),
                held.toString(),
                failOn,
                null,
                Map.of("s/m -> tflite", name + "/src/main/models/s/m"))
            .toText());
  }

  @Test
  void keepsRowsOfTheSameNameInTwoModulesApart() throws Exception {
    Results right = Examples.results(compared("s/m -> tflite", 1e-6));
    Results wrong = Examples.results(failed("s/m -> tflite", Stage.RUN, "crash"));
    Baseline known =
        Acceptance.of(Baseline.EMPTY, wrong, Includes.ALL, Optional.of("later"), Optional.empty())
            .baseline();
    Aggregate aggregate =
        Aggregate.of(
            List.of(
                module("one", FailOn.REGRESSION, right, Baseline.EMPTY),
                module("two", FailOn.REGRESSION, wrong, Baseline.EMPTY),
                module("three", FailOn.REGRESSION, wrong, known)),
            root.resolve("target/parity-aggregate"),
            Examples.DAY,
            TODAY);
    assertThat(aggregate.results().rows())
        .extracting(r -> r.row().toString())
        .containsExactly("one/s/m -> tflite", "two/s/m -> tflite", "three/s/m -> tflite");
    assertThat(aggregate.verdict().counts())
        .isEqualTo("3 rows: 1 SUCCESS, 2 FAIL (1 regression, 1 known)");
    assertThat(aggregate.verdict().fails()).isTrue();
    Row two = new Row("two/s", "m", "tflite");
    assertThat(aggregate.origins().get(two))
        .isEqualTo(
            new Aggregate.Origin(
                "two/src/main/models/s/m",
                "../../two/target/parity/models/s/m/tflite",
                "mvn parity:accept -pl :two -Dparity.includes=s/m:tflite -Dparity.reason=\"...\""));
    assertThat(aggregate.changes())
        .containsEntry(two, Change.NEW)
        .containsEntry(new Row("three/s", "m", "tflite"), Change.SAME);
  }

  @Test
  void holdsEachModuleToItsOwnRule() throws Exception {
    Results wrong = Examples.results(failed("s/m -> tflite", Stage.RUN, "crash"));
    Path output = root.resolve("target/parity-aggregate");
    Aggregate never =
        Aggregate.of(
            List.of(module("one", FailOn.NEVER, wrong, Baseline.EMPTY)),
            output,
            Examples.DAY,
            TODAY);
    assertThat(never.verdict().fails()).isFalse();
    assertThat(never.verdict().warns()).isTrue();
  }

  @Test
  void saysWhichResultsAreGone() {
    ModuleOutcome gone =
        new ModuleOutcome(
            ":one", null, root.resolve("gone.json").toString(), "none", FailOn.NEVER, 2.0, null);
    assertThatThrownBy(() -> Aggregate.of(List.of(gone), root, null, TODAY))
        .isInstanceOf(EvaluationException.class)
        .hasMessage(
            root.resolve("gone.json") + " does not exist; run 'mvn parity:check' to make it");
    assertThatThrownBy(() -> ModuleOutcome.of("no outcome"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no outcome");
  }
}
