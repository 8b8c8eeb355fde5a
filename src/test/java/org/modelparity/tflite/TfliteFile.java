package org.modelparity.tflite;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** Reads from .tflite files which operators they have (schema.fbs, Model and Operator tables). */
final class TfliteFile {
  static final int ADD = 0;
  static final int CONV_2D = 3;
  static final int FULLY_CONNECTED = 9;
  static final int LOG_SOFTMAX = 50;
  static final int SOFTMAX = 25;

  private final ByteBuffer bytes;

  private TfliteFile(byte[] bytes) {
    this.bytes = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** The builtin operators of the first subgraph, in the order of execution. */
  static List<Integer> operators(byte[] file) {
    TfliteFile model = new TfliteFile(file);
    int root = model.indirect(0);
    List<Integer> codes = new ArrayList<>();
    for (int code : model.tables(root, 1)) {
      int deprecated = model.field(code, 0) == 0 ? 0 : model.bytes.get(model.field(code, 0));
      int current = model.field(code, 3) == 0 ? 0 : model.bytes.getInt(model.field(code, 3));
      codes.add(Math.max(deprecated, current));
    }
    List<Integer> operators = new ArrayList<>();
    int graph = model.tables(root, 2).get(0);
    for (int operator : model.tables(graph, 3)) {
      int index = model.field(operator, 0);
      operators.add(codes.get(index == 0 ? 0 : model.bytes.getInt(index)));
    }
    return operators;
  }

  private List<Integer> tables(int table, int field) {
    int vector = indirect(field(table, field));
    List<Integer> tables = new ArrayList<>();
    for (int i = 0; i < bytes.getInt(vector); i++) {
      tables.add(indirect(vector + 4 + 4 * i));
    }
    return tables;
  }

  private int field(int table, int number) {
    int vtable = table - bytes.getInt(table);
    int slot = 4 + 2 * number;
    int offset = slot < (bytes.getShort(vtable) & 0xffff) ? bytes.getShort(vtable + slot) : 0;
    return offset == 0 ? 0 : table + (offset & 0xffff);
  }

  private int indirect(int position) {
    return position + bytes.getInt(position);
  }
}
