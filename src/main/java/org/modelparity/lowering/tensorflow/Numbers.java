package org.modelparity.lowering.tensorflow;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.modelparity.lowering.LoweringException;

/**
 * A message of XLA's {@code xla_data.proto}, whose classes tensorflow-java does not have: its
 * integer fields by number.
 */
final class Numbers {
  private final UnknownFieldSet fields;

  private Numbers(UnknownFieldSet fields) {
    this.fields = fields;
  }

  static Numbers of(ByteString message) {
    try {
      return new Numbers(UnknownFieldSet.parseFrom(message));
    } catch (InvalidProtocolBufferException e) {
      throw new LoweringException("its dimension numbers cannot be read: " + e.getMessage());
    }
  }

  /** A repeated field, packed or not. */
  List<Integer> list(int field) {
    List<Integer> values = new ArrayList<>();
    UnknownFieldSet.Field given = fields.getField(field);
    given.getVarintList().forEach(v -> values.add(Math.toIntExact(v)));
    try {
      for (ByteString packed : given.getLengthDelimitedList()) {
        CodedInputStream in = packed.newCodedInput();
        while (!in.isAtEnd()) {
          values.add(Math.toIntExact(in.readInt64()));
        }
      }
    } catch (IOException e) {
      throw new LoweringException("its dimension numbers cannot be read: " + e.getMessage());
    }
    return values;
  }

  /** A single field, 0 where it is not set. */
  int one(int field) {
    List<Integer> values = list(field);
    return values.isEmpty() ? 0 : values.get(values.size() - 1);
  }

  int[] array(int field) {
    return list(field).stream().mapToInt(i -> i).toArray();
  }
}
