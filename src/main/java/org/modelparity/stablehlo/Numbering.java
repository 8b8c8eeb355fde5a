package org.modelparity.stablehlo;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The tables of a file in writing. What is equal is written once: attributes and types are told
 * apart by their encoding, in which what they contain already has a number.
 */
final class Numbering {
  private final int version;
  private final Map<String, Integer> strings = new LinkedHashMap<>();
  private final Map<String, Integer> dialects = new LinkedHashMap<>();
  private final Table attributes = new Table();
  private final Table types = new Table();
  private final Map<OperationName, Integer> operationNames = new LinkedHashMap<>();
  private final Map<ByteBuffer, Integer> properties = new LinkedHashMap<>();
  private final VhloEncoder vhlo = new VhloEncoder(this);
  private final BuiltinEncoder builtin = new BuiltinEncoder(this);

  private record OperationName(int dialect, int name) {}

  private record Encoded(int dialect, boolean custom, ByteBuffer bytes) {}

  /** Encodings by number; the identity map only spares encoding the same object again. */
  private static final class Table {
    final Map<Encoded, Integer> numbers = new LinkedHashMap<>();
    final Map<Object, Integer> seen = new IdentityHashMap<>();

    int number(Encoded encoded) {
      return numbers.computeIfAbsent(encoded, e -> numbers.size());
    }
  }

  Numbering(int version) {
    this.version = version;
    dialect("builtin");
    dialect("vhlo");
  }

  int string(String text) {
    return intern(strings, text);
  }

  private int dialect(String name) {
    string(name);
    return intern(dialects, name);
  }

  private static <T> int intern(Map<T, Integer> table, T entry) {
    return table.computeIfAbsent(entry, e -> table.size());
  }

  int operationName(String dialect, String name) {
    return intern(operationNames, new OperationName(dialect(dialect), string(name)));
  }

  int propertyList(ByteSink list) {
    return intern(properties, ByteBuffer.wrap(list.toByteArray()));
  }

  int attribute(Attribute attribute) throws StableHloFormatException {
    Integer known = attributes.seen.get(attribute);
    if (known == null) {
      known = attributes.number(encode(attribute));
      attributes.seen.put(attribute, known);
    }
    return known;
  }

  private Encoded encode(Attribute attribute) throws StableHloFormatException {
    ByteSink sink = new ByteSink();
    if (attribute instanceof Attribute.Assembly assembly) {
      sink.writeCString(assembly.text());
      return encoded(assembly.dialect(), false, sink);
    }
    if (builtin.writeIfBuiltin(attribute, sink)) {
      return encoded("builtin", true, sink);
    }
    vhlo.write(attribute, sink);
    return encoded("vhlo", true, sink);
  }

  int type(Type type) throws StableHloFormatException {
    Integer known = types.seen.get(type);
    if (known == null) {
      known = types.number(encode(type));
      types.seen.put(type, known);
    }
    return known;
  }

  private Encoded encode(Type type) throws StableHloFormatException {
    ByteSink sink = new ByteSink();
    if (type instanceof Type.Assembly assembly) {
      sink.writeCString(assembly.text());
      return encoded(assembly.dialect(), false, sink);
    }
    if (type instanceof Type.Builtin wrapped) {
      builtin.writeType(wrapped.value(), sink);
      return encoded("builtin", true, sink);
    }
    vhlo.writeType(type, sink);
    return encoded("vhlo", true, sink);
  }

  private Encoded encoded(String dialect, boolean custom, ByteSink sink) {
    return new Encoded(dialect(dialect), custom, ByteBuffer.wrap(sink.toByteArray()));
  }

  int location(Location location) throws StableHloFormatException {
    return attribute(new Attribute.Located(location));
  }

  /** A builtin dictionary, sorted by its keys as MLIR keeps it. */
  int dictionary(Map<String, Attribute> map) throws StableHloFormatException {
    List<Map.Entry<Attribute, Attribute>> entries = new ArrayList<>();
    new TreeMap<>(map)
        .forEach(
            (key, value) ->
                entries.add(Map.entry(new Attribute.Builtin(new Attribute.Text(key)), value)));
    return attribute(new Attribute.Builtin(new Attribute.Dictionary(entries)));
  }

  ByteSink stringSection() {
    ByteSink sink = new ByteSink().writeVarint(strings.size());
    List<byte[]> encoded = new ArrayList<>();
    strings.keySet().forEach(s -> encoded.add(s.getBytes(StandardCharsets.UTF_8)));
    for (int i = encoded.size() - 1; i >= 0; i--) {
      sink.writeVarint(encoded.get(i).length + 1L);
    }
    encoded.forEach(bytes -> sink.writeBytes(bytes).writeByte(0));
    return sink;
  }

  ByteSink dialectSection() {
    ByteSink sink = new ByteSink().writeVarint(dialects.size());
    for (String dialect : dialects.keySet()) {
      sink.writeVarint(version >= 1 ? (long) strings.get(dialect) << 1 : strings.get(dialect));
    }
    if (version >= 4) {
      sink.writeVarint(operationNames.size());
    }
    List<OperationName> names = new ArrayList<>(operationNames.keySet());
    for (int i = 0; i < names.size(); ) {
      int group = i;
      while (i < names.size() && names.get(i).dialect() == names.get(group).dialect()) {
        i++;
      }
      sink.writeVarint(names.get(group).dialect()).writeVarint(i - group);
      for (OperationName name : names.subList(group, i)) {
        sink.writeVarint(version >= 5 ? (long) name.name() << 1 | 1 : name.name());
      }
    }
    return sink;
  }

  ByteSink offsetSection() {
    ByteSink sink =
        new ByteSink().writeVarint(attributes.numbers.size()).writeVarint(types.numbers.size());
    for (Table table : List.of(attributes, types)) {
      List<Encoded> entries = new ArrayList<>(table.numbers.keySet());
      for (int i = 0; i < entries.size(); ) {
        int group = i;
        while (i < entries.size() && entries.get(i).dialect() == entries.get(group).dialect()) {
          i++;
        }
        sink.writeVarint(entries.get(group).dialect()).writeVarint(i - group);
        for (Encoded entry : entries.subList(group, i)) {
          sink.writeFlagged(entry.bytes().remaining(), entry.custom());
        }
      }
    }
    return sink;
  }

  ByteSink dataSection() {
    ByteSink sink = new ByteSink();
    attributes.numbers.keySet().forEach(e -> sink.writeBytes(e.bytes()));
    types.numbers.keySet().forEach(e -> sink.writeBytes(e.bytes()));
    return sink;
  }

  ByteSink propertySection() {
    ByteSink sink = new ByteSink().writeVarint(properties.size());
    properties.keySet().forEach(sink::writeBlob);
    return sink;
  }
}
