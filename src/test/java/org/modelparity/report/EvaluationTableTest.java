package org.modelparity.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.modelparity.evaluation.Examples.compared;
import static org.modelparity.evaluation.Examples.failed;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.modelparity.evaluation.Result;
import org.modelparity.evaluation.Results;
import org.modelparity.evaluation.Stage;

class EvaluationTableTest {
  private static final Results RESULTS =
      new Results(
          Results.SCHEMA,
          "2021-11-11T08:00:00Z",
          List.of(),
          null,
          List.of(
              new Results.SuiteInfo(
                  "The Flax Examples",
                  "https://github.com/google/flax/tree/main/examples",
                  "List of examples maintained by the Flax team.\n"
                      + "  These are representative for what the average ML researcher is"
                      + " interested in.")),
          rows(),
          null);

  private static List<Result> rows() {
    String suite = "The Flax Examples/";
    return List.of(
        compared(suite + "imagenet -> tflite", 0),
        failed(suite + "nlp_seq -> tflite", Stage.CONVERT, "ops | without\na <builtin>"),
        failed(suite + "imagenet -> tfjs", Stage.LOAD, "no variables"));
  }

  @Test
  void hasTheLayoutOfTheTableOf2021() {
    assertThat(EvaluationTable.page(RESULTS))
        .isEqualTo(
            """
            # Evaluation Results

            *Last generated on: 2021-11-11* (YYYY-MM-DD)

            ## jax2tf --> TFLite

            ### The Flax Examples
            [URL to examples](https://github.com/google/flax/tree/main/examples)

            Description: List of examples maintained by the Flax team.
            These are representative for what the average ML researcher is interested in.

            | Example | Result | Error Message |
            | --- | --- | --- |
            | imagenet | SUCCESS | |
            | nlp_seq | FAIL | convert: ops \\| without a &lt;builtin&gt; |

            | Example | Reference | Max abs error | Max rel error | Size | Seconds |
            | --- | --- | ---: | ---: | ---: | ---: |
            | imagenet | golden | 0 | 0 | 94.2 MB | 0.14 s |
            | nlp_seq | - | - | - | - | - |

            ## jax2tf --> TFjs

            ### The Flax Examples
            [URL to examples](https://github.com/google/flax/tree/main/examples)

            Description: List of examples maintained by the Flax team.
            These are representative for what the average ML researcher is interested in.

            | Example | Result | Error Message |
            | --- | --- | --- |
            | imagenet | FAIL | load: no variables |

            | Example | Reference | Max abs error | Max rel error | Size | Seconds |
            | --- | --- | ---: | ---: | ---: | ---: |
            | imagenet | - | - | - | - | - |

            ## Table generation

            Run `mvn parity:check` to regenerate this table.
            """);
  }

  @Test
  void theCommittedTableHasNeitherDatesNorTimes() {
    assertThat(EvaluationTable.committed(RESULTS))
        .doesNotContain("generated", "Seconds", "0.14")
        .contains("| imagenet | SUCCESS | |\n");
  }

  @Test
  void logsOneLineForEachRow() {
    assertThat(ProgressLine.of(7, 20, compared("flax/ppo -> tflite", 2e-7)))
        .isEqualTo("[ 7/20] flax/ppo -> tflite  SUCCESS  0.14 s  max abs 2.4e-7");
    assertThat(ProgressLine.of(20, 20, failed("a\u001b[2J/b -> tfjs", Stage.RUN, "x\ny")))
        .isEqualTo("[20/20] a [2J/b -> tfjs  FAIL  -  run: x y");
  }

  @Test
  void sizesAndTimesHaveUnits() {
    assertThat(Wording.size(999L)).isEqualTo("999 B");
    assertThat(Wording.size(1000L)).isEqualTo("1.0 kB");
    assertThat(Wording.size(999_960L)).isEqualTo("1.0 MB");
    assertThat(Wording.size(null)).isEqualTo("-");
    assertThat(Wording.seconds((Double) null)).isEqualTo("-");
  }

  @Test
  void callsTargetsByTheirFamilyAndOption() {
    assertThat(Wording.target("tfjs")).isEqualTo("TFjs");
    assertThat(Wording.target("tfjs-uint8")).isEqualTo("TFjs uint8");
    assertThat(Wording.target("tflite-dynamic-range")).isEqualTo("TFLite dynamic-range");
    assertThat(Wording.target("tflite-select-tf-ops")).isEqualTo("TFLite select-tf-ops");
  }
}
