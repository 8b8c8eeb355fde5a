package org.modelparity.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.modelparity.target.ExecutionException;

/** A headless browser with a profile of its own, which is deleted with it. */
final class BrowserProcess implements AutoCloseable {
  /**
   * The page is ours and loads nothing but models of the user's own build, so the sandbox, which
   * neither root nor most containers can have, protects nothing here. Graphics are computed in
   * software: the same on every machine, with a GPU or without.
   */
  private static final List<String> FLAGS =
      List.of(
          "--headless",
          "--no-sandbox",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-dev-shm-usage",
          "--disable-quic",
          "--disable-sync",
          "--use-angle=swiftshader",
          "--enable-unsafe-swiftshader",
          "--enable-unsafe-webgpu",
          "--use-webgpu-adapter=swiftshader",
          "--remote-debugging-port=0");

  private static final long START_NANOS = TimeUnit.SECONDS.toNanos(60);

  private final Path browser;
  private final Path profile;
  private final Process process;

  private BrowserProcess(Path browser, Path profile, Process process) {
    this.browser = browser;
    this.profile = profile;
    this.process = process;
  }

  static BrowserProcess start(Path browser) throws ExecutionException {
    try {
      Path profile = Files.createTempDirectory("parity-browser");
      List<String> command = new ArrayList<>(List.of(browser.toString()));
      command.addAll(FLAGS);
      command.add("--user-data-dir=" + profile);
      command.add("about:blank");
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(profile.resolve("output.txt").toFile())
              .start();
      return new BrowserProcess(browser, profile, process);
    } catch (IOException e) {
      throw new ExecutionException(browser + " did not start: " + e.getMessage(), e);
    }
  }

  /** Waits until the browser tells the address of its first tab. */
  URI tab() throws ExecutionException {
    Path port = profile.resolve("DevToolsActivePort");
    long end = System.nanoTime() + START_NANOS;
    try {
      while (process.isAlive() && System.nanoTime() < end) {
        if (Files.exists(port) && Files.size(port) > 0) {
          for (JsonNode target : targets(Files.readAllLines(port).get(0))) {
            if (target.path("type").asText().equals("page")) {
              return URI.create(target.get("webSocketDebuggerUrl").asText());
            }
          }
        }
        Thread.sleep(20);
      }
      throw new ExecutionException(browser + " did not start: " + lastWords());
    } catch (IOException e) {
      throw new ExecutionException(browser + " did not start: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ExecutionException(browser + " was interrupted while it started", e);
    }
  }

  private static JsonNode targets(String port) throws IOException, InterruptedException {
    URI list = URI.create("http://127.0.0.1:" + port + "/json/list");
    String answer =
        HttpClient.newHttpClient()
            .send(HttpRequest.newBuilder(list).build(), HttpResponse.BodyHandlers.ofString())
            .body();
    return new ObjectMapper().readTree(answer);
  }

  private String lastWords() throws IOException {
    Path output = profile.resolve("output.txt");
    String said = new String(Files.readAllBytes(output), StandardCharsets.UTF_8).strip();
    String lastLine = said.substring(said.lastIndexOf('\n') + 1);
    return lastLine.isEmpty() ? "it said nothing" : lastLine;
  }

  /** Waits a little for the browser to end by itself, then ends it and its children. */
  @Override
  public void close() {
    try {
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        kill();
        process.waitFor(5, TimeUnit.SECONDS);
      }
    } catch (InterruptedException e) {
      kill();
      Thread.currentThread().interrupt();
    }
    try (Stream<Path> files = Files.walk(profile)) {
      files.sorted(Comparator.reverseOrder()).forEach(f -> f.toFile().delete());
    } catch (IOException | UncheckedIOException e) {
      // The browser's last child may still be deleting: what is left lies in the temporary folder.
      profile.toFile().deleteOnExit();
    }
  }

  private void kill() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
