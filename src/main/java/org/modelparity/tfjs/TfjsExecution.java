package org.modelparity.tfjs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.modelparity.browser.Browser;
import org.modelparity.graph.Carrier;
import org.modelparity.javascript.ScriptHost;
import org.modelparity.javascript.Scripts;
import org.modelparity.javascript.V8;
import org.modelparity.target.Execution;
import org.modelparity.target.ExecutionException;
import org.modelparity.tensor.ElementType;
import org.modelparity.tensor.Shape;
import org.modelparity.tensor.Tensor;
import org.modelparity.tensor.TensorSpec;

/** A graph model loaded in TF.js, which has an engine or a browser page to itself. */
final class TfjsExecution implements Execution {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ScriptHost host;
  private final GraphModel model;

  private TfjsExecution(ScriptHost host, GraphModel model) {
    this.host = host;
    this.model = model;
  }

  static TfjsExecution open(GraphModel model, Backend backend) throws ExecutionException {
    ScriptHost host = backend.inBrowser() ? Browser.open() : V8.start();
    try {
      for (String script : backend.scripts()) {
        String name = script.substring(script.lastIndexOf('/') + 1);
        host.script(name, Scripts.text(TfjsExecution.class, "npm/" + script));
      }
      host.script("run.js", Scripts.text(TfjsExecution.class, "run.js"));
      if (backend == Backend.WASM) {
        String module = "npm/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm";
        host.put("parityWasm", List.of(Scripts.bytes(TfjsExecution.class, module)));
      }
      host.await("parity.start('" + backend.id() + "')");
      host.put("parityModel", List.of(mapped(model.description())));
      host.put("parityWeights", mapped(model.shards()));
      host.await("parity.load()");
      return new TfjsExecution(host, model);
    } catch (ExecutionException | RuntimeException e) {
      host.close();
      throw e;
    }
  }

  private static List<ByteBuffer> mapped(List<Path> files) throws ExecutionException {
    List<ByteBuffer> parts = new ArrayList<>();
    for (Path file : files) {
      parts.add(mapped(file));
    }
    return parts;
  }

  private static ByteBuffer mapped(Path file) throws ExecutionException {
    try (FileChannel channel = FileChannel.open(file)) {
      return channel.map(FileChannel.MapMode.READ_ONLY, 0, Files.size(file));
    } catch (IOException e) {
      throw new ExecutionException("cannot read " + file + ": " + e.getMessage(), e);
    }
  }

  @Override
  public Map<String, Tensor> run(Map<String, Tensor> inputs) throws ExecutionException {
    List<ByteBuffer> parts = new ArrayList<>();
    List<FedTensor> fed = new ArrayList<>();
    int offset = 0;
    for (TensorSpec spec : model.inputs()) {
      Tensor given = inputs.get(spec.name());
      if (given == null) {
        throw new ExecutionException(
            "input " + spec.name() + " is missing; given: " + inputs.keySet());
      }
      Tensor carried = InputRange.narrow(spec.name(), given);
      String dtype = Dtypes.of(carried.type());
      long[] shape = carried.shape().toArray();
      fed.add(new FedTensor(spec.name(), dtype, shape, offset, carried.size()));
      ByteBuffer data = aligned(carried.data());
      parts.add(data);
      offset += data.remaining();
    }
    host.put("parityInput", parts);
    String described = host.await("parity.run(" + json(fed) + ")");
    return outputs(described, host.get("parity.output"));
  }

  /** One input in the shared buffer; the offset counts bytes, the length elements. */
  private record FedTensor(String name, String dtype, long[] shape, int offset, int length) {}

  /** Typed arrays of four-byte elements begin at multiples of four. */
  private static ByteBuffer aligned(ByteBuffer data) {
    int size = data.remaining();
    return size % 4 == 0 ? data : ByteBuffer.allocate((size + 3) / 4 * 4).put(data).clear();
  }

  private static String json(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private Map<String, Tensor> outputs(String described, ByteBuffer bytes)
      throws ExecutionException {
    Map<String, Tensor> carried = new HashMap<>();
    int offset = 0;
    for (JsonNode output : parse(described)) {
      int size = output.get("bytes").asInt();
      String name = output.get("name").asText();
      ElementType type = Dtypes.of(output.get("dtype").asText());
      long[] shape = new long[output.get("shape").size()];
      for (int i = 0; i < shape.length; i++) {
        shape[i] = output.get("shape").get(i).asLong();
      }
      ByteBuffer data = bytes.slice(offset, size);
      requireBooleans(name, type, data);
      carried.put(name, Tensor.of(type, Shape.of(shape), data));
      offset += size;
    }
    Map<String, Tensor> outputs = new LinkedHashMap<>();
    for (TensorSpec spec : model.outputs()) {
      outputs.put(spec.name(), output(spec, carried));
    }
    return outputs;
  }

  private static JsonNode parse(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** TF.js on wasm leaves other bytes where a kernel does not know booleans. */
  private static void requireBooleans(String name, ElementType type, ByteBuffer data)
      throws ExecutionException {
    for (int i = 0; type == ElementType.BOOL && i < data.remaining(); i++) {
      if ((data.get(i) & ~1) != 0) {
        throw new ExecutionException(
            "output " + name + " holds a boolean whose byte is " + data.get(i));
      }
    }
  }

  private static Tensor output(TensorSpec spec, Map<String, Tensor> carried)
      throws ExecutionException {
    if (spec.type().isComplex()) {
      return ComplexOutputs.join(
          spec.type(),
          carried.get(ComplexOutputs.real(spec.name())),
          carried.get(ComplexOutputs.imaginary(spec.name())));
    }
    Tensor tensor = carried.get(spec.name());
    if (tensor.type() != Carrier.of(spec.type())) {
      throw new ExecutionException(
          "output " + spec.name() + " is " + tensor.type() + " where it should carry " + spec);
    }
    return Carrier.store(tensor, spec.type());
  }

  @Override
  public void close() {
    host.close();
  }
}
