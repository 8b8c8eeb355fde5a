package org.modelparity.stablehlo;

/**
 * The codes of VHLO's attributes and types in bytecode, other than those of {@link VhloEnumeration}
 * and {@link ScalarKind} (stablehlo/dialect/VhloBytecode.cpp).
 */
final class VhloCodes {
  static final int ARRAY = 1;
  static final int BOOLEAN = 2;
  static final int DICTIONARY = 6;
  static final int FLOAT = 8;
  static final int INTEGER = 9;
  static final int OUTPUT_OPERAND_ALIAS = 10;
  static final int STRING = 14;
  static final int TENSOR = 15;
  static final int TYPE = 17;
  static final int TYPE_EXTENSIONS = 18;
  static final int RESULT_ACCURACY = 20;
  static final int SUB_AXIS_INFO = 21;
  static final int AXIS_REFERENCE = 22;
  static final int REPLICA_GROUP_MESH = 23;
  static final int MESH_AXIS = 24;
  static final int MESH = 25;
  static final int NEWEST_ATTRIBUTE = 25;

  static final int COMPLEX = 1;
  static final int FUNCTION = 8;
  static final int RANKED_TENSOR = 20;
  static final int ENCODED_RANKED_TENSOR = 21;
  static final int TOKEN = 22;
  static final int TUPLE = 23;
  static final int QUANTIZED = 24;
  static final int UNRANKED_TENSOR = 25;
  static final int WITNESS = 26;
  static final int QUANTIZED_PER_AXIS = 30;
  static final int NONE = 33;
  static final int BUFFER = 41;
  static final int FUTURE = 42;
  static final int NEWEST_TYPE = 42;

  private VhloCodes() {}
}
