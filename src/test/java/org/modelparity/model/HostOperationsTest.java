package org.modelparity.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_GetAllOpList;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.internal.c_api.TF_Buffer;
import org.tensorflow.proto.OpDef;
import org.tensorflow.proto.OpList;

/** Every operation that TensorFlow has is refused, or was found harmless by a person. */
class HostOperationsTest {
  /**
   * Another version of TensorFlow brings other operations: read what the new ones do, then name
   * them here or in {@link HostOperations}.
   */
  @Test
  void allOperationsOfTensorFlowWereReviewed() throws Exception {
    List<String> reviewed;
    try (InputStream in = getClass().getResourceAsStream("harmless-operations.txt")) {
      reviewed = new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
    assertThat(registry().stream().filter(o -> !HostOperations.isOne(o)))
        .containsExactlyElementsOf(reviewed);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ReadFile", "RecordInput", "CalibrationStatisticsSaver", "DatasetFromGraph",
            "DecodeProtoV2",
        "_HostSend", "_NcclBroadcastSend", "TextLineDataset", "SnapshotDatasetV2", "EagerPyFunc"
      })
  void refusesWhatReachesOut(String operation) throws Exception {
    assertThat(registry()).contains(operation);
    assertThat(HostOperations.isOne(operation)).isTrue();
  }

  private static List<String> registry() throws Exception {
    try (TF_Buffer buffer = TF_GetAllOpList()) {
      return OpList.parseFrom(buffer.copyData()).getOpList().stream()
          .map(OpDef::getName)
          .sorted()
          .toList();
    }
  }
}
