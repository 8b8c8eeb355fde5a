package org.modelparity.stablehlo;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the attributes of operations, each set of them once however many operations have it. */
final class AttributeReader {
  private final FileTables file;
  private final ValueTable values;
  private final List<Map<String, Map<String, Attribute>>> propertyMaps;
  private final Map<SplitKey, Split> splits = new LinkedHashMap<>();

  private record SplitKey(String operation, Map<String, Attribute> dictionary) {
    @Override
    public boolean equals(Object other) {
      return other instanceof SplitKey k
          && operation.equals(k.operation)
          && dictionary == k.dictionary;
    }

    @Override
    public int hashCode() {
      return 31 * operation.hashCode() + System.identityHashCode(dictionary);
    }
  }

  /** What the operation's specification names, and the rest. */
  record Split(Map<String, Attribute> attributes, Map<String, Attribute> annotations) {}

  AttributeReader(FileTables file, ValueTable values) {
    this.file = file;
    this.values = values;
    propertyMaps = new ArrayList<>(file.properties().size());
    for (int i = 0; i < file.properties().size(); i++) {
      propertyMaps.add(new LinkedHashMap<>());
    }
  }

  /**
   * Reads what stands between an operation's location and its results.
   *
   * @param hasDictionary whether there is a dictionary
   * @param hasProperties whether there is a property list after it
   */
  Split read(
      ByteSource source,
      FileTables.OperationName name,
      Optional<VhloOperations.Entry> entry,
      boolean hasDictionary,
      boolean hasProperties)
      throws StableHloFormatException {
    Map<String, Attribute> dictionary = hasDictionary ? values.dictionary(source) : Map.of();
    Split split =
        entry.isPresent() ? split(entry.get(), dictionary) : new Split(Map.of(), dictionary);
    if (!hasProperties) {
      return split;
    }
    if (!split.attributes().isEmpty()) {
      throw source.error("operation " + name.name() + " has its attributes twice");
    }
    return new Split(properties(source, name, entry), split.annotations());
  }

  /** Before encoding version 5, one dictionary holds what later are properties and the rest. */
  private Split split(VhloOperations.Entry entry, Map<String, Attribute> dictionary) {
    if (dictionary.isEmpty()) {
      return new Split(Map.of(), Map.of());
    }
    return splits.computeIfAbsent(
        new SplitKey(entry.versionedName(), dictionary),
        key -> {
          Map<String, Attribute> attributes = new LinkedHashMap<>();
          Map<String, Attribute> annotations = new LinkedHashMap<>();
          dictionary.forEach(
              (k, v) -> (entry.attributes().contains(k) ? attributes : annotations).put(k, v));
          return new Split(Map.copyOf(attributes), Map.copyOf(annotations));
        });
  }

  private Map<String, Attribute> properties(
      ByteSource source, FileTables.OperationName name, Optional<VhloOperations.Entry> entry)
      throws StableHloFormatException {
    if (!name.registered()) {
      return values.dictionary(source);
    }
    int index = source.readIndex(file.properties().size(), "property list");
    String key = name.dialect() + "." + name.name();
    Map<String, Attribute> known = propertyMaps.get(index).get(key);
    if (known != null) {
      return known;
    }
    ByteSource list = file.properties().get(index).copy();
    Map<String, Attribute> map = new LinkedHashMap<>();
    if (entry.isPresent()) {
      for (String attribute : entry.get().attributes()) {
        map.put(attribute, values.attribute(list));
      }
      list.expectEnd();
    } else if (key.equals("builtin.module")) {
      for (String attribute : List.of("sym_name", "sym_visibility")) {
        values.optionalAttribute(list).ifPresent(value -> map.put(attribute, value));
      }
      list.expectEnd();
    }
    // The properties of other dialects' operations have no names that could be known here.
    Map<String, Attribute> result = Map.copyOf(map);
    propertyMaps.get(index).put(key, result);
    return result;
  }
}
