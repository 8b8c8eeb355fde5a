package org.modelparity.stablehlo;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Writes modules as StableHLO portable artifacts, in the encoding version that the module names.
 * What {@link BytecodeReader} reads from the result is equal to the module. The same module gives
 * the same bytes.
 */
public final class BytecodeWriter {
  private static final int STRINGS = 0;
  private static final int DIALECTS = 1;
  private static final int DATA = 2;
  private static final int OFFSETS = 3;
  private static final int OPERATIONS = 4;
  private static final int PROPERTIES = 8;

  private final int version;
  private final Numbering numbering;

  private BytecodeWriter(int version) {
    this.version = version;
    numbering = new Numbering(version);
  }

  /**
   * @throws StableHloFormatException if the module has something that VHLO bytecode cannot hold,
   *     for example an operation of another dialect
   */
  public static ByteBuffer write(Module module) throws StableHloFormatException {
    return new BytecodeWriter(module.bytecodeVersion()).writeFile(module);
  }

  private ByteBuffer writeFile(Module module) throws StableHloFormatException {
    ByteSink operations = new ByteSink().writeFlagged(1, false);
    writeModule(module, operations);
    ByteSink file = new ByteSink();
    file.writeBytes(new byte[] {'M', 'L', (byte) 0xEF, 'R'}).writeVarint(version);
    file.writeCString(module.producer());
    file.writeSection(STRINGS, numbering.stringSection());
    file.writeSection(DIALECTS, numbering.dialectSection());
    file.writeSection(OFFSETS, numbering.offsetSection());
    file.writeSection(DATA, numbering.dataSection());
    file.writeSection(OPERATIONS, operations);
    if (version >= 5) {
      file.writeSection(PROPERTIES, numbering.propertySection());
    }
    return ByteBuffer.wrap(file.toByteArray());
  }

  private void writeModule(Module module, ByteSink sink) throws StableHloFormatException {
    Map<String, Attribute> annotations = new TreeMap<>(module.attributes());
    ByteSink properties = new ByteSink();
    boolean named = false;
    if (version >= 5) {
      for (String property : List.of("sym_name", "sym_visibility")) {
        Attribute value = annotations.remove(property);
        named |= value != null;
        if (value == null) {
          properties.writeVarint(0);
        } else {
          properties.writeFlagged(numbering.attribute(value), true);
        }
      }
    }
    List<Operation> operations = new ArrayList<>();
    for (Function function : module.functions()) {
      operations.add(Functions.operation(function));
    }
    operations.addAll(module.others());
    Block body = new Block(List.of(), List.of(), List.of(), operations);
    Head head =
        new Head(
            numbering.operationName("builtin", "module"),
            annotations,
            named ? Optional.of(properties) : Optional.empty());
    writeOperation(head, wrap(body, module.location()), new Scope(null), sink);
  }

  private static Operation wrap(Block body, Location location) {
    return new Operation(
        "builtin.module",
        0,
        Map.of(),
        Map.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(new Region(List.of(body))),
        location);
  }

  /** What of an operation depends on its dialect. */
  private record Head(
      int name, Map<String, Attribute> annotations, Optional<ByteSink> properties) {}

  private Head head(Operation operation) throws StableHloFormatException {
    VhloOperations.Entry entry =
        VhloOperations.find(operation.name(), operation.version())
            .orElseThrow(
                () ->
                    VhloEncoder.cannot(
                        "operation %s version %d"
                            .formatted(operation.name(), operation.version())));
    int name = numbering.operationName("vhlo", entry.versionedName());
    if (version < 5) {
      Map<String, Attribute> all = new LinkedHashMap<>(operation.annotations());
      all.putAll(operation.attributes());
      return new Head(name, all, Optional.empty());
    }
    if (entry.attributes().isEmpty()) {
      return new Head(name, operation.annotations(), Optional.empty());
    }
    ByteSink properties = new ByteSink();
    for (String attribute : entry.attributes()) {
      Attribute value = operation.attributes().get(attribute);
      if (value == null) {
        throw VhloEncoder.cannot(
            "operation %s without the attribute %s".formatted(operation.name(), attribute));
      }
      properties.writeVarint(numbering.attribute(value));
    }
    return new Head(name, operation.annotations(), Optional.of(properties));
  }

  private void writeOperation(Head head, Operation operation, Scope scope, ByteSink sink)
      throws StableHloFormatException {
    int mask =
        (head.annotations().isEmpty() ? 0 : OperationReader.HAS_ATTRIBUTES)
            | (head.properties().isEmpty() ? 0 : OperationReader.HAS_PROPERTIES)
            | (operation.results().isEmpty() ? 0 : OperationReader.HAS_RESULTS)
            | (operation.operands().isEmpty() ? 0 : OperationReader.HAS_OPERANDS)
            | (operation.regions().isEmpty() ? 0 : OperationReader.HAS_REGIONS);
    sink.writeVarint(head.name()).writeByte(mask);
    sink.writeVarint(numbering.location(operation.location()));
    if (!head.annotations().isEmpty()) {
      sink.writeVarint(numbering.dictionary(head.annotations()));
    }
    head.properties().ifPresent(list -> sink.writeVarint(numbering.propertyList(list)));
    if (!operation.resultTypes().isEmpty()) {
      sink.writeVarint(operation.resultTypes().size());
      for (Type type : operation.resultTypes()) {
        sink.writeVarint(numbering.type(type));
      }
    }
    if (!operation.operands().isEmpty()) {
      sink.writeList(operation.operands(), value -> sink.writeVarint(scope.number(value)));
    }
    if (!operation.regions().isEmpty()) {
      boolean isolated = operation.name().equals(Functions.OPERATION) || operation.version() == 0;
      writeRegions(operation.regions(), isolated, scope, sink);
    }
  }

  /** Functions and modules see nothing of what is around them, and are a section of their own. */
  private void writeRegions(List<Region> regions, boolean isolated, Scope scope, ByteSink sink)
      throws StableHloFormatException {
    sink.writeFlagged(regions.size(), isolated);
    boolean section = isolated && version >= 2;
    ByteSink target = section ? new ByteSink() : sink;
    for (Region region : regions) {
      target.writeVarint(region.blocks().size());
      if (!region.blocks().isEmpty()) {
        Scope inner = new Scope(isolated ? null : scope);
        region.blocks().forEach(inner::define);
        target.writeVarint(inner.count());
        for (Block block : region.blocks()) {
          writeBlock(block, inner, target);
        }
      }
    }
    if (section) {
      sink.writeSection(OPERATIONS, target);
    }
  }

  private void writeBlock(Block block, Scope scope, ByteSink sink) throws StableHloFormatException {
    boolean hasArguments = !block.arguments().isEmpty();
    sink.writeFlagged(block.operations().size(), hasArguments);
    if (hasArguments) {
      sink.writeVarint(block.arguments().size());
      for (int i = 0; i < block.arguments().size(); i++) {
        int type = numbering.type(block.argumentTypes().get(i));
        Location location = block.argumentLocations().get(i);
        if (version < 4) {
          sink.writeVarint(type).writeVarint(numbering.location(location));
        } else if (location instanceof Location.Unknown) {
          sink.writeFlagged(type, false);
        } else {
          sink.writeFlagged(type, true).writeVarint(numbering.location(location));
        }
      }
      if (version >= 3) {
        sink.writeByte(0);
      }
    }
    for (Operation operation : block.operations()) {
      writeOperation(head(operation), operation, scope, sink);
    }
  }

  /** The numbers that the values of a region have in the file, see {@link ValueScope}. */
  private static final class Scope {
    private final Scope outer;
    private final long base;
    private final Map<Integer, Long> numbers = new HashMap<>();

    Scope(Scope outer) {
      this.outer = outer;
      base = outer == null ? 0 : outer.base + outer.count();
    }

    void define(Block block) {
      block.arguments().forEach(this::define);
      block.operations().forEach(o -> o.results().forEach(this::define));
    }

    private void define(int value) {
      numbers.put(value, base + numbers.size());
    }

    int count() {
      return numbers.size();
    }

    long number(int value) {
      Long number = numbers.get(value);
      if (number == null && outer == null) {
        throw new IllegalArgumentException("value " + value + " is used but not defined");
      }
      return number == null ? outer.number(value) : number;
    }
  }
}
