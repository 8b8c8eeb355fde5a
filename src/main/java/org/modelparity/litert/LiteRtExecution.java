package org.modelparity.litert;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.modelparity.javascript.ScriptHost;
import org.modelparity.javascript.Scripts;
import org.modelparity.javascript.TensorExchange;
import org.modelparity.javascript.V8;
import org.modelparity.target.Execution;
import org.modelparity.target.ExecutionException;
import org.modelparity.tensor.ElementType;
import org.modelparity.tensor.Tensor;

/**
 * A .tflite file loaded in LiteRT.js, the TensorFlow Lite runtime for the web, in the embedded V8:
 * its WebAssembly build with SIMD that every browser runs ("compat"), XNNPACK, one thread.
 *
 * <p>LiteRT.js 2.5 has tensors of float32, int32 and uint8 only.
 */
public final class LiteRtExecution implements Execution {
  private static final String LOADER = "npm/core/wasm/litert_wasm_compat_internal.js";
  private static final String MODULE = "npm/core/wasm/litert_wasm_compat_internal.wasm";

  private final ScriptHost host;
  private final String signature;

  private LiteRtExecution(ScriptHost host, String signature) {
    this.host = host;
    this.signature = signature;
  }

  /**
   * Loads a model.
   *
   * @throws ExecutionException if the file cannot be read or LiteRT.js refuses it
   */
  public static LiteRtExecution open(Path file, String signature) throws ExecutionException {
    ByteBuffer model;
    try {
      model = ByteBuffer.wrap(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new ExecutionException("cannot read " + file + ": " + e.getMessage(), e);
    }
    ScriptHost host = V8.start();
    try {
      host.script("litert_wasm.js", Scripts.text(LiteRtExecution.class, LOADER));
      host.script(
          "wasm-utils.js",
          EcmaScriptModule.asScript(text("npm/wasm-utils/dist/index.js"), "litertWasmUtils"));
      host.script("litert.js", EcmaScriptModule.asScript(text("npm/core/dist/index.js"), "litert"));
      host.script("run.js", text("run.js"));
      host.put("parityWasm", List.of(Scripts.bytes(LiteRtExecution.class, MODULE)));
      host.await("parity.start('/litert_wasm_compat_internal.js')");
      host.put("parityModel", List.of(model));
      host.await("parity.load()");
      return new LiteRtExecution(host, signature);
    } catch (ExecutionException | RuntimeException e) {
      host.close();
      throw e;
    }
  }

  private static String text(String path) {
    return Scripts.text(LiteRtExecution.class, path);
  }

  @Override
  public Map<String, Tensor> run(Map<String, Tensor> inputs) throws ExecutionException {
    for (Map.Entry<String, Tensor> input : inputs.entrySet()) {
      ElementType type = input.getValue().type();
      boolean known =
          type == ElementType.FLOAT32 || type == ElementType.INT32 || type == ElementType.UINT8;
      if (!known) {
        throw new ExecutionException(
            "LiteRT.js has tensors of float32, int32 and uint8 only, and input "
                + input.getKey()
                + " is "
                + type);
      }
    }
    return TensorExchange.run(host, TensorExchange.literal(signature) + ", ", inputs);
  }

  @Override
  public void close() {
    host.close();
  }
}
