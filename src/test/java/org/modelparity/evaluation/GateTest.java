package org.modelparity.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.modelparity.evaluation.Examples.compared;
import static org.modelparity.evaluation.Examples.failed;
import static org.modelparity.evaluation.Examples.results;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.modelparity.tensor.Tolerance;

class GateTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 27);
  private static final Result GOOD = compared("flax/vae -> tflite", 1e-6);
  private static final Result BAD =
      failed("flax/sst2 -> tfjs", Stage.CONVERT, "ops without a kernel: BitwiseAnd");

  @TempDir Path folder;

  private static Gate gate(FailOn failOn) {
    return new Gate(failOn, OptionalDouble.empty(), TODAY);
  }

  private static Verdict judge(Results results, Baseline baseline) {
    return gate(FailOn.REGRESSION).judge(results, baseline);
  }

  private static Baseline accepted(String reason, String until, Result... rows) {
    return Acceptance.of(
            Baseline.EMPTY,
            results(rows),
            Includes.ALL,
            Optional.of(reason),
            Optional.ofNullable(until).map(LocalDate::parse))
        .baseline();
  }

  @Test
  void withoutABaselineEveryFailIsARegression() {
    Verdict verdict = judge(results(GOOD, BAD), Baseline.EMPTY);
    assertThat(verdict.fails()).isTrue();
    assertThat(verdict.message("target/site/parity/index.html"))
        .hasValue(
            """
            2 rows: 1 SUCCESS, 1 FAIL (1 regression, 0 known)
              flax/sst2 -> tfjs: is FAIL at convert: ops without a kernel: BitwiseAnd (not in the baseline)
                to accept it: mvn parity:accept -Dparity.includes=flax/sst2:tfjs -Dparity.reason="..."
            Mend the models, or accept the rows as shown. For more details see: target/site/parity/index.html""");
    assertThat(judge(results(GOOD), Baseline.EMPTY).fails()).isFalse();
    assertThat(judge(results(GOOD), Baseline.EMPTY).message("x")).isEmpty();
  }

  @Test
  void aKnownFailurePassesAndAFixedOneIsTold() {
    Baseline baseline = accepted("kernel is coming", null, GOOD, BAD);
    Verdict known = judge(results(GOOD, BAD), baseline);
    assertThat(known.fails()).isFalse();
    assertThat(known.known().get(0).reason())
        .isEqualTo("FAIL at convert is accepted, because: kernel is coming");
    Verdict fixed = judge(results(GOOD, compared("flax/sst2 -> tfjs", 0)), baseline);
    assertThat(fixed.fails()).isFalse();
    assertThat(fixed.fixed()).containsExactly(BAD.row());
    assertThat(fixed.counts())
        .isEqualTo("2 rows: 2 SUCCESS, 0 FAIL (0 regressions, 0 known), 1 fixed");
  }

  @Test
  void whatWorkedAndNoLongerDoesIsARegression() {
    Baseline baseline = accepted("-", null, GOOD);
    Verdict verdict = judge(results(compared("flax/vae -> tflite", 1e-3)), baseline);
    assertThat(verdict.fails()).isTrue();
    assertThat(verdict.message("r").orElseThrow())
        .contains("was SUCCESS, is FAIL at compare: xnnpack: output 'y': 1 of 4 elements differ")
        .contains(
            "to let it pass: <example><name>vae</name><rtol>9.1e-4</rtol><atol>9.1e-5</atol></example>");
  }

  @Test
  void failingEarlierThanKnownIsARegressionAndLaterIsNot() {
    Result atRun = failed("flax/a -> tfjs", Stage.RUN, "crash");
    Result atLoad = failed("flax/a -> tfjs", Stage.LOAD, "no variables");
    Baseline baseline = accepted("-", null, atRun);
    assertThat(judge(results(atLoad), baseline).regressions().get(0).reason())
        .isEqualTo("was FAIL only at run, is FAIL at load: no variables");
    assertThat(judge(results(atRun), accepted("-", null, atLoad)).fails()).isFalse();
  }

  @Test
  void anAcceptanceEndsAfterItsLastDay() {
    assertThat(judge(results(BAD), accepted("-", "2026-11-27", BAD)).fails()).isFalse();
    Verdict late = judge(results(BAD), accepted("-", "2026-11-26", BAD));
    assertThat(late.regressions().get(0).reason())
        .startsWith("was accepted until 2026-11-26, is still FAIL at convert");
  }

  @Test
  void aRowThatNoLongerExistsIsStaleAndFailsOnlyIfAsked() {
    Baseline baseline = accepted("-", null, GOOD, compared("flax/gone -> tflite", 0));
    Results now = results(GOOD);
    assertThat(judge(now, baseline).stale()).containsExactly(Examples.row("flax/gone -> tflite"));
    assertThat(judge(now, baseline).fails()).isFalse();
    Verdict asked = gate(FailOn.STALE).judge(now, baseline);
    assertThat(asked.fails()).isTrue();
    assertThat(asked.message("r").orElseThrow())
        .contains("flax/gone -> tflite: is in the baseline, but no longer exists")
        .contains("mvn parity:accept");
  }

  @Test
  void rowsThatWereNotChosenAreNotStale() {
    Baseline baseline = accepted("-", null, GOOD, BAD);
    Results some =
        Results.of(
            Examples.request(GOOD),
            null,
            new Includes(java.util.List.of("flax/vae")),
            java.util.List.of(GOOD));
    assertThat(judge(some, baseline).stale()).isEmpty();
    assertThat(judge(results(GOOD), accepted("-", null, GOOD, BAD)).stale())
        .as("tfjs was not evaluated at all")
        .isEmpty();
  }

  @Test
  void failOnFailureFailsOnKnownOnesAndNeverOnlyWarns() {
    Baseline baseline = accepted("-", null, BAD);
    Verdict strict = gate(FailOn.FAILURE).judge(results(BAD), baseline);
    assertThat(strict.fails()).isTrue();
    assertThat(strict.message("r").orElseThrow())
        .contains("flax/sst2 -> tfjs: FAIL at convert is accepted");
    Verdict never = gate(FailOn.NEVER).judge(results(BAD), Baseline.EMPTY);
    assertThat(never.fails()).isFalse();
    assertThat(never.warns()).isTrue();
    assertThat(never.message("r").orElseThrow()).contains("not in the baseline");
  }

  @Test
  void driftIsCaughtOnlyWhereAFactorIsSet() {
    Baseline baseline = accepted("-", null, compared("flax/vae -> tflite", 1e-6));
    Results grown = results(compared("flax/vae -> tflite", 4e-5));
    assertThat(judge(grown, baseline).fails()).isFalse();
    Verdict drifted =
        new Gate(FailOn.REGRESSION, OptionalDouble.of(10), TODAY).judge(grown, baseline);
    assertThat(drifted.fails()).isTrue();
    assertThat(drifted.regressions().get(0).reason())
        .startsWith(
            "passes, but its max abs error grew from 9.5e-7 to 4.1e-5, beyond driftFactor 10");
    Verdict within =
        new Gate(FailOn.REGRESSION, OptionalDouble.of(100), TODAY).judge(grown, baseline);
    assertThat(within.fails()).isFalse();
  }

  @Test
  void aChosenToleranceThatIsMuchTooLooseIsRemarkedOn() {
    Result loose = compared("flax/vae -> tflite", 1e-6, new Tolerance(1e-1, 1e-1));
    assertThat(judge(results(loose), Baseline.EMPTY).remarks().get(0))
        .startsWith(
            "flax/vae -> tflite: rtol 0.1, atol 0.1 is more than 1000 times looser than needed; rtol"
                + " 4.8e-7, atol 4.8e-7 would do");
    Result exact = compared("flax/vae -> tflite", 0);
    assertThat(judge(results(exact), Baseline.EMPTY).remarks())
        .as("nobody chose the default")
        .isEmpty();
  }

  @Test
  void acceptingOnlyTightensByItself() {
    Acceptance refused =
        Acceptance.of(
            Baseline.EMPTY, results(GOOD, BAD), Includes.ALL, Optional.empty(), Optional.empty());
    assertThat(refused.baseline().rows())
        .extracting(Baseline.Entry::example)
        .containsExactly("vae");
    assertThat(refused.refusal().orElseThrow())
        .contains("flax/sst2 -> tfjs: FAIL at convert")
        .contains("-Dparity.reason=");
    Baseline baseline = accepted("-", null, GOOD, BAD);
    Acceptance larger =
        Acceptance.of(
            baseline,
            results(compared("flax/vae -> tflite", 5e-5), BAD),
            Includes.ALL,
            Optional.empty(),
            Optional.empty());
    assertThat(larger.baseline()).isEqualTo(baseline);
    assertThat(larger.refusal()).isEmpty();
    Acceptance smaller =
        Acceptance.of(
            baseline,
            results(compared("flax/vae -> tflite", 0), compared("flax/sst2 -> tfjs", 0)),
            Includes.ALL,
            Optional.empty(),
            Optional.empty());
    assertThat(smaller.changes())
        .containsExactly(
            "flax/vae -> tflite: max abs error 9.54E-7 -> 0.0",
            "flax/sst2 -> tfjs: was FAIL, is SUCCESS");
    assertThat(smaller.baseline().rows()).allMatch(e -> e.reason() == null);
  }

  @Test
  void acceptingRemovesStaleEntriesOfChosenRowsOnly() {
    Baseline baseline =
        accepted("-", null, GOOD, compared("flax/gone -> tflite", 0), compared("b/c -> tflite", 0));
    Acceptance acceptance =
        Acceptance.of(
            baseline,
            results(GOOD),
            new Includes(java.util.List.of("flax/*")),
            Optional.empty(),
            Optional.empty());
    assertThat(acceptance.baseline().rows())
        .extracting(e -> e.row().toString())
        .containsExactly("b/c -> tflite", "flax/vae -> tflite");
  }

  @Test
  void theBaselineFileIsSortedAndReadsBackTheSame() throws Exception {
    Path file = folder.resolve("parity/baseline.json");
    Baseline baseline = accepted("why", "2027-01-31", compared("z/z -> tflite", 0), GOOD, BAD);
    baseline.write(file);
    assertThat(Baseline.read(file)).isEqualTo(baseline);
    assertThat(Files.readString(file))
        .isEqualTo(
            """
            {
              "schema" : 1,
              "rows" : [ {
                "suite" : "flax",
                "example" : "sst2",
                "target" : "tfjs",
                "status" : "FAIL",
                "stage" : "convert",
                "error" : "ops without a kernel: BitwiseAnd",
                "reason" : "why",
                "until" : "2027-01-31"
              }, {
                "suite" : "flax",
                "example" : "vae",
                "target" : "tflite",
                "status" : "SUCCESS",
                "maxAbsError" : 9.54E-7
              }, {
                "suite" : "z",
                "example" : "z",
                "target" : "tflite",
                "status" : "SUCCESS",
                "maxAbsError" : 0.0
              } ]
            }
            """);
    assertThat(Baseline.read(folder.resolve("absent.json"))).isEqualTo(Baseline.EMPTY);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "null",
        "{\"schema\":9}",
        "{\"schema\":1,\"rows\":[{}]}",
        "{\"schema\":1,\"rows\":[null]}",
        "{\"schema\":1,\"rows\":[{\"suite\":\"a\",\"example\":\"b\",\"target\":\"c\",\"status\":\"FAIL\",\"stage\":\"run\",\"until\":\"soon\"}]}",
        "{\"schema\":1,\"rows\":[{\"suite\":\"a\",\"example\":\"b\",\"target\":\"c\",\"status\":\"SUCCESS\"},"
            + "{\"suite\":\"a\",\"example\":\"b\",\"target\":\"c\",\"status\":\"SUCCESS\"}]}"
      })
  void refusesADamagedBaseline(String text) throws Exception {
    Path file = folder.resolve("baseline.json");
    Files.writeString(file, text);
    assertThatThrownBy(() -> Baseline.read(file))
        .isInstanceOf(EvaluationException.class)
        .hasMessageContaining("baseline.json");
  }

  @Test
  void namesTheAllowedValuesOfFailOn() throws Exception {
    assertThat(FailOn.of("never")).isEqualTo(FailOn.NEVER);
    assertThatThrownBy(() -> FailOn.of("sometimes"))
        .hasMessage("failOn is 'sometimes', but must be one of regression, stale, failure, never");
  }

  @Test
  void quotesNamesInCommands() {
    assertThat(Verdict.command(new Row("my suite", "it's, a | $(x) *", "tflite")))
        .isEqualTo(
            "mvn parity:accept -Dparity.includes='my suite/it'\\''s* a | $(x) *:tflite'"
                + " -Dparity.reason=\"...\"");
  }
}
