package org.modelparity.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.modelparity.browser.Browser;
import org.modelparity.target.ExecutionException;
import org.modelparity.tensor.Tensor;

/**
 * A folder of a web application behind an HTTP server, and a page in the user's Chrome or Chromium
 * that loads models from it as such an application does: TF.js from script elements, model.json by
 * its URL. Nothing of the product but the browser's start takes part.
 */
public final class WebApplication implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String PAGE =
      """
      globalThis.base = '%s';
      globalThis.load = path => new Promise((resolve, reject) => {
        const script = document.createElement('script');
        script.src = base + path;
        script.onload = resolve;
        script.onerror = () => reject(new Error(`${path} cannot be loaded`));
        document.head.append(script);
      });
      globalThis.ready = (async () => {
        await load('tfjs/tfjs-core/dist/tf-core.min.js');
        await load('tfjs/tfjs-converter/dist/tf-converter.min.js');
        await load('tfjs/tfjs-backend-wasm/dist/tf-backend-wasm.min.js');
        await load('tfjs/tfjs-backend-webgl/dist/tf-backend-webgl.min.js');
        tf.wasm.setWasmPaths(base + 'tfjs/tfjs-backend-wasm/dist/');
      })();
      globalThis.run = async (backend, path, inputs) => {
        await ready;
        if (!await tf.setBackend(backend)) throw new Error(`no backend ${backend}`);
        const model = await tf.loadGraphModel(base + path);
        const feed = {};
        for (const {name, shape, values} of inputs) feed[name] = tf.tensor(values, shape);
        const output = model.execute(feed);
        if (tf.getBackend() !== backend) throw new Error(`ran on ${tf.getBackend()}`);
        return JSON.stringify([...await output.data()]);
      };
      """;

  private final HttpServer server;
  private final Browser browser;

  private WebApplication(HttpServer server, Browser browser) {
    this.server = server;
    this.browser = browser;
  }

  /**
   * Opens the page.
   *
   * @return empty if this machine has no Chrome or Chromium
   */
  public static Optional<WebApplication> start(Path folder) throws Exception {
    Browser browser;
    try {
      browser = Browser.open();
    } catch (ExecutionException e) {
      return Optional.empty();
    }
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", exchange -> answer(exchange, folder));
    server.start();
    String base = "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    browser.script("application.js", PAGE.formatted(base));
    return Optional.of(new WebApplication(server, browser));
  }

  private static void answer(HttpExchange exchange, Path folder) throws IOException {
    String path = exchange.getRequestURI().getPath().substring(1);
    byte[] content = path.startsWith("tfjs/") ? tfjs(path) : file(folder.resolve(path));
    try (exchange) {
      exchange.getResponseHeaders().set("Access-Control-Allow-Origin", "*");
      String type = path.endsWith(".wasm") ? "application/wasm" : "application/octet-stream";
      exchange
          .getResponseHeaders()
          .set("Content-Type", path.endsWith(".js") ? "text/javascript" : type);
      exchange.sendResponseHeaders(content == null ? 404 : 200, content == null ? -1 : 0);
      if (content != null) {
        exchange.getResponseBody().write(content);
      }
    }
  }

  /** A file of the npm packages, which a web application bundles. */
  private static byte[] tfjs(String path) throws IOException {
    String resource = "/org/modelparity/tfjs/npm" + path.substring("tfjs".length());
    try (InputStream in = WebApplication.class.getResourceAsStream(resource)) {
      return in == null ? null : in.readAllBytes();
    }
  }

  private static byte[] file(Path file) throws IOException {
    return Files.isRegularFile(file) ? Files.readAllBytes(file) : null;
  }

  /**
   * Runs a model of one output.
   *
   * @param path of model.json in the application
   */
  public List<Double> run(String backend, String path, Map<String, Tensor> inputs)
      throws Exception {
    List<Map<String, Object>> fed = new ArrayList<>();
    inputs.forEach(
        (name, tensor) ->
            fed.add(
                Map.of(
                    "name", name, "shape", tensor.shape().toArray(), "values", tensor.toFloats())));
    String call = "run('%s', '%s', %s)".formatted(backend, path, JSON.writeValueAsString(fed));
    List<Double> numbers = new ArrayList<>();
    for (JsonNode number : JSON.readTree(browser.await(call))) {
      numbers.add(number.asDouble());
    }
    return numbers;
  }

  @Override
  public void close() {
    browser.close();
    server.stop(0);
  }
}
