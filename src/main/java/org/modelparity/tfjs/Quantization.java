package org.modelparity.tfjs;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.modelparity.tensor.ElementType;
import org.modelparity.tensor.HalfPrecision;
import org.modelparity.tensor.Tensor;

/**
 * In how many bits float32 weights are stored; TF.js decodes them to float32 when it loads them.
 * Weights that are not finite, or not in the range of float16, are stored exactly.
 *
 * @see <a
 *     href="https://github.com/tensorflow/tfjs/blob/tfjs-v4.22.0/tfjs-converter/python/tensorflowjs/quantization.py">
 *     The official converter's quantization.py</a>
 */
public enum Quantization {
  NONE,
  FLOAT16,
  UINT8,
  UINT16;

  private static final float LARGEST_FLOAT16 = 65504;

  /**
   * Bytes as written.
   *
   * @param dtype what the bytes are, or null if they are the weight's own type
   * @param scale and {@code min} of an affine code: {@code code * scale + min}; 0 for float16
   */
  record Stored(ByteBuffer bytes, String dtype, double scale, double min) {
    void describe(JsonGenerator json) throws IOException {
      if (dtype == null) {
        return;
      }
      json.writeObjectFieldStart("quantization");
      json.writeStringField("dtype", dtype);
      if (!dtype.equals("float16")) {
        json.writeNumberField("min", min);
        json.writeNumberField("scale", scale);
      }
      json.writeStringField("original_dtype", "float32");
      json.writeEndObject();
    }
  }

  Stored store(Tensor tensor) {
    if (this == NONE || tensor.type() != ElementType.FLOAT32 || tensor.size() == 0) {
      return new Stored(tensor.data(), null, 0, 0);
    }
    float[] values = tensor.toFloats();
    float min = values[0];
    float max = values[0];
    boolean finite = true;
    for (float value : values) {
      min = Math.min(min, value);
      max = Math.max(max, value);
      finite &= Float.isFinite(value);
    }
    if (!finite || (this == FLOAT16 && Math.max(max, -min) > LARGEST_FLOAT16)) {
      return new Stored(tensor.data(), null, 0, 0);
    }
    return this == FLOAT16 ? halves(values) : affine(values, min, max);
  }

  private static Stored halves(float[] values) {
    ByteBuffer bytes = Tensor.allocate(2L * values.length);
    for (float value : values) {
      bytes.putShort(HalfPrecision.floatToFloat16(value));
    }
    return new Stored(bytes.flip(), "float16", 0, 0);
  }

  private Stored affine(float[] values, double smallest, double largest) {
    int codes = this == UINT8 ? 0xff : 0xffff;
    double scale = largest == smallest ? 1 : (largest - smallest) / codes;
    // 0 is kept exact, because padding and sparse weights are full of it.
    boolean spansZero = smallest <= 0 && largest >= 0 && largest != smallest;
    double min = spansZero ? -Math.rint(-smallest / scale) * scale : smallest;
    ByteBuffer bytes = Tensor.allocate((long) values.length * (this == UINT8 ? 1 : 2));
    for (float value : values) {
      long code = Math.max(0, Math.min(codes, Math.round((value - min) / scale)));
      if (this == UINT8) {
        bytes.put((byte) code);
      } else {
        bytes.putShort((short) code);
      }
    }
    return new Stored(bytes.flip(), this == UINT8 ? "uint8" : "uint16", scale, min);
  }
}
