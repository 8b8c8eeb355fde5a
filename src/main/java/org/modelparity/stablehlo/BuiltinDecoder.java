package org.modelparity.stablehlo;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Decodes the builtin attributes and types that artifacts contain: names, dictionaries and debug
 * locations, and what other dialects' attributes are made of.
 */
final class BuiltinDecoder {
  private final ValueTable values;
  private final String producer;

  BuiltinDecoder(ValueTable values, String producer) {
    this.values = values;
    this.producer = producer;
  }

  Attribute attribute(ByteSource source) throws StableHloFormatException {
    long code = source.readVarint();
    if (code < 0 || code > BuiltinCodes.FILE_RANGE_LOCATION) {
      throw unknownAttribute(source, code);
    }
    return switch ((int) code) {
      case BuiltinCodes.ARRAY ->
          new Attribute.Builtin(new Attribute.Array(values.attributes(source)));
      case BuiltinCodes.DICTIONARY -> new Attribute.Builtin(dictionary(source));
      case BuiltinCodes.STRING -> new Attribute.Builtin(new Attribute.Text(values.string(source)));
      case BuiltinCodes.TYPED_STRING -> {
        Attribute text = new Attribute.Text(values.string(source));
        values.type(source);
        yield new Attribute.Builtin(text);
      }
      case BuiltinCodes.FLAT_SYMBOL -> new Attribute.Symbol(List.of(text(source)));
      case BuiltinCodes.SYMBOL -> symbol(source);
      case BuiltinCodes.TYPE -> new Attribute.Builtin(new Attribute.TypeOf(values.type(source)));
      case BuiltinCodes.UNIT -> new Attribute.Unit();
      case BuiltinCodes.INTEGER -> new Attribute.Builtin(integer(source));
      case BuiltinCodes.FLOAT -> new Attribute.Builtin(floating(source));
      case BuiltinCodes.DENSE_ARRAY ->
          new Attribute.DenseArray(values.type(source), source.readVarint(), source.readBlob());
      case BuiltinCodes.DENSE -> new Attribute.Builtin(dense(source));
      case BuiltinCodes.CALL_SITE_LOCATION,
          BuiltinCodes.FILE_LOCATION,
          BuiltinCodes.FUSED_LOCATION,
          BuiltinCodes.FUSED_LOCATION_WITH_METADATA,
          BuiltinCodes.NAME_LOCATION,
          BuiltinCodes.UNKNOWN_LOCATION,
          BuiltinCodes.FILE_RANGE_LOCATION ->
          new Attribute.Located(location((int) code, source));
      default -> throw unknownAttribute(source, code);
    };
  }

  private StableHloFormatException unknownAttribute(ByteSource source, long code) {
    return source.unknown("builtin attribute code " + Long.toUnsignedString(code), producer);
  }

  private String text(ByteSource source) throws StableHloFormatException {
    return Attribute.text(values.attribute(source))
        .orElseThrow(() -> source.error("a name is no string"));
  }

  private Attribute.Dictionary dictionary(ByteSource source) throws StableHloFormatException {
    int count = source.readCount("dictionary entries");
    List<Map.Entry<Attribute, Attribute>> entries = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      Attribute key = values.attribute(source);
      if (Attribute.text(key).isEmpty()) {
        throw source.error("the key of a dictionary is no string");
      }
      entries.add(Map.entry(key, values.attribute(source)));
    }
    return new Attribute.Dictionary(entries);
  }

  private Attribute symbol(ByteSource source) throws StableHloFormatException {
    List<String> path = new ArrayList<>();
    path.add(text(source));
    for (Attribute nested : values.attributes(source)) {
      if (!(nested instanceof Attribute.Symbol s)) {
        throw source.error("a nested reference is no symbol");
      }
      path.addAll(s.path());
    }
    return new Attribute.Symbol(path);
  }

  private Attribute integer(ByteSource source) throws StableHloFormatException {
    Type type = values.type(source);
    int width = width(type);
    if (width == 0 || width > 64) {
      throw source.error("an integer whose type is none");
    }
    BigInteger bits = VhloDecoder.readBits(source, width);
    boolean unsigned = type instanceof Type.Builtin b && scalarName(b.value()).startsWith("ui");
    boolean negative = !unsigned && width > 1 && bits.testBit(width - 1);
    return new Attribute.Int(
        type, negative ? bits.subtract(BigInteger.ONE.shiftLeft(width)) : bits);
  }

  private Attribute floating(ByteSource source) throws StableHloFormatException {
    Type type = values.type(source);
    int width = width(type);
    if (width == 0 || width > 64) {
      throw source.error("a floating number whose type is none");
    }
    return new Attribute.Float(type, VhloDecoder.readBits(source, width));
  }

  private static String scalarName(Type type) {
    return type instanceof Type.Scalar s ? s.name() : "";
  }

  /** The width in bits that a builtin scalar type's name ends with; 0 for other types. */
  static int width(Type type) {
    if (!(type instanceof Type.Builtin b)) {
      return 0;
    }
    String name = scalarName(b.value());
    if (name.equals("index")) {
      return 64;
    }
    String digits = name.replaceAll("^[a-z]+", "");
    return digits.isEmpty() || digits.length() > 8 ? 0 : Integer.parseInt(digits);
  }

  private Attribute dense(ByteSource source) throws StableHloFormatException {
    if (values.type(source) instanceof Type.Builtin b
        && b.value() instanceof Type.RankedTensor type) {
      return new Attribute.Dense(type, source.readBlob());
    }
    throw source.error("a constant is no ranked tensor");
  }

  private Location location(int code, ByteSource source) throws StableHloFormatException {
    return switch (code) {
      case BuiltinCodes.CALL_SITE_LOCATION ->
          new Location.CallSite(values.location(source), values.location(source));
      case BuiltinCodes.FILE_LOCATION -> {
        String file = text(source);
        long line = source.readVarint();
        long column = source.readVarint();
        yield new Location.File(file, line, column, line, column);
      }
      case BuiltinCodes.FILE_RANGE_LOCATION -> fileRange(source);
      case BuiltinCodes.FUSED_LOCATION -> new Location.Fused(locations(source), Optional.empty());
      case BuiltinCodes.FUSED_LOCATION_WITH_METADATA ->
          new Location.Fused(locations(source), Optional.of(values.attribute(source)));
      case BuiltinCodes.NAME_LOCATION -> new Location.Named(text(source), values.location(source));
      default -> new Location.Unknown();
    };
  }

  /** Start line, start column, end line, end column: as many as are not implied. */
  private Location fileRange(ByteSource source) throws StableHloFormatException {
    String file = text(source);
    int count = source.readCount("line numbers");
    long[] n = new long[4];
    for (int i = 0; i < count; i++) {
      long value = source.readVarint();
      if (i < n.length) {
        n[i] = value;
      }
    }
    return switch (count) {
      case 0 -> new Location.File(file, 0, 0, 0, 0);
      case 1 -> new Location.File(file, n[0], 0, n[0], 0);
      case 2 -> new Location.File(file, n[0], n[1], n[0], n[1]);
      case 3 -> new Location.File(file, n[0], n[1], n[0], n[2]);
      case 4 -> new Location.File(file, n[0], n[1], n[2], n[3]);
      default -> throw source.error("a source range has " + count + " numbers");
    };
  }

  private List<Location> locations(ByteSource source) throws StableHloFormatException {
    int count = source.readCount("locations");
    List<Location> list = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      list.add(values.location(source));
    }
    return list;
  }

  Type type(ByteSource source) throws StableHloFormatException {
    long code = source.readVarint();
    if (code < 0 || code > BuiltinCodes.UNRANKED_TENSOR_TYPE) {
      throw unknownType(source, code);
    }
    return new Type.Builtin(
        switch ((int) code) {
          case BuiltinCodes.INTEGER_TYPE -> integerType(source);
          case BuiltinCodes.INDEX_TYPE -> new Type.Scalar("index");
          case BuiltinCodes.FUNCTION_TYPE ->
              new Type.FunctionType(values.types(source), values.types(source));
          case BuiltinCodes.BFLOAT16_TYPE -> new Type.Scalar("bf16");
          case BuiltinCodes.FLOAT16_TYPE -> new Type.Scalar("f16");
          case BuiltinCodes.FLOAT32_TYPE -> new Type.Scalar("f32");
          case BuiltinCodes.FLOAT64_TYPE -> new Type.Scalar("f64");
          case BuiltinCodes.COMPLEX_TYPE -> new Type.Complex(values.type(source));
          case BuiltinCodes.NONE_TYPE -> new Type.None();
          case BuiltinCodes.RANKED_TENSOR_TYPE ->
              new Type.RankedTensor(
                  VhloDecoder.longs(source), values.type(source), Optional.empty());
          case BuiltinCodes.ENCODED_RANKED_TENSOR_TYPE -> {
            Attribute encoding = values.attribute(source);
            yield new Type.RankedTensor(
                VhloDecoder.longs(source), values.type(source), Optional.of(encoding));
          }
          case BuiltinCodes.TUPLE_TYPE -> new Type.Tuple(values.types(source));
          case BuiltinCodes.UNRANKED_TENSOR_TYPE -> new Type.UnrankedTensor(values.type(source));
          default -> throw unknownType(source, code);
        });
  }

  private StableHloFormatException unknownType(ByteSource source, long code) {
    return source.unknown("builtin type code " + Long.toUnsignedString(code), producer);
  }

  private static Type integerType(ByteSource source) throws StableHloFormatException {
    long packed = source.readVarint();
    String prefix =
        switch ((int) (packed & 3)) {
          case 0 -> "i";
          case 1 -> "si";
          case 2 -> "ui";
          default -> throw source.error("an integer type of unknown sign");
        };
    long width = packed >>> 2;
    if (width == 0 || width > 1 << 24) {
      throw source.error("an integer type of " + Long.toUnsignedString(width) + " bits");
    }
    return new Type.Scalar(prefix + width);
  }
}
