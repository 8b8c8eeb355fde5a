package org.modelparity.stablehlo;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Decodes attributes and types of the VHLO dialect (stablehlo/dialect/VhloBytecode.cpp). */
final class VhloDecoder {
  private final ValueTable values;
  private final String producer;

  VhloDecoder(ValueTable values, String producer) {
    this.values = values;
    this.producer = producer;
  }

  Attribute attribute(ByteSource source) throws StableHloFormatException {
    long code = source.readVarint();
    Optional<VhloEnumeration> enumeration = VhloEnumeration.ofCode(code);
    if (enumeration.isPresent()) {
      return enumeration(enumeration.get(), source);
    }
    if (code < 0 || code > VhloCodes.NEWEST_ATTRIBUTE) {
      throw unknownAttribute(source, code);
    }
    return switch ((int) code) {
      case VhloCodes.ARRAY -> new Attribute.Array(values.attributes(source));
      case VhloCodes.BOOLEAN -> new Attribute.Bool(bool(source));
      case VhloCodes.DICTIONARY -> dictionary(source);
      case VhloCodes.FLOAT -> floating(source);
      case VhloCodes.INTEGER -> integer(source);
      case VhloCodes.OUTPUT_OPERAND_ALIAS ->
          new Attribute.OutputOperandAlias(longs(source), source.readSignedVarint(), longs(source));
      case VhloCodes.STRING -> new Attribute.Text(values.string(source));
      case VhloCodes.TENSOR -> tensor(source);
      case VhloCodes.TYPE -> new Attribute.TypeOf(values.type(source));
      case VhloCodes.TYPE_EXTENSIONS -> new Attribute.TypeExtensions(longs(source));
      case VhloCodes.RESULT_ACCURACY ->
          new Attribute.ResultAccuracy(
              readDouble(source),
              readDouble(source),
              source.readSignedVarint(),
              values.attribute(source));
      case VhloCodes.SUB_AXIS_INFO ->
          new Attribute.SubAxisInfo(source.readSignedVarint(), source.readSignedVarint());
      case VhloCodes.AXIS_REFERENCE -> axisReference(source);
      case VhloCodes.REPLICA_GROUP_MESH ->
          new Attribute.ReplicaGroupMesh(values.attribute(source), values.attribute(source));
      case VhloCodes.MESH_AXIS ->
          new Attribute.MeshAxis(values.attribute(source), source.readSignedVarint());
      case VhloCodes.MESH ->
          new Attribute.Mesh(values.attribute(source), values.optionalAttribute(source));
      default -> throw unknownAttribute(source, code);
    };
  }

  private StableHloFormatException unknownAttribute(ByteSource source, long code) {
    return source.unknown("VHLO attribute code " + Long.toUnsignedString(code), producer);
  }

  private static Attribute enumeration(VhloEnumeration kind, ByteSource source)
      throws StableHloFormatException {
    long number = source.readVarint();
    String value =
        kind.value(number)
            .orElseThrow(
                () ->
                    source.error(
                        "%s has no value %s"
                            .formatted(kind.kind(), Long.toUnsignedString(number))));
    return new Attribute.Enumeration(kind.kind(), value);
  }

  private static boolean bool(ByteSource source) throws StableHloFormatException {
    long value = source.readVarint();
    if (value != 0 && value != 1) {
      throw source.error("a boolean of " + Long.toUnsignedString(value));
    }
    return value == 1;
  }

  private Attribute dictionary(ByteSource source) throws StableHloFormatException {
    int count = source.readCount("dictionary entries");
    List<Map.Entry<Attribute, Attribute>> entries = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      entries.add(Map.entry(values.attribute(source), values.attribute(source)));
    }
    return new Attribute.Dictionary(entries);
  }

  private Attribute floating(ByteSource source) throws StableHloFormatException {
    Type type = values.type(source);
    ScalarKind kind =
        ScalarKind.of(type)
            .filter(ScalarKind::isFloat)
            .orElseThrow(() -> source.error("a floating number whose type is none"));
    return new Attribute.Float(type, readBits(source, kind.bits));
  }

  private Attribute integer(ByteSource source) throws StableHloFormatException {
    Type type = values.type(source);
    ScalarKind kind =
        ScalarKind.of(type)
            .filter(ScalarKind::isInteger)
            .orElseThrow(() -> source.error("an integer whose type is none"));
    BigInteger bits = readBits(source, kind.bits);
    boolean negative = kind.isSigned() && bits.testBit(kind.bits - 1);
    return new Attribute.Int(
        type, negative ? bits.subtract(BigInteger.ONE.shiftLeft(kind.bits)) : bits);
  }

  /** An APInt: one byte up to a width of 8, else a signed varint whose upper bits do not count. */
  static BigInteger readBits(ByteSource source, int width) throws StableHloFormatException {
    long raw = width <= 8 ? source.readByte() : source.readSignedVarint();
    BigInteger mask = BigInteger.ONE.shiftLeft(width).subtract(BigInteger.ONE);
    return BigInteger.valueOf(raw).and(mask);
  }

  private static double readDouble(ByteSource source) throws StableHloFormatException {
    return Double.longBitsToDouble(source.readSignedVarint());
  }

  static List<Long> longs(ByteSource source) throws StableHloFormatException {
    int count = source.readCount("integers");
    List<Long> list = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      list.add(source.readSignedVarint());
    }
    return list;
  }

  private Attribute tensor(ByteSource source) throws StableHloFormatException {
    if (!(values.type(source) instanceof Type.RankedTensor type)) {
      throw source.error("a constant is no ranked tensor");
    }
    ByteBuffer data = source.readBlob();
    return new Attribute.Dense(type, data);
  }

  private Attribute axisReference(ByteSource source) throws StableHloFormatException {
    Attribute name = values.attribute(source);
    return new Attribute.AxisReference(
        name, bool(source) ? Optional.of(values.attribute(source)) : Optional.empty());
  }

  Type type(ByteSource source) throws StableHloFormatException {
    long code = source.readVarint();
    Optional<ScalarKind> scalar = ScalarKind.ofCode(code);
    if (scalar.isPresent()) {
      return new Type.Scalar(scalar.get().spelling);
    }
    if (code < 0 || code > VhloCodes.NEWEST_TYPE) {
      throw unknownType(source, code);
    }
    return switch ((int) code) {
      case VhloCodes.COMPLEX -> new Type.Complex(values.type(source));
      case VhloCodes.FUNCTION -> new Type.FunctionType(values.types(source), values.types(source));
      case VhloCodes.RANKED_TENSOR ->
          new Type.RankedTensor(longs(source), values.type(source), Optional.empty());
      case VhloCodes.ENCODED_RANKED_TENSOR -> {
        Attribute encoding = values.attribute(source);
        yield new Type.RankedTensor(longs(source), values.type(source), Optional.of(encoding));
      }
      case VhloCodes.TOKEN -> new Type.Token();
      case VhloCodes.TUPLE -> new Type.Tuple(values.types(source));
      case VhloCodes.QUANTIZED -> quantized(source);
      case VhloCodes.UNRANKED_TENSOR -> new Type.UnrankedTensor(values.type(source));
      case VhloCodes.WITNESS -> new Type.Witness();
      case VhloCodes.QUANTIZED_PER_AXIS -> quantizedPerAxis(source);
      case VhloCodes.NONE -> new Type.None();
      case VhloCodes.BUFFER -> new Type.Buffer(longs(source), values.type(source));
      case VhloCodes.FUTURE -> new Type.Future(values.types(source));
      default -> throw unknownType(source, code);
    };
  }

  private StableHloFormatException unknownType(ByteSource source, long code) {
    return source.unknown("VHLO type code " + Long.toUnsignedString(code), producer);
  }

  private Type quantized(ByteSource source) throws StableHloFormatException {
    long flags = source.readVarint();
    Type storage = values.type(source);
    Type expressed = values.type(source);
    double scale = readDouble(source);
    long zeroPoint = source.readSignedVarint();
    return new Type.Quantized(
        flags,
        storage,
        expressed,
        OptionalLong.empty(),
        List.of(scale),
        List.of(zeroPoint),
        source.readSignedVarint(),
        source.readSignedVarint());
  }

  private Type quantizedPerAxis(ByteSource source) throws StableHloFormatException {
    long flags = source.readVarint();
    Type storage = values.type(source);
    Type expressed = values.type(source);
    long axis = source.readVarint();
    long minimum = source.readSignedVarint();
    long maximum = source.readSignedVarint();
    int count = source.readCount("scales");
    List<Double> scales = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      scales.add(readDouble(source));
    }
    return new Type.Quantized(
        flags, storage, expressed, OptionalLong.of(axis), scales, longs(source), minimum, maximum);
  }
}
