package org.modelparity.stablehlo;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the section of operations. */
final class OperationReader {
  /** Real programs nest loops and branches a dozen deep. */
  private static final int DEPTH_LIMIT = 100;

  static final int HAS_ATTRIBUTES = 0x01;
  static final int HAS_RESULTS = 0x02;
  static final int HAS_OPERANDS = 0x04;
  static final int HAS_SUCCESSORS = 0x08;
  static final int HAS_REGIONS = 0x10;
  static final int HAS_USE_LISTS = 0x20;
  static final int HAS_PROPERTIES = 0x40;

  private static final int OPERATIONS_SECTION = 4;

  private final FileTables file;
  private final ValueTable values;
  private final AttributeReader attributes;
  private int depth;
  private int nextValue;

  OperationReader(FileTables file) {
    this.file = file;
    values = new ValueTable(file);
    attributes = new AttributeReader(file, values);
  }

  /** The only operation of the outermost block. */
  Operation readRoot() throws StableHloFormatException {
    ByteSource source = file.body().copy();
    Block block = block(source, new ValueScope());
    source.expectEnd();
    if (block.operations().size() != 1) {
      throw source.error("there are %d modules".formatted(block.operations().size()));
    }
    return block.operations().get(0);
  }

  private Block block(ByteSource source, ValueScope scope) throws StableHloFormatException {
    int at = source.position();
    long head = source.readVarint();
    int count = source.checkCount(head >>> 1, "operations", at);
    List<Integer> arguments = new ArrayList<>();
    List<Type> types = new ArrayList<>();
    List<Location> locations = new ArrayList<>();
    if ((head & 1) != 0) {
      int argumentCount = source.readCount("block arguments");
      for (int i = 0; i < argumentCount; i++) {
        argument(source, types, locations);
        arguments.add(define(source, scope));
      }
      if (file.version() >= 3 && source.readByte() != 0) {
        skipUseLists(source, argumentCount);
      }
    }
    List<Operation> operations = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      operations.add(operation(source, scope));
    }
    return new Block(arguments, types, locations, operations);
  }

  private void argument(ByteSource source, List<Type> types, List<Location> locations)
      throws StableHloFormatException {
    if (file.version() < 4) {
      types.add(values.type(source));
      locations.add(values.location(source));
      return;
    }
    int at = source.position();
    long head = source.readVarint();
    types.add(values.type(source.checkIndex(head >>> 1, values.typeCount(), "type", at)));
    locations.add((head & 1) != 0 ? values.location(source) : new Location.Unknown());
  }

  private int define(ByteSource source, ValueScope scope) throws StableHloFormatException {
    int value = nextValue++;
    scope.define(value, source);
    return value;
  }

  private Operation operation(ByteSource source, ValueScope scope) throws StableHloFormatException {
    FileTables.OperationName name =
        file.operationNames().get(source.readIndex(file.operationNames().size(), "operation name"));
    Optional<VhloOperations.Entry> entry = entry(name, source);
    int mask = source.readByte();
    Location location = values.location(source);
    AttributeReader.Split split =
        attributes.read(
            source, name, entry, (mask & HAS_ATTRIBUTES) != 0, (mask & HAS_PROPERTIES) != 0);
    List<Type> resultTypes = (mask & HAS_RESULTS) != 0 ? values.types(source) : List.of();
    List<Integer> operands = new ArrayList<>();
    if ((mask & HAS_OPERANDS) != 0) {
      int count = source.readCount("operands");
      for (int i = 0; i < count; i++) {
        operands.add(scope.resolve(source.readVarint(), source));
      }
    }
    if ((mask & HAS_SUCCESSORS) != 0) {
      throw source.error("operation " + name.name() + " jumps to a block, as no StableHLO does");
    }
    if ((mask & HAS_USE_LISTS) != 0 && file.version() >= 3) {
      skipUseLists(source, resultTypes.size());
    }
    List<Region> regions =
        (mask & HAS_REGIONS) != 0
            ? regions(source, scope, name.dialect().equals("builtin") || isFunction(name))
            : List.of();
    List<Integer> results = new ArrayList<>(resultTypes.size());
    for (int i = 0; i < resultTypes.size(); i++) {
      results.add(define(source, scope));
    }
    return new Operation(
        entry.map(VhloOperations.Entry::name).orElse(name.dialect() + "." + name.name()),
        entry.map(VhloOperations.Entry::version).orElse(0),
        split.attributes(),
        split.annotations(),
        operands,
        results,
        resultTypes,
        regions,
        location);
  }

  private Optional<VhloOperations.Entry> entry(FileTables.OperationName name, ByteSource source)
      throws StableHloFormatException {
    if (!name.dialect().equals("vhlo")) {
      return Optional.empty();
    }
    Optional<VhloOperations.Entry> entry = VhloOperations.find(name.name());
    if (entry.isEmpty()) {
      throw source.unknown("VHLO operation " + name.name(), file.producer());
    }
    return entry;
  }

  private static boolean isFunction(FileTables.OperationName name) {
    return name.dialect().equals("vhlo") && name.name().startsWith("func_");
  }

  private List<Region> regions(ByteSource source, ValueScope outer, boolean numbersAnew)
      throws StableHloFormatException {
    if (++depth > DEPTH_LIMIT) {
      throw source.error("regions are nested deeper than " + DEPTH_LIMIT);
    }
    int at = source.position();
    long head = source.readVarint();
    int count = source.checkCount(head >>> 1, "regions", at);
    boolean isolated = (head & 1) != 0;
    int firstFree = nextValue;
    if (numbersAnew) {
      nextValue = 0;
    }
    ByteSource body = source;
    if (isolated && file.version() >= 2) {
      int kind = source.readByte();
      if ((kind & 0x7f) != OPERATIONS_SECTION) {
        throw source.error("a region is in a section of the kind " + (kind & 0x7f));
      }
      body = FileTables.sectionData(source, kind, "operations");
    }
    ValueScope scope = isolated ? new ValueScope() : outer;
    List<Region> regions = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      regions.add(region(body, scope));
    }
    if (body != source) {
      body.expectEnd();
    }
    if (numbersAnew) {
      nextValue = firstFree;
    }
    depth--;
    return regions;
  }

  private Region region(ByteSource source, ValueScope scope) throws StableHloFormatException {
    int count = source.readCount("blocks");
    if (count == 0) {
      return new Region(List.of());
    }
    scope.push(source.readVarint(), source);
    List<Block> blocks = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      blocks.add(block(source, scope));
    }
    scope.pop();
    return new Region(blocks);
  }

  /** The orders of uses matter only to a compiler that wants to reproduce its own run. */
  private static void skipUseLists(ByteSource source, int valueCount)
      throws StableHloFormatException {
    int count = valueCount > 1 ? source.readCount("use lists") : 1;
    for (int i = 0; i < count; i++) {
      if (valueCount > 1) {
        source.readVarint();
      }
      int at = source.position();
      int uses = source.checkCount(source.readVarint() >>> 1, "uses", at);
      for (int j = 0; j < uses; j++) {
        source.readVarint();
      }
    }
  }
}
