package org.modelparity.stablehlo;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** VHLO's enumerations as attributes: code in bytecode, kind, values from {@code first} on. */
enum VhloEnumeration {
  COMPARISON_DIRECTION(3, 0, "EQ", "NE", "GE", "GT", "LE", "LT"),
  COMPARISON_TYPE(4, 0, "NOTYPE", "FLOAT", "TOTALORDER", "SIGNED", "UNSIGNED"),
  API_VERSION(
      5,
      0,
      "API_VERSION_UNSPECIFIED",
      "API_VERSION_ORIGINAL",
      "API_VERSION_STATUS_RETURNING",
      "API_VERSION_STATUS_RETURNING_UNIFIED",
      "API_VERSION_TYPED_FFI"),
  FFT_TYPE(7, 0, "FFT", "IFFT", "RFFT", "IRFFT"),
  PRECISION(11, 0, "DEFAULT", "HIGH", "HIGHEST"),
  RNG_ALGORITHM(12, 0, "DEFAULT", "THREE_FRY", "PHILOX"),
  RNG_DISTRIBUTION(13, 1, "UNIFORM", "NORMAL"),
  TRANSPOSE(16, 0, "TRANSPOSE_INVALID", "NO_TRANSPOSE", "TRANSPOSE", "ADJOINT"),
  RESULT_ACCURACY_MODE(19, 0, "DEFAULT", "HIGHEST", "TOLERANCE");

  final int code;
  private final int first;
  private final List<String> values;

  VhloEnumeration(int code, int first, String... values) {
    this.code = code;
    this.first = first;
    this.values = List.of(values);
  }

  static Optional<VhloEnumeration> ofCode(long code) {
    return Arrays.stream(values()).filter(e -> e.code == code).findFirst();
  }

  static Optional<VhloEnumeration> ofKind(String kind) {
    return Arrays.stream(values()).filter(e -> e.kind().equals(kind)).findFirst();
  }

  String kind() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }

  Optional<String> value(long number) {
    return number < first || number - first >= values.size()
        ? Optional.empty()
        : Optional.of(values.get((int) number - first));
  }

  /** The number of a value, or -1. */
  int number(String value) {
    int index = values.indexOf(value);
    return index < 0 ? -1 : index + first;
  }
}
