package org.modelparity.javascript;

import com.caoccao.javet.exceptions.JavetException;
import com.caoccao.javet.exceptions.JavetTerminatedException;
import com.caoccao.javet.interop.NodeRuntime;
import com.caoccao.javet.interop.V8Host;
import com.caoccao.javet.interop.executors.IV8Executor;
import com.caoccao.javet.values.V8Value;
import com.caoccao.javet.values.reference.V8Script;
import com.caoccao.javet.values.reference.V8ValueArrayBuffer;
import com.caoccao.javet.values.reference.V8ValueObject;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.modelparity.target.ExecutionException;

/**
 * V8 with the Node.js library, embedded through Javet. Every instance is an isolate of its own, so
 * that memory which one model damaged (WebAssembly kernels do that) cannot reach the next.
 *
 * <p>One call runs at a time; {@link #close()} from another thread stops the call that is running.
 */
public final class V8 implements ScriptHost {
  /**
   * What scripts expect of Node.js but Javet leaves out, and a console that remembers its last
   * lines: what libraries print belongs into error messages, not into the output of a build.
   */
  private static final String PRELUDE =
      "globalThis.self = globalThis; globalThis.__dirname = '/'; globalThis.$console = [];"
          + "for (const level of ['debug', 'log', 'info', 'warn', 'error']) {"
          + "  console[level] = (...words) => {"
          + "    $console.push(words.map(w => w instanceof Error ? w.message : String(w)).join(' '));"
          + "    if ($console.length > 20) $console.shift();"
          + "  };"
          + "}";

  /** Settles into a global variable, because Node.js ends at a rejection that nobody handles. */
  private static final String SETTLE =
      "globalThis.$settled = undefined;"
          + "Promise.resolve().then(() => (%s)).then("
          + "v => { $settled = {ok: true, text: String(v)}; },"
          + "e => { $settled = {ok: false, text: String(e && e.message || e)}; });";

  private final NodeRuntime runtime;
  private volatile boolean busy;

  private V8(NodeRuntime runtime) {
    this.runtime = runtime;
  }

  /**
   * Starts an engine: about 0.1 s, and a second more for the first of a process.
   *
   * @throws ExecutionException if the native library is missing or does not load
   */
  public static V8 start() throws ExecutionException {
    try {
      V8Host host = V8Library.host();
      NodeRuntime runtime = host.createV8Runtime();
      if (runtime == null) {
        throw host.getLastException();
      }
      V8 v8 = new V8(runtime);
      v8.script("prelude.js", PRELUDE);
      return v8;
    } catch (JavetException | LinkageError e) {
      throw new ExecutionException(
          "V8 did not start ("
              + ErrorText.oneLine(e)
              + "): the class path needs com.caoccao.javet:javet-node for this platform",
          e);
    }
  }

  @Override
  public synchronized void script(String name, String source) throws ExecutionException {
    guarded(
        name,
        () -> {
          IV8Executor executor = runtime.getExecutor(source);
          executor.getV8ScriptOrigin().setResourceName(name);
          executor.executeVoid();
          return null;
        });
  }

  @Override
  public synchronized void script(Script script) throws ExecutionException {
    guarded(
        script.name(),
        () -> {
          byte[] code = script.code();
          IV8Executor executor = runtime.getExecutor(script.source(), code);
          executor.getV8ScriptOrigin().setResourceName(script.name());
          try (V8Script compiled = executor.compileV8Script()) {
            compiled.executeVoid();
            if (code == null) {
              // Only now, since V8 compiles a function when it is first called.
              script.keep(compiled.getCachedData());
            }
          }
          return null;
        });
  }

  @Override
  public synchronized String await(String expression) throws ExecutionException {
    return guarded(
        "script",
        () -> {
          runtime.getExecutor(String.format(SETTLE, expression)).executeVoid();
          runtime.await();
          try (V8Value settled = runtime.getGlobalObject().get("$settled")) {
            if (!(settled instanceof V8ValueObject outcome)) {
              throw new ExecutionException("JavaScript waits for something that never happens");
            }
            String text = outcome.getString("text");
            if (!outcome.getBoolean("ok")) {
              throw new ExecutionException(ErrorText.oneLine(text));
            }
            return text;
          }
        });
  }

  @Override
  public synchronized void put(String variable, List<ByteBuffer> parts) throws ExecutionException {
    long size = parts.stream().mapToLong(ByteBuffer::remaining).sum();
    if (size > Integer.MAX_VALUE) {
      throw new ExecutionException(
          size + " bytes for " + variable + " do not fit an ArrayBuffer of the embedded V8 (2 GB)");
    }
    guarded(
        variable,
        () -> {
          try (V8ValueArrayBuffer buffer = runtime.createV8ValueArrayBuffer((int) size)) {
            ByteBuffer target = buffer.getByteBuffer();
            parts.forEach(part -> target.put(part.duplicate()));
            runtime.getGlobalObject().set(variable, buffer);
          }
          return null;
        });
  }

  @Override
  public synchronized ByteBuffer get(String expression) throws ExecutionException {
    return guarded(
        expression,
        () -> {
          try (V8ValueArrayBuffer buffer = runtime.getExecutor(expression).execute()) {
            ByteBuffer source = buffer.getByteBuffer();
            ByteBuffer copy = ByteBuffer.allocate(source.capacity());
            copy.put(source.duplicate().clear()).flip();
            return copy.order(ByteOrder.LITTLE_ENDIAN);
          }
        });
  }

  @Override
  public void close() {
    if (busy) {
      runtime.terminateExecution();
    }
    synchronized (this) {
      try {
        if (!runtime.isClosed()) {
          runtime.close(true);
        }
      } catch (JavetException e) {
        throw new IllegalStateException("V8 did not stop: " + ErrorText.oneLine(e), e);
      }
    }
  }

  private interface Call<T> {
    T get() throws JavetException, ExecutionException;
  }

  private <T> T guarded(String what, Call<T> call) throws ExecutionException {
    if (runtime.isClosed()) {
      throw new ExecutionException(what + ": the JavaScript engine was closed");
    }
    busy = true;
    try {
      return call.get();
    } catch (JavetTerminatedException e) {
      throw new ExecutionException("JavaScript was stopped before it finished", e);
    } catch (JavetException e) {
      throw new ExecutionException(ErrorText.oneLine(e), e);
    } finally {
      busy = false;
    }
  }
}
