package org.modelparity.javascript;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.modelparity.target.ExecutionException;

class V8Test {
  @Test
  void carriesBytesInAndOut() throws Exception {
    try (V8 v8 = V8.start()) {
      v8.put(
          "given", List.of(ByteBuffer.wrap(new byte[] {1, 2}), ByteBuffer.wrap(new byte[] {-1})));
      assertThat(v8.await("new Uint8Array(given).join()")).isEqualTo("1,2,255");
      assertThat(v8.get("given").array()).containsExactly(1, 2, -1);
    }
  }

  @Test
  void keepsEnginesApart() throws Exception {
    try (V8 first = V8.start();
        V8 second = V8.start()) {
      first.script("set.js", "globalThis.value = 1;");
      assertThat(second.await("typeof value")).isEqualTo("undefined");
    }
  }

  @Test
  void whatWasCompiledOnceRunsInOtherEngines() throws Exception {
    Script script =
        new Script("twice.js", "globalThis.twice = n => 2 * n; globalThis.at = twice(1);");
    for (int i = 0; i < 3; i++) {
      try (V8 v8 = V8.start()) {
        v8.script(script);
        assertThat(v8.await("at + twice(20)")).isEqualTo("42");
        assertThat(script.code()).isNotEmpty();
      }
    }
  }

  @Test
  void codeOfAnotherScriptIsNotTrusted() throws Exception {
    Script other = new Script("other.js", "globalThis.at = 1; // and longer than the next");
    try (V8 v8 = V8.start()) {
      v8.script(other);
    }
    Script script = new Script("script.js", "globalThis.at = 2;");
    script.keep(other.code());
    try (V8 v8 = V8.start()) {
      v8.script(script);
      assertThat(v8.await("at")).isEqualTo("2");
    }
  }

  @Test
  void saysInOneLineWhatWasThrown() throws Exception {
    try (V8 v8 = V8.start()) {
      assertThatThrownBy(() -> v8.await("Promise.reject(new Error('two\\nlines'))"))
          .isInstanceOf(ExecutionException.class)
          .hasMessage("two lines");
      assertThatThrownBy(() -> v8.script("bad.js", "throw new TypeError('wrong')"))
          .isInstanceOf(ExecutionException.class)
          .hasMessageContaining("TypeError: wrong");
    }
  }

  @Test
  void noticesAPromiseThatNeverSettles() throws Exception {
    try (V8 v8 = V8.start()) {
      assertThatThrownBy(() -> v8.await("new Promise(() => {})"))
          .hasMessage("JavaScript waits for something that never happens");
    }
  }

  @Test
  void closingStopsAnEndlessLoop() throws Exception {
    V8 v8 = V8.start();
    CompletableFuture<Boolean> started = new CompletableFuture<>();
    CompletableFuture<Object> running =
        CompletableFuture.supplyAsync(
            () -> {
              started.complete(true);
              try {
                return v8.await("(() => { for (;;) {} })()");
              } catch (ExecutionException e) {
                return e;
              }
            });
    started.get();
    while (!running.isDone()) {
      v8.close();
      TimeUnit.MILLISECONDS.sleep(10);
    }
    assertThat(running.get()).isInstanceOf(ExecutionException.class);
  }
}
