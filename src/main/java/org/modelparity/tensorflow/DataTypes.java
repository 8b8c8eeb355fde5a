package org.modelparity.tensorflow;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.modelparity.tensor.ElementType;
import org.tensorflow.proto.DataType;

/** TensorFlow's names for element types. */
public final class DataTypes {
  private static final Map<ElementType, DataType> BY_ELEMENT = byElement();

  private DataTypes() {}

  private static Map<ElementType, DataType> byElement() {
    Map<ElementType, DataType> map = new EnumMap<>(ElementType.class);
    for (ElementType type : ElementType.values()) {
      map.put(type, of(type));
    }
    return map;
  }

  /** The TensorFlow type of these elements; every element type has one. */
  public static DataType of(ElementType type) {
    return switch (type) {
      case BOOL -> DataType.DT_BOOL;
      case INT8 -> DataType.DT_INT8;
      case INT16 -> DataType.DT_INT16;
      case INT32 -> DataType.DT_INT32;
      case INT64 -> DataType.DT_INT64;
      case UINT8 -> DataType.DT_UINT8;
      case UINT16 -> DataType.DT_UINT16;
      case UINT32 -> DataType.DT_UINT32;
      case UINT64 -> DataType.DT_UINT64;
      case FLOAT16 -> DataType.DT_HALF;
      case BFLOAT16 -> DataType.DT_BFLOAT16;
      case FLOAT32 -> DataType.DT_FLOAT;
      case FLOAT64 -> DataType.DT_DOUBLE;
      case COMPLEX64 -> DataType.DT_COMPLEX64;
      case COMPLEX128 -> DataType.DT_COMPLEX128;
    };
  }

  /** The elements of this TensorFlow type; empty for strings, resources, variants and the like. */
  public static Optional<ElementType> elements(DataType type) {
    return BY_ELEMENT.entrySet().stream()
        .filter(e -> e.getValue() == type)
        .map(Map.Entry::getKey)
        .findFirst();
  }
}
