package org.modelparity.keras;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.modelparity.benchmark.EvaluateSuites;
import org.modelparity.evaluation.Results;
import org.modelparity.evaluation.Status;
import org.modelparity.testing.Archives;

/** Some of the models of {@link ZooSuite}, one of each family of layers. */
class ZooTest {
  private static final Set<String> SAMPLE =
      Set.of(
          "AdaptiveMaxPooling2D",
          "bidirectional_LSTM",
          "category_multi_hot",
          "conv3d_transpose",
          "Conv2DTranspose_strided",
          "GRU_sequences",
          "grouped_query_attention",
          "mel_spectrogram",
          "resizing",
          "SeparableConv2D_strided",
          "spectral_normalization");

  @TempDir Path folder;

  @Test
  void layersAreRightWithAFreeBatch() throws Exception {
    Archives.unpack(
        ZooSuite.LAYERS, folder.resolve("models/layers"), n -> SAMPLE.contains(n.split("/")[0]));
    Results results =
        EvaluateSuites.evaluate(
            folder.resolve("models"),
            folder.resolve("out"),
            List.of("tflite", "tfjs"),
            List.of("wasm"),
            1);
    assertThat(results.rows()).hasSize(2 * SAMPLE.size());
    assertThat(results.rows())
        .allSatisfy(
            row -> {
              assertThat(row.status()).as(row.toString()).isEqualTo(Status.SUCCESS);
              assertThat(row.notes()).contains("the batch is free: (b, ...), checked at b = 2, 4");
            });
  }
}
