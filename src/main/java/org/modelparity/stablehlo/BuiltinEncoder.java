package org.modelparity.stablehlo;

import java.util.List;
import java.util.Map;

/** Encodes builtin attributes and types, the opposite of {@link BuiltinDecoder}. */
final class BuiltinEncoder {
  private final Numbering numbering;

  BuiltinEncoder(Numbering numbering) {
    this.numbering = numbering;
  }

  /** Writes an attribute of the builtin dialect; false if it is of another. */
  boolean writeIfBuiltin(Attribute attribute, ByteSink sink) throws StableHloFormatException {
    if (attribute instanceof Attribute.Builtin wrapped) {
      writeWrapped(wrapped.value(), sink);
    } else if (attribute instanceof Attribute.Located located) {
      writeLocation(located.location(), sink);
    } else if (attribute instanceof Attribute.Unit) {
      sink.writeVarint(BuiltinCodes.UNIT);
    } else if (attribute instanceof Attribute.Symbol symbol) {
      writeSymbol(symbol, sink);
    } else if (attribute instanceof Attribute.DenseArray array) {
      sink.writeVarint(BuiltinCodes.DENSE_ARRAY)
          .writeVarint(numbering.type(array.element()))
          .writeVarint(array.size())
          .writeBlob(array.data());
    } else {
      return false;
    }
    return true;
  }

  private void writeWrapped(Attribute value, ByteSink sink) throws StableHloFormatException {
    if (value instanceof Attribute.Array array) {
      sink.writeVarint(BuiltinCodes.ARRAY).writeVarint(array.elements().size());
      for (Attribute element : array.elements()) {
        sink.writeVarint(numbering.attribute(element));
      }
    } else if (value instanceof Attribute.Dictionary dictionary) {
      sink.writeVarint(BuiltinCodes.DICTIONARY).writeVarint(dictionary.entries().size());
      for (Map.Entry<Attribute, Attribute> entry : dictionary.entries()) {
        sink.writeVarint(numbering.attribute(entry.getKey()));
        sink.writeVarint(numbering.attribute(entry.getValue()));
      }
    } else if (value instanceof Attribute.Text text) {
      sink.writeVarint(BuiltinCodes.STRING).writeVarint(numbering.string(text.value()));
    } else if (value instanceof Attribute.TypeOf type) {
      sink.writeVarint(BuiltinCodes.TYPE).writeVarint(numbering.type(type.type()));
    } else if (value instanceof Attribute.Int number) {
      sink.writeVarint(BuiltinCodes.INTEGER)
          .writeVarint(numbering.type(number.type()))
          .writeBits(number.value(), BuiltinDecoder.width(number.type()));
    } else if (value instanceof Attribute.Float number) {
      sink.writeVarint(BuiltinCodes.FLOAT)
          .writeVarint(numbering.type(number.type()))
          .writeBits(number.bits(), BuiltinDecoder.width(number.type()));
    } else if (value instanceof Attribute.Dense dense) {
      sink.writeVarint(BuiltinCodes.DENSE)
          .writeVarint(numbering.type(new Type.Builtin(dense.type())))
          .writeBlob(dense.data());
    } else {
      throw VhloEncoder.cannot(
          "a builtin attribute of the kind " + value.getClass().getSimpleName());
    }
  }

  private int text(String text) throws StableHloFormatException {
    return numbering.attribute(new Attribute.Builtin(new Attribute.Text(text)));
  }

  private void writeSymbol(Attribute.Symbol symbol, ByteSink sink) throws StableHloFormatException {
    List<String> path = symbol.path();
    boolean flat = path.size() == 1;
    sink.writeVarint(flat ? BuiltinCodes.FLAT_SYMBOL : BuiltinCodes.SYMBOL)
        .writeVarint(text(path.get(0)));
    if (!flat) {
      sink.writeVarint(path.size() - 1L);
      for (String nested : path.subList(1, path.size())) {
        sink.writeVarint(numbering.attribute(new Attribute.Symbol(List.of(nested))));
      }
    }
  }

  private void writeLocation(Location location, ByteSink sink) throws StableHloFormatException {
    if (location instanceof Location.Unknown) {
      sink.writeVarint(BuiltinCodes.UNKNOWN_LOCATION);
    } else if (location instanceof Location.File file) {
      writeFile(file, sink);
    } else if (location instanceof Location.Named named) {
      sink.writeVarint(BuiltinCodes.NAME_LOCATION)
          .writeVarint(text(named.name()))
          .writeVarint(numbering.location(named.child()));
    } else if (location instanceof Location.CallSite site) {
      sink.writeVarint(BuiltinCodes.CALL_SITE_LOCATION)
          .writeVarint(numbering.location(site.callee()))
          .writeVarint(numbering.location(site.caller()));
    } else if (location instanceof Location.Fused fused) {
      boolean plain = fused.metadata().isEmpty();
      sink.writeVarint(
              plain ? BuiltinCodes.FUSED_LOCATION : BuiltinCodes.FUSED_LOCATION_WITH_METADATA)
          .writeVarint(fused.parts().size());
      for (Location part : fused.parts()) {
        sink.writeVarint(numbering.location(part));
      }
      if (!plain) {
        sink.writeVarint(numbering.attribute(fused.metadata().get()));
      }
    }
  }

  private void writeFile(Location.File file, ByteSink sink) throws StableHloFormatException {
    boolean point = file.line() == file.endLine() && file.column() == file.endColumn();
    sink.writeVarint(point ? BuiltinCodes.FILE_LOCATION : BuiltinCodes.FILE_RANGE_LOCATION)
        .writeVarint(text(file.name()));
    if (!point) {
      sink.writeVarint(4);
    }
    sink.writeVarint(file.line()).writeVarint(file.column());
    if (!point) {
      sink.writeVarint(file.endLine()).writeVarint(file.endColumn());
    }
  }

  void writeType(Type type, ByteSink sink) throws StableHloFormatException {
    if (type instanceof Type.Scalar scalar) {
      writeScalar(scalar, sink);
    } else if (type instanceof Type.FunctionType t) {
      sink.writeVarint(BuiltinCodes.FUNCTION_TYPE);
      writeTypes(t.inputs(), sink);
      writeTypes(t.outputs(), sink);
    } else if (type instanceof Type.Complex t) {
      sink.writeVarint(BuiltinCodes.COMPLEX_TYPE).writeVarint(numbering.type(t.element()));
    } else if (type instanceof Type.None) {
      sink.writeVarint(BuiltinCodes.NONE_TYPE);
    } else if (type instanceof Type.RankedTensor t) {
      if (t.encoding().isPresent()) {
        sink.writeVarint(BuiltinCodes.ENCODED_RANKED_TENSOR_TYPE);
        sink.writeVarint(numbering.attribute(t.encoding().get()));
      } else {
        sink.writeVarint(BuiltinCodes.RANKED_TENSOR_TYPE);
      }
      sink.writeSignedVarints(t.dimensions()).writeVarint(numbering.type(t.element()));
    } else if (type instanceof Type.Tuple t) {
      sink.writeVarint(BuiltinCodes.TUPLE_TYPE);
      writeTypes(t.elements(), sink);
    } else if (type instanceof Type.UnrankedTensor t) {
      sink.writeVarint(BuiltinCodes.UNRANKED_TENSOR_TYPE).writeVarint(numbering.type(t.element()));
    } else {
      throw VhloEncoder.cannot("a builtin type of the kind " + type.getClass().getSimpleName());
    }
  }

  private void writeTypes(List<Type> types, ByteSink sink) throws StableHloFormatException {
    sink.writeVarint(types.size());
    for (Type type : types) {
      sink.writeVarint(numbering.type(type));
    }
  }

  private static void writeScalar(Type.Scalar scalar, ByteSink sink) {
    switch (scalar.name()) {
      case "index" -> sink.writeVarint(BuiltinCodes.INDEX_TYPE);
      case "bf16" -> sink.writeVarint(BuiltinCodes.BFLOAT16_TYPE);
      case "f16" -> sink.writeVarint(BuiltinCodes.FLOAT16_TYPE);
      case "f32" -> sink.writeVarint(BuiltinCodes.FLOAT32_TYPE);
      case "f64" -> sink.writeVarint(BuiltinCodes.FLOAT64_TYPE);
      default -> {
        long sign = scalar.name().startsWith("si") ? 1 : scalar.name().startsWith("ui") ? 2 : 0;
        long width = BuiltinDecoder.width(new Type.Builtin(scalar));
        sink.writeVarint(BuiltinCodes.INTEGER_TYPE).writeVarint(width << 2 | sign);
      }
    }
  }
}
