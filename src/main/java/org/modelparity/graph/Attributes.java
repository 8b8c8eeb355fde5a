package org.modelparity.graph;

import com.google.protobuf.ByteString;
import java.util.Map;
import org.modelparity.tensor.ElementType;
import org.modelparity.tensorflow.DataTypes;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.NameAttrList;

/** Attribute values of TensorFlow operations. */
public final class Attributes {
  /** No attributes. */
  public static final Map<String, AttrValue> NONE = Map.of();

  private Attributes() {}

  public static AttrValue of(boolean value) {
    return AttrValue.newBuilder().setB(value).build();
  }

  public static AttrValue of(long value) {
    return AttrValue.newBuilder().setI(value).build();
  }

  public static AttrValue of(float value) {
    return AttrValue.newBuilder().setF(value).build();
  }

  public static AttrValue of(String value) {
    return AttrValue.newBuilder().setS(ByteString.copyFromUtf8(value)).build();
  }

  public static AttrValue of(ElementType value) {
    return AttrValue.newBuilder().setType(DataTypes.of(value)).build();
  }

  public static AttrValue list(long... values) {
    AttrValue.ListValue.Builder list = AttrValue.ListValue.newBuilder();
    for (long value : values) {
      list.addI(value);
    }
    return AttrValue.newBuilder().setList(list).build();
  }

  public static AttrValue list(String... values) {
    AttrValue.ListValue.Builder list = AttrValue.ListValue.newBuilder();
    for (String value : values) {
      list.addS(ByteString.copyFromUtf8(value));
    }
    return AttrValue.newBuilder().setList(list).build();
  }

  static AttrValue function(String name) {
    return AttrValue.newBuilder().setFunc(NameAttrList.newBuilder().setName(name)).build();
  }
}
