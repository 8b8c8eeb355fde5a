package org.modelparity.model;

import com.google.flatbuffers.Table;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads tables of {@code jax/_src/export/serialization.fbs} by the numbers of their fields, which
 * that schema only ever appends to. Every read is checked against the file's end by the buffer.
 */
final class ExportedTable extends Table {
  /** Fields of {@code Exported}. */
  static final int FUNCTION_NAME = 1;

  static final int IN_TREE = 2;
  static final int IN_AVALS = 3;
  static final int OUT_TREE = 4;
  static final int OUT_AVALS = 5;
  static final int PLATFORMS = 9;
  static final int ORDERED_EFFECTS = 10;
  static final int MODULE = 13;
  static final int KEPT_VARIABLES = 15;
  static final int UNIQUE_AVALS = 19;
  static final int IN_AVAL_INDEXES = 22;
  static final int OUT_AVAL_INDEXES = 23;

  /** Fields of {@code AbstractValue}. */
  static final int AVAL_KIND = 0;

  static final int AVAL_SHAPE = 1;
  static final int AVAL_TYPE = 2;

  /** Fields of {@code PyTreeDef}. */
  static final int TREE_KIND = 0;

  static final int TREE_CHILDREN = 1;
  static final int TREE_CHILD_NAMES = 2;

  /** Fields of {@code Effect}. */
  static final int EFFECT_NAME = 0;

  private ExportedTable(int position, ByteBuffer bytes) {
    __reset(position, bytes);
  }

  /** The file's root. */
  static ExportedTable root(ByteBuffer bytes) {
    return new ExportedTable(bytes.getInt(0), bytes);
  }

  private int field(int number) {
    return __offset(4 + 2 * number);
  }

  /** A number of one byte, 0 where it is absent. */
  int number(int field) {
    int at = field(field);
    return at == 0 ? 0 : bb.get(bb_pos + at);
  }

  String text(int field) {
    int at = field(field);
    return at == 0 ? "" : __string(bb_pos + at);
  }

  ExportedTable table(int field) {
    int at = field(field);
    if (at == 0) {
      throw new IllegalArgumentException("a part is missing");
    }
    return new ExportedTable(__indirect(bb_pos + at), bb);
  }

  List<ExportedTable> tables(int field) {
    List<ExportedTable> tables = new ArrayList<>();
    int count = count(field, 4);
    for (int i = 0; i < count; i++) {
      tables.add(new ExportedTable(__indirect(__vector(field(field)) + 4 * i), bb));
    }
    return tables;
  }

  List<String> texts(int field) {
    List<String> texts = new ArrayList<>();
    int count = count(field, 4);
    for (int i = 0; i < count; i++) {
      texts.add(__string(__vector(field(field)) + 4 * i));
    }
    return texts;
  }

  /** Unsigned numbers of two bytes. */
  List<Integer> shorts(int field) {
    List<Integer> numbers = new ArrayList<>();
    int count = count(field, 2);
    for (int i = 0; i < count; i++) {
      numbers.add(bb.getShort(__vector(field(field)) + 2 * i) & 0xffff);
    }
    return numbers;
  }

  /** Numbers of four bytes. */
  List<Integer> ints(int field) {
    List<Integer> numbers = new ArrayList<>();
    int count = count(field, 4);
    for (int i = 0; i < count; i++) {
      numbers.add(bb.getInt(__vector(field(field)) + 4 * i));
    }
    return numbers;
  }

  /** A view of a vector of bytes. */
  ByteBuffer bytes(int field) {
    int count = count(field, 1);
    return count == 0 ? ByteBuffer.allocate(0) : bb.slice(__vector(field(field)), count);
  }

  private int count(int field, int elementBytes) {
    int at = field(field);
    if (at == 0) {
      return 0;
    }
    int count = __vector_len(at);
    if (count < 0 || count > (bb.capacity() - __vector(at)) / elementBytes) {
      throw new IllegalArgumentException("a list is longer than the file");
    }
    return count;
  }
}
