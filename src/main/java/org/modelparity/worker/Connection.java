package org.modelparity.worker;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.modelparity.evaluation.Json;

/**
 * Messages between a supervisor and its worker: JSON, one a line, over a local socket. Standard
 * output will not do, since native libraries print there whenever they like. Reading and writing
 * may happen in different threads at the same time.
 */
final class Connection implements AutoCloseable {
  private final SocketChannel channel;
  private final BufferedReader lines;

  Connection(SocketChannel channel) {
    this.channel = channel;
    this.lines =
        new BufferedReader(new InputStreamReader(new Input(channel), StandardCharsets.UTF_8));
  }

  /** Connects to the supervisor that listens there. */
  static Connection to(Path socket) throws IOException {
    return new Connection(SocketChannel.open(UnixDomainSocketAddress.of(socket)));
  }

  synchronized void send(Object message) throws IOException {
    byte[] line =
        (Json.lineWriter().writeValueAsString(message) + "\n").getBytes(StandardCharsets.UTF_8);
    ByteBuffer bytes = ByteBuffer.wrap(line);
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  /** Sends the beginning of a message, for tests of what the other side makes of it. */
  synchronized void tear() throws IOException {
    channel.write(
        ByteBuffer.wrap("{\"event\":\"finished\",\"res".getBytes(StandardCharsets.UTF_8)));
  }

  /** The next message; empty once the other side has gone. */
  <T> Optional<T> receive(Class<T> type) throws IOException {
    String line = lines.readLine();
    return line == null ? Optional.empty() : Optional.of(Json.reader(type).readValue(line));
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  /**
   * Not {@code Channels.newInputStream}: in Java 17 its reads keep writers of the same channel out
   * until something was read (JDK-8279339).
   */
  private static final class Input extends InputStream {
    private final SocketChannel channel;

    Input(SocketChannel channel) {
      this.channel = channel;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      return channel.read(ByteBuffer.wrap(bytes, offset, length));
    }
  }
}
