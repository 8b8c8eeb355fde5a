package org.modelparity.tflite;

import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeSet;
import org.modelparity.target.ConversionException;

/**
 * What TensorFlow's converter is told: {@code tflite.ModelFlags} and {@code tflite.ConverterFlags},
 * for which tensorflow-java has no classes, in protobuf's wire format. Values are those of Python's
 * {@code tf.lite.TFLiteConverter}.
 *
 * @param savedModel the SavedModel's folder
 * @param signature the name of one of its signatures
 * @param weights how weights are stored
 * @param selectTensorFlowOperations whether operations without a TFLite builtin are kept as
 *     TensorFlow's own, which runtimes need the Flex delegate for
 */
record ConverterFlags(
    Path savedModel, String signature, Weights weights, boolean selectTensorFlowOperations) {
  /** The target's option for {@link #weights}. */
  static final String WEIGHTS_OPTION = "weights";

  /** The target's option for {@link #selectTensorFlowOperations}. */
  static final String SELECT_OPTION = "select-tf-ops";

  /** How weights are stored. */
  enum Weights {
    /** As they are. */
    FLOAT32("float32"),
    /** As half-precision floats, computed with in float32. */
    FLOAT16("float16"),
    /** Those of matrix products and convolutions as int8 with a scale. */
    DYNAMIC_RANGE("dynamic-range");

    private final String option;

    Weights(String option) {
      this.option = option;
    }

    static Weights of(String option) throws ConversionException {
      for (Weights weights : values()) {
        if (weights.option.equals(option)) {
          return weights;
        }
      }
      throw new ConversionException(
          "the tflite option "
              + WEIGHTS_OPTION
              + " is '"
              + option
              + "'; it can be float32, float16 or dynamic-range");
    }
  }

  /**
   * Flags for a model with the target's options.
   *
   * @throws ConversionException if an option or its value is unknown
   */
  static ConverterFlags of(Path savedModel, String signature, Map<String, String> options)
      throws ConversionException {
    for (String option : new TreeSet<>(options.keySet())) {
      if (!option.equals(WEIGHTS_OPTION) && !option.equals(SELECT_OPTION)) {
        throw new ConversionException(
            "the tflite target has no option '"
                + option
                + "'; it has "
                + WEIGHTS_OPTION
                + " and "
                + SELECT_OPTION);
      }
    }
    return new ConverterFlags(
        savedModel,
        signature,
        Weights.of(options.getOrDefault(WEIGHTS_OPTION, Weights.FLOAT32.option)),
        Boolean.parseBoolean(options.get(SELECT_OPTION)));
  }

  /** The same for another SavedModel. */
  ConverterFlags of(Path folder) {
    return new ConverterFlags(folder, signature, weights, selectTensorFlowOperations);
  }

  byte[] modelFlags() {
    return new Wire()
        .text(20, savedModel.toAbsolutePath().toString())
        .number(21, 1) // saved_model_version; 2 makes the converter fail without a reason
        .text(22, "serve")
        .text(23, signature)
        .bytes();
  }

  byte[] converterFlags() {
    Wire wire =
        new Wire()
            .number(1, 1) // input_format: TENSORFLOW_GRAPHDEF
            .number(2, 2) // output_format: TFLITE
            .number(4, 1) // inference_type: FLOAT
            .number(11, 1) // inference_input_type: FLOAT
            .flag(10, false) // allow_custom_ops
            .flag(12, true) // drop_control_dependency
            .flag(27, selectTensorFlowOperations) // enable_select_tf_ops
            .flag(34, true) // enable_tflite_resource_variables
            .flag(35, false) // unfold_batchmatmul
            .flag(36, true) // lower_tensor_list_ops
            .flag(50, false) // guarantee_all_funcs_one_use
            .flag(51, false); // convert_to_stablehlo
    if (weights != Weights.FLOAT32) {
      wire.flag(26, true); // post_training_quantize
      wire.flag(29, weights == Weights.FLOAT16); // quantize_to_float16
    }
    return wire.bytes();
  }

  /** A protobuf message in the making. */
  private static final class Wire {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final CodedOutputStream out = CodedOutputStream.newInstance(bytes);

    private interface Write {
      void to(CodedOutputStream out) throws IOException;
    }

    Wire number(int field, int value) {
      return write(o -> o.writeInt32(field, value));
    }

    Wire flag(int field, boolean value) {
      return write(o -> o.writeBool(field, value));
    }

    Wire text(int field, String value) {
      return write(o -> o.writeString(field, value));
    }

    byte[] bytes() {
      write(CodedOutputStream::flush);
      return bytes.toByteArray();
    }

    private Wire write(Write write) {
      try {
        write.to(out);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return this;
    }
  }
}
