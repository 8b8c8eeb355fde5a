package org.modelparity.stablehlo;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The parts of a bytecode file that its operations refer to by index: strings, dialects and
 * operation names, the places of attributes, types and properties.
 *
 * @param version of the bytecode encoding
 * @param body the section of operations
 */
record FileTables(
    int version,
    String producer,
    List<String> strings,
    List<OperationName> operationNames,
    List<Entry> attributes,
    List<Entry> types,
    List<ByteSource> properties,
    ByteSource body) {
  /**
   * @param registered whether the writer knew the operation; always true before version 5
   */
  record OperationName(String dialect, String name, boolean registered) {}

  /**
   * Where an attribute or type is encoded.
   *
   * @param custom in the dialect's own encoding, else as MLIR text
   */
  record Entry(String dialect, boolean custom, ByteSource bytes) {}

  private static final int NEWEST_VERSION = 6;
  private static final int DIALECT_VERSION_SECTION = 7;
  private static final int[] MAGIC = {'M', 'L', 0xEF, 'R'};

  private static final List<String> SECTIONS =
      List.of(
          "strings",
          "dialects",
          "attributes and types",
          "offsets of attributes and types",
          "operations",
          "resources",
          "offsets of resources",
          "dialect versions",
          "properties");

  static FileTables read(ByteBuffer file) throws StableHloFormatException {
    ByteSource source = ByteSource.of(file);
    for (int expected : MAGIC) {
      if (source.isEmpty() || source.readByte() != expected) {
        throw new StableHloFormatException(
            "This is no StableHLO artifact: it does not start with the bytes of MLIR bytecode,"
                + " 4D 4C EF 52. Write it with jax.export or stablehlo's serialize functions");
      }
    }
    long version = source.readVarint();
    String producer = source.readCString();
    if (version < 0 || version > NEWEST_VERSION) {
      throw source.unknown(
          "version " + Long.toUnsignedString(version) + " of MLIR bytecode", producer);
    }
    return new TableReader((int) version, producer).read(source);
  }

  /** Splits the file into sections and reads the tables among them. */
  private static final class TableReader {
    private final int version;
    private final String producer;
    private List<String> strings = List.of();
    private final List<String> dialects = new ArrayList<>();
    private final List<OperationName> names = new ArrayList<>();

    TableReader(int version, String producer) {
      this.version = version;
      this.producer = producer;
    }

    FileTables read(ByteSource file) throws StableHloFormatException {
      ByteSource[] sections = new ByteSource[SECTIONS.size()];
      while (!file.isEmpty()) {
        int id = section(file, sections);
        if (id == DIALECT_VERSION_SECTION) {
          throw file.error("a section of dialect versions stands by itself");
        }
      }
      strings = strings(need(file, sections, 0));
      dialects(need(file, sections, 1));
      ByteSource offsets = need(file, sections, 3);
      ByteSource data = need(file, sections, 2);
      int attributeCount = offsets.readCount("attributes");
      int typeCount = offsets.readCount("types");
      List<Entry> attributes = entries(offsets, data, attributeCount, "attribute");
      List<Entry> types = entries(offsets, data, typeCount, "type");
      return new FileTables(
          version,
          producer,
          strings,
          names,
          attributes,
          types,
          properties(sections[8]),
          need(file, sections, 4));
    }

    private static ByteSource need(ByteSource file, ByteSource[] sections, int id)
        throws StableHloFormatException {
      if (sections[id] == null) {
        throw file.error("the section of " + SECTIONS.get(id) + " is missing");
      }
      return sections[id];
    }

    private static int section(ByteSource file, ByteSource[] sections)
        throws StableHloFormatException {
      int head = file.readByte();
      int id = head & 0x7f;
      if (id >= sections.length) {
        throw file.error("there is no section of the kind " + id);
      }
      if (sections[id] != null) {
        throw file.error("the section of " + SECTIONS.get(id) + " stands twice");
      }
      sections[id] = sectionData(file, head, SECTIONS.get(id));
      return id;
    }

    private static List<String> strings(ByteSource source) throws StableHloFormatException {
      int count = source.readCount("strings");
      long[] sizes = new long[count];
      // The sizes stand in reverse order, so that a reader can start from the section's end.
      for (int i = count - 1; i >= 0; i--) {
        sizes[i] = source.readVarint();
        if (sizes[i] == 0) {
          throw source.error("a string has no end");
        }
      }
      List<String> strings = new ArrayList<>(count);
      for (long size : sizes) {
        ByteBuffer bytes = source.readBytes(size);
        strings.add(ByteSource.text(bytes.slice(0, bytes.limit() - 1)));
      }
      source.expectEnd();
      return strings;
    }

    private void dialects(ByteSource source) throws StableHloFormatException {
      int count = source.readCount("dialects");
      for (int i = 0; i < count; i++) {
        int at = source.position();
        long head = source.readVarint();
        boolean versioned = version >= 1 && (head & 1) != 0;
        long index = version >= 1 ? head >>> 1 : head;
        dialects.add(strings.get(source.checkIndex(index, strings.size(), "string", at)));
        if (versioned) {
          sectionData(source, source.readByte(), "dialect version");
        }
      }
      if (version >= 4) {
        source.readCount("operation names");
      }
      while (!source.isEmpty()) {
        String dialect = dialects.get(source.readIndex(dialects.size(), "dialect"));
        int groupSize = source.readCount("operation names");
        for (int i = 0; i < groupSize; i++) {
          int at = source.position();
          long head = source.readVarint();
          long index = version >= 5 ? head >>> 1 : head;
          int name = source.checkIndex(index, strings.size(), "string", at);
          boolean registered = version < 5 || (head & 1) != 0;
          names.add(new OperationName(dialect, strings.get(name), registered));
        }
      }
    }

    private List<Entry> entries(ByteSource offsets, ByteSource data, int count, String what)
        throws StableHloFormatException {
      List<Entry> entries = new ArrayList<>(count);
      while (entries.size() < count) {
        String dialect = dialects.get(offsets.readIndex(dialects.size(), "dialect"));
        int groupSize = offsets.readCount(what + "s");
        if (groupSize == 0 || groupSize > count - entries.size()) {
          throw offsets.error("a group has %d %ss".formatted(groupSize, what));
        }
        for (int i = 0; i < groupSize; i++) {
          long head = offsets.readVarint();
          entries.add(new Entry(dialect, (head & 1) != 0, data.take(head >>> 1, what)));
        }
      }
      return entries;
    }

    private static List<ByteSource> properties(ByteSource source) throws StableHloFormatException {
      if (source == null) {
        return List.of();
      }
      int count = source.readCount("property lists");
      List<ByteSource> lists = new ArrayList<>(count);
      for (int i = 0; i < count; i++) {
        lists.add(source.take(source.readVarint(), "properties"));
      }
      source.expectEnd();
      return lists;
    }
  }

  /** The rest of a section after its first byte {@code head}. */
  static ByteSource sectionData(ByteSource source, int head, String name)
      throws StableHloFormatException {
    long size = source.readVarint();
    if ((head & 0x80) != 0) {
      source.skipPadding(source.readVarint());
    }
    return source.take(size, name);
  }
}
