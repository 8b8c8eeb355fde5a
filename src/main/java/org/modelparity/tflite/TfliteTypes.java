package org.modelparity.tflite;

import static org.bytedeco.tensorflowlite.global.tensorflowlite.kTfLiteBFloat16;
import static org.bytedeco.tensorflowlite.global.tensorflowlite.kTfLiteBool;
import static org.bytedeco.tensorflowlite.global.tensorflowlite.kTfLiteComplex128;
import static org.bytedeco.tensorflowlite.global.tensorflowlite.kTfLiteComplex64;
import static org.bytedeco.tensorflowlite.global.tensorflowlite.kTfLiteFloat16;
import static org.bytedeco.tensorflowlite.global.tensorflowlite.kTfLiteFloat32;
import static org.bytedeco.tensorflowlite.global.tensorflowlite.kTfLiteFloat64;
import static org.bytedeco.tensorflowlite.global.tensorflowlite.kTfLiteInt16;
import static org.bytedeco.tensorflowlite.global.tensorflowlite.kTfLiteInt32;
import static org.bytedeco.tensorflowlite.global.tensorflowlite.kTfLiteInt64;
import static org.bytedeco.tensorflowlite.global.tensorflowlite.kTfLiteInt8;
import static org.bytedeco.tensorflowlite.global.tensorflowlite.kTfLiteUInt16;
import static org.bytedeco.tensorflowlite.global.tensorflowlite.kTfLiteUInt32;
import static org.bytedeco.tensorflowlite.global.tensorflowlite.kTfLiteUInt64;
import static org.bytedeco.tensorflowlite.global.tensorflowlite.kTfLiteUInt8;

import java.util.Optional;
import org.modelparity.tensor.ElementType;

/** TensorFlow Lite's numbers for element types ({@code TfLiteType}). */
final class TfliteTypes {
  private TfliteTypes() {}

  /** The elements of a type; empty for strings, resources, variants and 4-bit integers. */
  static Optional<ElementType> elements(int type) {
    return Optional.ofNullable(
        switch (type) {
          case kTfLiteBool -> ElementType.BOOL;
          case kTfLiteInt8 -> ElementType.INT8;
          case kTfLiteInt16 -> ElementType.INT16;
          case kTfLiteInt32 -> ElementType.INT32;
          case kTfLiteInt64 -> ElementType.INT64;
          case kTfLiteUInt8 -> ElementType.UINT8;
          case kTfLiteUInt16 -> ElementType.UINT16;
          case kTfLiteUInt32 -> ElementType.UINT32;
          case kTfLiteUInt64 -> ElementType.UINT64;
          case kTfLiteFloat16 -> ElementType.FLOAT16;
          case kTfLiteBFloat16 -> ElementType.BFLOAT16;
          case kTfLiteFloat32 -> ElementType.FLOAT32;
          case kTfLiteFloat64 -> ElementType.FLOAT64;
          case kTfLiteComplex64 -> ElementType.COMPLEX64;
          case kTfLiteComplex128 -> ElementType.COMPLEX128;
          default -> null;
        });
  }
}
