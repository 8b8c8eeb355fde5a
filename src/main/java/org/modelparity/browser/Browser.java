package org.modelparity.browser;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.modelparity.javascript.ErrorText;
import org.modelparity.javascript.ScriptHost;
import org.modelparity.target.ExecutionException;

/** A page in the user's Chrome, Chromium or Edge, which runs headless and for this page only. */
public final class Browser implements ScriptHost {
  private final PageServer server;
  private final BrowserProcess process;
  private final DevTools tools;

  private Browser(PageServer server, BrowserProcess process, DevTools tools) {
    this.server = server;
    this.process = process;
    this.tools = tools;
  }

  /**
   * Starts a browser: one to two seconds.
   *
   * @throws ExecutionException if there is none, with how to provide one, or if it does not start
   */
  public static Browser open() throws ExecutionException {
    BrowserProcess process = BrowserProcess.start(new ChromeFinder().find());
    PageServer server = new PageServer();
    try {
      DevTools tools = DevTools.connect(process.tab());
      tools.call("Page.enable", Map.of());
      tools.call("Inspector.enable", Map.of());
      CompletableFuture<JsonNode> loaded = tools.next("Page.loadEventFired");
      tools.call("Page.navigate", Map.of("url", server.address()));
      loaded.orTimeout(30, TimeUnit.SECONDS).join();
      return new Browser(server, process, tools);
    } catch (ExecutionException e) {
      server.close();
      process.close();
      throw e;
    } catch (CompletionException e) {
      server.close();
      process.close();
      throw new ExecutionException("the browser did not load a page", e);
    }
  }

  @Override
  public void script(String name, String source) throws ExecutionException {
    evaluate(source + "\n//# sourceURL=" + name, false);
  }

  @Override
  public String await(String expression) throws ExecutionException {
    String settled = "Promise.resolve().then(() => (" + expression + ")).then(v => String(v))";
    return evaluate(settled, true).path("value").asText();
  }

  private JsonNode evaluate(String source, boolean byValue) throws ExecutionException {
    JsonNode result =
        tools.call(
            "Runtime.evaluate",
            Map.of("expression", source, "awaitPromise", byValue, "returnByValue", byValue));
    JsonNode thrown = result.path("exceptionDetails");
    if (!thrown.isMissingNode()) {
      String text =
          thrown.at("/exception/description").asText(thrown.path("text").asText("unknown error"));
      throw new ExecutionException(ErrorText.oneLine(text.lines().findFirst().orElse(text)));
    }
    return result.path("result");
  }

  @Override
  public void put(String variable, List<ByteBuffer> parts) throws ExecutionException {
    server.offer(parts);
    await(
        "fetch('/bytes').then(answer => answer.arrayBuffer())"
            + ".then(bytes => { globalThis."
            + variable
            + " = bytes; })");
    server.offer(List.of());
  }

  @Override
  public ByteBuffer get(String expression) throws ExecutionException {
    await("fetch('/bytes', {method: 'POST', body: " + expression + "})");
    return server.received().order(ByteOrder.LITTLE_ENDIAN);
  }

  @Override
  public void close() {
    tools.endBrowser();
    process.close();
    server.close();
  }
}
