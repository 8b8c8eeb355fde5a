package org.modelparity.stablehlo;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Functions, which in a file are operations like others. */
final class Functions {
  static final String OPERATION = "func";
  private static final int VERSION = 1;

  private Functions() {}

  /** Whether a function has no body, but is somewhere else. */
  static boolean isDeclaration(Operation function) {
    return function.regions().stream().allMatch(r -> r.blocks().isEmpty());
  }

  /**
   * @param place where in the file errors are said to be
   */
  static Function read(Operation operation, ByteSource place) throws StableHloFormatException {
    Map<String, Attribute> attributes = new LinkedHashMap<>(operation.annotations());
    attributes.putAll(operation.attributes());
    String name =
        Attribute.text(attributes.remove("sym_name"))
            .orElseThrow(() -> place.error("a function has no name"));
    if (!(attributes.remove("function_type") instanceof Attribute.TypeOf t)
        || !(t.type() instanceof Type.FunctionType type)) {
      throw place.error("function " + name + " has no type");
    }
    if (operation.regions().size() != 1 || operation.regions().get(0).blocks().size() != 1) {
      throw place.error("function " + name + " has no body of one block");
    }
    Block body = operation.regions().get(0).body();
    if (body.arguments().size() != type.inputs().size()) {
      throw place.error("function " + name + " has arguments that its type does not have");
    }
    return new Function(
        name,
        type,
        body,
        dictionaries(attributes.remove("arg_attrs")),
        dictionaries(attributes.remove("res_attrs")),
        attributes,
        operation.location());
  }

  private static List<Map<String, Attribute>> dictionaries(Attribute attribute) {
    List<Map<String, Attribute>> maps = new ArrayList<>();
    if (attribute instanceof Attribute.Array array) {
      for (Attribute element : array.elements()) {
        Map<String, Attribute> map = new LinkedHashMap<>();
        if (element instanceof Attribute.Dictionary dictionary) {
          for (Map.Entry<Attribute, Attribute> e : dictionary.entries()) {
            Attribute.text(e.getKey()).ifPresent(key -> map.put(key, e.getValue()));
          }
        }
        maps.add(map);
      }
    }
    return maps;
  }

  /** A function as the operation that it is in the file. */
  static Operation operation(Function function) {
    VhloOperations.Entry entry = VhloOperations.find(OPERATION, VERSION).orElseThrow();
    Map<String, Attribute> attributes = new LinkedHashMap<>();
    Map<String, Attribute> annotations = new LinkedHashMap<>();
    function
        .attributes()
        .forEach((k, v) -> (entry.attributes().contains(k) ? attributes : annotations).put(k, v));
    attributes.put("sym_name", new Attribute.Text(function.name()));
    attributes.put("function_type", new Attribute.TypeOf(function.type()));
    attributes.put("arg_attrs", toArray(function.argumentAttributes()));
    attributes.put("res_attrs", toArray(function.resultAttributes()));
    return new Operation(
        OPERATION,
        VERSION,
        attributes,
        annotations,
        List.of(),
        List.of(),
        List.of(),
        List.of(new Region(List.of(function.body()))),
        function.location());
  }

  private static Attribute toArray(List<Map<String, Attribute>> maps) {
    List<Attribute> elements = new ArrayList<>();
    for (Map<String, Attribute> map : maps) {
      List<Map.Entry<Attribute, Attribute>> entries = new ArrayList<>();
      new TreeMap<>(map).forEach((k, v) -> entries.add(Map.entry(new Attribute.Text(k), v)));
      elements.add(new Attribute.Dictionary(entries));
    }
    return new Attribute.Array(elements);
  }
}
