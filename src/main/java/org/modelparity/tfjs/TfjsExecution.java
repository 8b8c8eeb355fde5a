package org.modelparity.tfjs;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.modelparity.browser.Browser;
import org.modelparity.graph.Carrier;
import org.modelparity.javascript.Script;
import org.modelparity.javascript.ScriptHost;
import org.modelparity.javascript.Scripts;
import org.modelparity.javascript.TensorExchange;
import org.modelparity.javascript.V8;
import org.modelparity.target.Execution;
import org.modelparity.target.ExecutionException;
import org.modelparity.tensor.Tensor;
import org.modelparity.tensor.TensorSpec;

/** A graph model loaded in TF.js, which has an engine or a browser page to itself. */
final class TfjsExecution implements Execution {
  private final ScriptHost host;
  private final GraphModel model;

  private TfjsExecution(ScriptHost host, GraphModel model) {
    this.host = host;
    this.model = model;
  }

  static TfjsExecution open(GraphModel model, Backend backend) throws ExecutionException {
    ScriptHost host = backend.inBrowser() ? Browser.open() : V8.start();
    try {
      for (Script script : model.scripts().of(backend)) {
        host.script(script);
      }
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
    Map<String, Tensor> fed = new LinkedHashMap<>();
    for (TensorSpec spec : model.inputs()) {
      Tensor given = inputs.get(spec.name());
      if (given == null) {
        throw new ExecutionException(
            "input " + spec.name() + " is missing; given: " + inputs.keySet());
      }
      fed.put(spec.name(), InputRange.narrow(spec.name(), given));
    }
    Map<String, Tensor> carried = TensorExchange.run(host, "", fed);
    Map<String, Tensor> outputs = new LinkedHashMap<>();
    for (TensorSpec spec : model.outputs()) {
      outputs.put(spec.name(), output(spec, carried));
    }
    return outputs;
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
