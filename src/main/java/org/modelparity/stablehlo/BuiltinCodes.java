package org.modelparity.stablehlo;

/**
 * The codes of MLIR's builtin attributes and types in bytecode
 * (mlir/include/mlir/IR/BuiltinDialectBytecode.td).
 */
final class BuiltinCodes {
  static final int ARRAY = 0;
  static final int DICTIONARY = 1;
  static final int STRING = 2;
  static final int TYPED_STRING = 3;
  static final int FLAT_SYMBOL = 4;
  static final int SYMBOL = 5;
  static final int TYPE = 6;
  static final int UNIT = 7;
  static final int INTEGER = 8;
  static final int FLOAT = 9;
  static final int CALL_SITE_LOCATION = 10;
  static final int FILE_LOCATION = 11;
  static final int FUSED_LOCATION = 12;
  static final int FUSED_LOCATION_WITH_METADATA = 13;
  static final int NAME_LOCATION = 14;
  static final int UNKNOWN_LOCATION = 15;
  static final int DENSE_ARRAY = 17;
  static final int DENSE = 18;
  static final int FILE_RANGE_LOCATION = 22;

  static final int INTEGER_TYPE = 0;
  static final int INDEX_TYPE = 1;
  static final int FUNCTION_TYPE = 2;
  static final int BFLOAT16_TYPE = 3;
  static final int FLOAT16_TYPE = 4;
  static final int FLOAT32_TYPE = 5;
  static final int FLOAT64_TYPE = 6;
  static final int COMPLEX_TYPE = 9;
  static final int NONE_TYPE = 12;
  static final int RANKED_TENSOR_TYPE = 13;
  static final int ENCODED_RANKED_TENSOR_TYPE = 14;
  static final int TUPLE_TYPE = 15;
  static final int UNRANKED_TENSOR_TYPE = 18;

  private BuiltinCodes() {}
}
