package org.modelparity.cache;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * The SHA-256 of a sequence of named parts. Names and lengths are part of it, so that no two
 * sequences run together.
 */
public final class Fingerprint {
  private static final int BLOCK = 1 << 16;

  private final MessageDigest digest = sha256();

  /** A digest for content that is to be recognised. */
  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** Adds a text. */
  public Fingerprint add(String name, String text) {
    add(name);
    add(text);
    return this;
  }

  /**
   * Adds the content of a file, or of all files below a folder with their names relative to it.
   * Symbolic links are followed; what is neither file nor folder counts by its name alone.
   */
  public Fingerprint add(String name, Path file) throws IOException {
    add(name);
    if (Files.isDirectory(file)) {
      for (Path child : below(file)) {
        add(file.relativize(child).toString().replace('\\', '/'));
        addContent(child);
      }
    } else {
      addContent(file);
    }
    return this;
  }

  /** Sixty-four hexadecimal digits of all that was added. */
  public String text() {
    return HexFormat.of().formatHex(digest.digest());
  }

  private static List<Path> below(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder, java.nio.file.FileVisitOption.FOLLOW_LINKS)) {
      return files.filter(f -> !Files.isDirectory(f)).sorted().toList();
    } catch (java.io.UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private void addContent(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      add(-1); // a pipe would have no end
      return;
    }
    long size = 0;
    MessageDigest content = sha256();
    byte[] block = new byte[BLOCK];
    try (InputStream in = Files.newInputStream(file)) {
      for (int read = in.read(block); read >= 0; read = in.read(block)) {
        content.update(block, 0, read);
        size += read;
      }
    }
    add(size);
    digest.update(content.digest());
  }

  private void add(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    add(bytes.length);
    digest.update(bytes);
  }

  private void add(long number) {
    digest.update(ByteBuffer.allocate(Long.BYTES).putLong(number).flip());
  }
}
