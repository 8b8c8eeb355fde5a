package org.modelparity.javascript;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Reads scripts and WebAssembly modules that travel inside the JAR. */
public final class Scripts {
  private Scripts() {}

  /** A text file beside class {@code owner}. */
  public static String text(Class<?> owner, String path) {
    return new String(read(owner, path), StandardCharsets.UTF_8);
  }

  /** A binary file beside class {@code owner}. */
  public static ByteBuffer bytes(Class<?> owner, String path) {
    return ByteBuffer.wrap(read(owner, path));
  }

  private static byte[] read(Class<?> owner, String path) {
    try (InputStream in = owner.getResourceAsStream(path)) {
      if (in == null) {
        throw new IllegalStateException(
            path + " is not in the JAR of " + owner.getName() + ": build it with Maven and npm");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
