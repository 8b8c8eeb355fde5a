package org.modelparity.browser;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Serves one empty page on this machine only, and carries bytes to and from it. */
final class PageServer implements AutoCloseable {
  private static final byte[] PAGE =
      "<!doctype html><meta charset=\"utf-8\"><title>Parity</title><link rel=\"icon\" href=\"data:,\">"
          .getBytes(StandardCharsets.UTF_8);

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool(PageServer::daemon);
  private volatile List<ByteBuffer> offered = List.of();
  private volatile ByteBuffer received = ByteBuffer.allocate(0);

  PageServer() {
    // Without it, the JDK's server holds each answer back for 40 ms.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", exchange -> answer(exchange, "text/html", ByteBuffer.wrap(PAGE)));
    server.createContext("/bytes", this::bytes);
    server.setExecutor(threads);
    server.start();
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "parity-page");
    thread.setDaemon(true);
    return thread;
  }

  /** Where the page is: 127.0.0.1 counts as a secure context, which WebGPU wants. */
  String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
  }

  /** What the page gets from {@code /bytes}. */
  void offer(List<ByteBuffer> parts) {
    offered = List.copyOf(parts);
  }

  /** What the page has posted to {@code /bytes}. */
  ByteBuffer received() {
    return received;
  }

  private void bytes(HttpExchange exchange) throws IOException {
    if (exchange.getRequestMethod().equals("POST")) {
      received = ByteBuffer.wrap(exchange.getRequestBody().readAllBytes());
      answer(exchange, "text/plain");
    } else {
      answer(exchange, "application/octet-stream", offered.toArray(ByteBuffer[]::new));
    }
  }

  private static void answer(HttpExchange exchange, String type, ByteBuffer... parts)
      throws IOException {
    try (exchange) {
      long size = 0;
      for (ByteBuffer part : parts) {
        size += part.remaining();
      }
      exchange.getResponseHeaders().set("Content-Type", type);
      exchange.getResponseHeaders().set("Cache-Control", "no-cache");
      exchange.sendResponseHeaders(200, size == 0 ? -1 : size);
      if (size > 0) {
        OutputStream body = exchange.getResponseBody();
        WritableByteChannel channel = Channels.newChannel(body);
        for (ByteBuffer part : parts) {
          channel.write(part.duplicate());
        }
        body.flush();
      }
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
