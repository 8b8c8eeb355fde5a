package org.modelparity.tflite;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RuntimeMessageTest {
  @Test
  void keepsReasonAndNodeWithoutFolders() {
    String output =
        """
        INFO: Created TensorFlow Lite XNNPACK delegate for CPU.
        ERROR: external/org_tensorflow/tensorflow/lite/kernels/concatenation.cc:215 t->dims->data[d] != t0->dims->data[d] (3 != 1)
        ERROR: Node number 11 (CONCATENATION) failed to invoke.
        """;
    assertThat(RuntimeMessage.of("cannot run the model", output))
        .hasMessage(
            "TFLite cannot run the model: concatenation.cc:215 t->dims->data[d] !="
                + " t0->dims->data[d] (3 != 1); Node number 11 (CONCATENATION) failed to invoke");
  }

  @Test
  void saysWhatIsMissingForSelectedOperations() {
    String output =
        "ERROR: Select TensorFlow op(s), included in the given model, is(are) not supported by"
            + " this interpreter. Make sure you apply/link the Flex delegate before inference.";
    assertThat(RuntimeMessage.of("cannot prepare the model", output))
        .hasMessage(
            "TFLite cannot prepare the model: it needs TensorFlow's own operations, which this"
                + " TFLite runtime does not have");
  }

  @Test
  void aSilentFailureIsStillOne() {
    assertThat(RuntimeMessage.of("cannot load the model", ""))
        .hasMessage("TFLite cannot load the model");
  }
}
