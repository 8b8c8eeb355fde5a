package org.modelparity.javascript;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.StreamSupport;
import org.modelparity.target.ExecutionException;
import org.modelparity.tensor.ElementType;
import org.modelparity.tensor.Shape;
import org.modelparity.tensor.Tensor;

/**
 * Calls a script's {@code parity.run} with tensors. All inputs travel in one ArrayBuffer, the
 * global {@code parityInput}, and all outputs in {@code parity.output}; JSON says what is where.
 */
public final class TensorExchange {
  private static final ObjectMapper JSON = new ObjectMapper();

  private TensorExchange() {}

  /**
   * Runs a model.
   *
   * @param arguments JavaScript before the last argument of {@code run}, for example {@code
   *     "'serving_default', "}
   * @param inputs of the types float32, int32, uint8 and bool
   * @return the outputs in the order in which the script gave them
   */
  public static Map<String, Tensor> run(
      ScriptHost host, String arguments, Map<String, Tensor> inputs) throws ExecutionException {
    List<ByteBuffer> parts = new ArrayList<>();
    List<FedTensor> fed = new ArrayList<>();
    int offset = 0;
    for (Map.Entry<String, Tensor> e : inputs.entrySet()) {
      Tensor tensor = e.getValue();
      String dtype = tensor.type().toString();
      fed.add(new FedTensor(e.getKey(), dtype, tensor.shape().toArray(), offset, tensor.size()));
      ByteBuffer data = aligned(tensor.data());
      parts.add(data);
      offset += data.remaining();
    }
    host.put("parityInput", parts);
    String described = host.await("parity.run(" + arguments + json(fed) + ")");
    return outputs(described, host.get("parity.output"));
  }

  /** One input in the shared buffer; the offset counts bytes, the length elements. */
  private record FedTensor(String name, String dtype, long[] shape, int offset, int length) {}

  /** Typed arrays of four-byte elements begin at multiples of four. */
  private static ByteBuffer aligned(ByteBuffer data) {
    int size = data.remaining();
    return size % 4 == 0 ? data : ByteBuffer.allocate((size + 3) / 4 * 4).put(data).clear();
  }

  private static Map<String, Tensor> outputs(String described, ByteBuffer bytes)
      throws ExecutionException {
    Map<String, Tensor> outputs = new LinkedHashMap<>();
    int offset = 0;
    for (JsonNode output : parse(described)) {
      int size = output.get("bytes").asInt();
      String name = output.get("name").asText();
      ElementType type = type(output.get("dtype").asText());
      ByteBuffer data = bytes.slice(offset, size);
      requireBooleans(name, type, data);
      outputs.put(name, Tensor.of(type, shape(output.get("shape")), data));
      offset += size;
    }
    return outputs;
  }

  private static ElementType type(String dtype) {
    return switch (dtype) {
      case "float32" -> ElementType.FLOAT32;
      case "int32" -> ElementType.INT32;
      case "uint8" -> ElementType.UINT8;
      case "bool" -> ElementType.BOOL;
      default -> throw new IllegalArgumentException("a tensor of " + dtype);
    };
  }

  private static Shape shape(JsonNode dimensions) {
    LongStream sizes =
        StreamSupport.stream(dimensions.spliterator(), false).mapToLong(JsonNode::asLong);
    return Shape.of(sizes.toArray());
  }

  /** Some kernels leave other bytes, because they were not written for booleans. */
  private static void requireBooleans(String name, ElementType type, ByteBuffer data)
      throws ExecutionException {
    for (int i = 0; type == ElementType.BOOL && i < data.remaining(); i++) {
      if ((data.get(i) & ~1) != 0) {
        throw new ExecutionException(
            "output " + name + " holds a boolean whose byte is " + data.get(i));
      }
    }
  }

  /** A string as a JavaScript literal. */
  public static String literal(String text) {
    return json(text);
  }

  private static String json(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static JsonNode parse(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
