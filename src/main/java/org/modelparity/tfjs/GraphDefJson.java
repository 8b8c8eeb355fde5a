package org.modelparity.tfjs;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.modelparity.target.ConversionException;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.FunctionDef;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.OpDef;
import org.tensorflow.proto.TensorShapeProto;

/** A GraphDef as the JSON form of Protocol Buffers, as far as TF.js reads it. */
final class GraphDefJson {
  private final JsonGenerator json;

  GraphDefJson(JsonGenerator json) {
    this.json = json;
  }

  void write(GraphDef graph) throws IOException, ConversionException {
    json.writeStartObject();
    nodes("node", graph.getNodeList());
    json.writeObjectFieldStart("library");
    json.writeArrayFieldStart("function");
    for (FunctionDef function : graph.getLibrary().getFunctionList()) {
      function(function);
    }
    json.writeEndArray();
    json.writeEndObject();
    json.writeObjectFieldStart("versions");
    json.writeNumberField("producer", graph.getVersions().getProducer());
    json.writeEndObject();
    json.writeEndObject();
  }

  private void function(FunctionDef function) throws IOException, ConversionException {
    json.writeStartObject();
    json.writeObjectFieldStart("signature");
    json.writeStringField("name", function.getSignature().getName());
    arguments("inputArg", function.getSignature().getInputArgList());
    arguments("outputArg", function.getSignature().getOutputArgList());
    json.writeEndObject();
    nodes("nodeDef", function.getNodeDefList());
    json.writeObjectFieldStart("ret");
    for (Map.Entry<String, String> e : new TreeMap<>(function.getRetMap()).entrySet()) {
      json.writeStringField(e.getKey(), e.getValue());
    }
    json.writeEndObject();
    json.writeEndObject();
  }

  private void arguments(String field, List<OpDef.ArgDef> arguments) throws IOException {
    json.writeArrayFieldStart(field);
    for (OpDef.ArgDef argument : arguments) {
      json.writeStartObject();
      json.writeStringField("name", argument.getName());
      json.writeStringField("type", argument.getType().name());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void nodes(String field, List<NodeDef> nodes) throws IOException, ConversionException {
    json.writeArrayFieldStart(field);
    for (NodeDef node : nodes) {
      node(node);
    }
    json.writeEndArray();
  }

  private void node(NodeDef node) throws IOException, ConversionException {
    json.writeStartObject();
    json.writeStringField("name", node.getName());
    json.writeStringField("op", node.getOp());
    if (node.getInputCount() > 0) {
      json.writeArrayFieldStart("input");
      for (String input : node.getInputList()) {
        json.writeString(input);
      }
      json.writeEndArray();
    }
    json.writeObjectFieldStart("attr");
    for (Map.Entry<String, AttrValue> e : new TreeMap<>(node.getAttrMap()).entrySet()) {
      boolean read = !e.getKey().startsWith("_") && !e.getKey().equals("output_shapes");
      if (read) {
        json.writeFieldName(e.getKey());
        attribute(node, e.getKey(), e.getValue());
      }
    }
    json.writeEndObject();
    json.writeEndObject();
  }

  private void attribute(NodeDef node, String name, AttrValue value)
      throws IOException, ConversionException {
    json.writeStartObject();
    switch (value.getValueCase()) {
      case S -> json.writeBinaryField("s", value.getS().toByteArray());
      case I -> json.writeStringField("i", Long.toString(value.getI()));
      case F -> json.writeNumberField("f", finite(node, name, value.getF()));
      case B -> json.writeBooleanField("b", value.getB());
      case TYPE -> json.writeStringField("type", value.getType().name());
      case SHAPE -> {
        json.writeFieldName("shape");
        shape(json, dimensions(value.getShape()));
      }
      case TENSOR -> {
        json.writeObjectFieldStart("tensor");
        json.writeStringField("dtype", value.getTensor().getDtype().name());
        json.writeFieldName("tensorShape");
        shape(json, dimensions(value.getTensor().getTensorShape()));
        json.writeEndObject();
      }
      case LIST -> list(node, name, value.getList());
      case FUNC -> {
        json.writeObjectFieldStart("func");
        json.writeStringField("name", value.getFunc().getName());
        json.writeEndObject();
      }
      default -> throw new ConversionException(attributeOf(node, name) + " has no value");
    }
    json.writeEndObject();
  }

  private void list(NodeDef node, String name, AttrValue.ListValue list)
      throws IOException, ConversionException {
    json.writeObjectFieldStart("list");
    if (list.getSCount() > 0) {
      json.writeArrayFieldStart("s");
      for (int i = 0; i < list.getSCount(); i++) {
        json.writeBinary(list.getS(i).toByteArray());
      }
      json.writeEndArray();
    }
    if (list.getICount() > 0) {
      json.writeArrayFieldStart("i");
      for (long i : list.getIList()) {
        json.writeString(Long.toString(i));
      }
      json.writeEndArray();
    }
    if (list.getFCount() > 0) {
      json.writeArrayFieldStart("f");
      for (float f : list.getFList()) {
        json.writeNumber(finite(node, name, f));
      }
      json.writeEndArray();
    }
    if (list.getTypeCount() > 0) {
      json.writeArrayFieldStart("type");
      for (int i = 0; i < list.getTypeCount(); i++) {
        json.writeString(list.getType(i).name());
      }
      json.writeEndArray();
    }
    json.writeEndObject();
  }

  /** TF.js reads a number that JSON cannot write as NaN, whatever it was. */
  private static float finite(NodeDef node, String name, float value) throws ConversionException {
    if (!Float.isFinite(value)) {
      throw new ConversionException(
          attributeOf(node, name) + " is " + value + ", which a TF.js model cannot hold");
    }
    return value;
  }

  private static String attributeOf(NodeDef node, String name) {
    return "attribute " + name + " of " + node.getOp() + " node " + node.getName();
  }

  private static long[] dimensions(TensorShapeProto shape) {
    return shape.getDimList().stream().mapToLong(d -> d.getSize()).toArray();
  }

  /**
   * Sizes of 0 are written, though Protocol Buffers omit them: TF.js reads what is absent as NaN.
   */
  static void shape(JsonGenerator json, long[] dimensions) throws IOException {
    json.writeStartObject();
    json.writeArrayFieldStart("dim");
    for (long dimension : dimensions) {
      json.writeStartObject();
      json.writeStringField("size", Long.toString(dimension));
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }
}
