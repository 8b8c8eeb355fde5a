package org.modelparity.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.ShrinkingMode;
import org.modelparity.testing.Mutations;

/**
 * Whatever is in the files that a build reads back, they are read or are an {@link
 * EvaluationException}. {@code mvn test -Dtest=JsonMutationTest -Djqwik.tries.default=100000} tries
 * more.
 */
@PropertyDefaults(shrinking = ShrinkingMode.OFF)
class JsonMutationTest {
  private static final Results RESULTS =
      Examples.results(
          Examples.compared("flax/ppo -> tflite", 1e-6),
          Examples.compared("flax/ppo -> tfjs", 1),
          Examples.failed("other/wmt -> tflite", Stage.CONVERT, "no"));
  private static final String BASELINE =
      """
      {
        "schema" : 1,
        "rows" : [ {
          "suite" : "flax", "example" : "ppo", "target" : "tflite",
          "status" : "SUCCESS", "maxAbsError" : 1.0E-6
        }, {
          "suite" : "flax", "example" : "ppo", "target" : "tfjs",
          "status" : "FAIL", "stage" : "compare", "error" : "differs", "reason" : "known",
          "expires" : "2027-01-01"
        } ]
      }
      """;

  @Property(seed = "20261127")
  void resultsAreReadOrRefused(@ForAll long seed) throws IOException {
    Path file = Files.createTempFile("results", ".json");
    try {
      byte[] bytes = Json.fileText(RESULTS).getBytes(StandardCharsets.UTF_8);
      Files.write(file, Mutations.mutate(bytes, new Random(seed)));
      Results read = Results.read(file);
      assertThat(read.summary().rows()).isEqualTo(read.rows().size());
      Merge.of(List.of(read));
      Shard.of("1/2").of(List.of(), Optional.of(read));
    } catch (EvaluationException e) {
      assertThat(e.getMessage()).isNotBlank();
    } finally {
      Files.delete(file);
    }
  }

  @Property(seed = "20261127")
  void baselinesAreReadOrRefused(@ForAll long seed) throws IOException {
    Path file = Files.createTempFile("baseline", ".json");
    try {
      Files.write(
          file, Mutations.mutate(BASELINE.getBytes(StandardCharsets.UTF_8), new Random(seed)));
      Baseline read = Baseline.read(file);
      assertThat(read.entry(RESULTS.rows().get(0).row())).isNotNull();
    } catch (EvaluationException e) {
      assertThat(e.getMessage()).isNotBlank();
    } finally {
      Files.delete(file);
    }
  }
}
