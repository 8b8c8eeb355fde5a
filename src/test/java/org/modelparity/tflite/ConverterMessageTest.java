package org.modelparity.tflite;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.modelparity.target.ConversionException;

class ConverterMessageTest {
  @Test
  void namesTheOperationsOnceAndSorted() {
    String text =
        """
        loc("a"): error: 'tf.LeftShift' op is neither a custom op nor a flex op
        loc("b"): error: 'tf.BitwiseOr' op is neither a custom op nor a flex op
        loc("c"): error: 'tf.LeftShift' op is neither a custom op nor a flex op
        """;
    ConversionException e = ConverterMessage.of(13, text);
    assertThat(e).hasMessage("ops without a TFLite builtin: BitwiseOr, LeftShift");
    assertThat(e.details()).contains(text);
  }

  @Test
  void otherwiseGivesTheFirstCauseOrTheFirstLine() {
    assertThat(ConverterMessage.of(13, "loc(x): error: bad shape\nmore"))
        .hasMessage("TensorFlow's converter fails: bad shape");
    assertThat(ConverterMessage.of(15, "Checksum does not match\nmore"))
        .hasMessage("TensorFlow's converter fails (status 15): Checksum does not match");
    assertThat(ConverterMessage.of(13, ""))
        .hasMessage("TensorFlow's converter fails: no reason given");
    assertThat(ConverterMessage.of(13, "x".repeat(1000)).getMessage()).hasSizeLessThan(400);
  }
}
