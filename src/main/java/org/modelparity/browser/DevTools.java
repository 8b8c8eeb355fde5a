package org.modelparity.browser;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.modelparity.target.ExecutionException;

/**
 * One tab of a browser, driven by the Chrome DevTools Protocol.
 *
 * @see <a href="https://chromedevtools.github.io/devtools-protocol/">The protocol</a>
 */
final class DevTools implements WebSocket.Listener {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration CONNECT = Duration.ofSeconds(10);

  private final AtomicInteger ids = new AtomicInteger();
  private final Map<Integer, CompletableFuture<JsonNode>> waiting = new ConcurrentHashMap<>();
  private final Map<String, CompletableFuture<JsonNode>> events = new ConcurrentHashMap<>();
  private final StringBuilder message = new StringBuilder();
  private volatile String gone;
  private WebSocket socket;

  private DevTools() {}

  static DevTools connect(URI tab) {
    DevTools tools = new DevTools();
    tools.socket =
        HttpClient.newHttpClient()
            .newWebSocketBuilder()
            .connectTimeout(CONNECT)
            .buildAsync(tab, tools)
            .join();
    return tools;
  }

  /** The next event of that method: completed when the browser sends it. */
  CompletableFuture<JsonNode> next(String event) {
    return events.computeIfAbsent(event, k -> new CompletableFuture<>());
  }

  /**
   * Calls a method and waits for its answer, as long as the browser lives.
   *
   * @throws ExecutionException if the browser reports an error or goes away
   */
  JsonNode call(String method, Map<String, ?> parameters) throws ExecutionException {
    int id = ids.incrementAndGet();
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    waiting.put(id, answer);
    try {
      socket.sendText(text(Map.of("id", id, "method", method, "params", parameters)), true).join();
      if (gone != null) {
        throw new ExecutionException(gone);
      }
      JsonNode result = answer.join();
      if (result.has("error")) {
        throw new ExecutionException(
            "the browser refused " + method + ": " + result.at("/error/message").asText());
      }
      return result.get("result");
    } catch (CompletionException e) {
      throw new ExecutionException(gone == null ? method + " failed: " + e.getMessage() : gone, e);
    } finally {
      waiting.remove(id);
    }
  }

  private static String text(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Asks the browser to end, and does not wait for its answer. */
  void endBrowser() {
    if (gone == null) {
      String request = text(Map.of("id", ids.incrementAndGet(), "method", "Browser.close"));
      socket.sendText(request, true).orTimeout(5, TimeUnit.SECONDS).exceptionally(e -> null).join();
    }
  }

  @Override
  public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
    message.append(data);
    if (last) {
      String text = message.toString();
      message.setLength(0);
      received(text);
    }
    webSocket.request(1);
    return null;
  }

  private void received(String text) {
    JsonNode json;
    try {
      json = JSON.readTree(text);
    } catch (JsonProcessingException e) {
      fail("the browser sent what is not JSON");
      return;
    }
    if (json.has("id")) {
      CompletableFuture<JsonNode> answer = waiting.get(json.get("id").asInt());
      if (answer != null) {
        answer.complete(json);
      }
      return;
    }
    String event = json.path("method").asText();
    CompletableFuture<JsonNode> expected = events.remove(event);
    if (expected != null) {
      expected.complete(json.path("params"));
    }
    if (event.equals("Inspector.targetCrashed")) {
      fail("the browser's tab crashed, perhaps for want of memory");
    }
  }

  @Override
  public CompletionStage<?> onClose(WebSocket webSocket, int status, String reason) {
    fail("the browser went away");
    return null;
  }

  @Override
  public void onError(WebSocket webSocket, Throwable error) {
    fail("the browser went away: " + error.getMessage());
  }

  private void fail(String why) {
    gone = why;
    IllegalStateException cause = new IllegalStateException(why);
    waiting.values().forEach(answer -> answer.completeExceptionally(cause));
    events.values().forEach(event -> event.completeExceptionally(cause));
  }
}
