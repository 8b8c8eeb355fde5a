package org.modelparity.stablehlo;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The attributes and types of a file by index. Each is decoded when something first refers to it,
 * so that what an artifact does not use need not be understood.
 */
final class ValueTable {
  /** Deeper than any compiler nests, and shallow enough for a thread's stack. */
  private static final int DEPTH_LIMIT = 400;

  private final FileTables file;
  private final Attribute[] attributes;
  private final Type[] types;
  private final boolean[] attributesInWork;
  private final boolean[] typesInWork;
  private final Map<Integer, Map<String, Attribute>> dictionaries = new LinkedHashMap<>();
  private final VhloDecoder vhlo;
  private final BuiltinDecoder builtin;
  private int depth;

  ValueTable(FileTables file) {
    this.file = file;
    attributes = new Attribute[file.attributes().size()];
    types = new Type[file.types().size()];
    attributesInWork = new boolean[attributes.length];
    typesInWork = new boolean[types.length];
    vhlo = new VhloDecoder(this, file.producer());
    builtin = new BuiltinDecoder(this, file.producer());
  }

  Attribute attribute(ByteSource reference) throws StableHloFormatException {
    return attribute(reference.readIndex(attributes.length, "attribute"));
  }

  Attribute attribute(int index) throws StableHloFormatException {
    if (attributes[index] == null) {
      FileTables.Entry entry = file.attributes().get(index);
      ByteSource source = entry.bytes().copy();
      enter(attributesInWork, index, source, "an attribute");
      attributes[index] = decodeAttribute(entry, source);
      source.expectEnd();
      leave(attributesInWork, index);
    }
    return attributes[index];
  }

  private Attribute decodeAttribute(FileTables.Entry entry, ByteSource source)
      throws StableHloFormatException {
    if (!entry.custom()) {
      return new Attribute.Assembly(entry.dialect(), source.readCString());
    }
    return switch (entry.dialect()) {
      case "vhlo" -> vhlo.attribute(source);
      case "builtin" -> builtin.attribute(source);
      default -> new Attribute.Foreign(entry.dialect(), source.readBytes(source.remaining()));
    };
  }

  Type type(ByteSource reference) throws StableHloFormatException {
    return type(reference.readIndex(types.length, "type"));
  }

  Type type(int index) throws StableHloFormatException {
    if (types[index] == null) {
      FileTables.Entry entry = file.types().get(index);
      ByteSource source = entry.bytes().copy();
      enter(typesInWork, index, source, "a type");
      types[index] = decodeType(entry, source);
      source.expectEnd();
      leave(typesInWork, index);
    }
    return types[index];
  }

  private Type decodeType(FileTables.Entry entry, ByteSource source)
      throws StableHloFormatException {
    if (!entry.custom()) {
      return new Type.Assembly(entry.dialect(), source.readCString());
    }
    return switch (entry.dialect()) {
      case "vhlo" -> vhlo.type(source);
      case "builtin" -> builtin.type(source);
      default -> throw source.unknown("the dialect " + entry.dialect(), file.producer());
    };
  }

  private void enter(boolean[] inWork, int index, ByteSource source, String what)
      throws StableHloFormatException {
    if (inWork[index]) {
      throw source.error(what + " contains itself");
    }
    if (++depth > DEPTH_LIMIT) {
      throw source.error(what + " is nested deeper than " + DEPTH_LIMIT);
    }
    inWork[index] = true;
  }

  private void leave(boolean[] inWork, int index) {
    inWork[index] = false;
    depth--;
  }

  int typeCount() {
    return types.length;
  }

  List<Attribute> attributes(ByteSource source) throws StableHloFormatException {
    int count = source.readCount("attributes");
    List<Attribute> list = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      list.add(attribute(source));
    }
    return list;
  }

  List<Type> types(ByteSource source) throws StableHloFormatException {
    int count = source.readCount("types");
    List<Type> list = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      list.add(type(source));
    }
    return list;
  }

  /** An attribute that may be absent: zero, or its index with the lowest bit set. */
  Optional<Attribute> optionalAttribute(ByteSource source) throws StableHloFormatException {
    int at = source.position();
    long head = source.readVarint();
    if ((head & 1) == 0) {
      return Optional.empty();
    }
    return Optional.of(
        attribute(source.checkIndex(head >>> 1, attributes.length, "attribute", at)));
  }

  String string(ByteSource source) throws StableHloFormatException {
    return file.strings().get(source.readIndex(file.strings().size(), "string"));
  }

  /** A builtin dictionary as a map. */
  Map<String, Attribute> dictionary(ByteSource reference) throws StableHloFormatException {
    int index = reference.readIndex(attributes.length, "attribute");
    Map<String, Attribute> known = dictionaries.get(index);
    if (known != null) {
      return known;
    }
    if (attribute(index) instanceof Attribute.Builtin b
        && b.value() instanceof Attribute.Dictionary dictionary) {
      Map<String, Attribute> map = new LinkedHashMap<>();
      for (Map.Entry<Attribute, Attribute> entry : dictionary.entries()) {
        map.put(Attribute.text(entry.getKey()).orElseThrow(), entry.getValue());
      }
      Map<String, Attribute> result = Map.copyOf(map);
      dictionaries.put(index, result);
      return result;
    }
    throw reference.error("attribute " + index + " is no dictionary");
  }

  Location location(ByteSource reference) throws StableHloFormatException {
    if (attribute(reference) instanceof Attribute.Located located) {
      return located.location();
    }
    throw reference.error("an attribute is no location");
  }
}
