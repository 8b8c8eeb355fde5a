package org.modelparity.cache;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * The SHA-256 of a sequence of named parts. Names and lengths are part of it, so that no two
 * sequences run together.
 */
public final class Fingerprint {
  private final MessageDigest digest = FileDigests.sha256();

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
  public Fingerprint add(String name, Path file, FileDigests digests) throws IOException {
    add(name);
    if (Files.isDirectory(file)) {
      for (Path child : below(file)) {
        add(file.relativize(child).toString().replace('\\', '/'));
        addContent(child, digests);
      }
    } else {
      addContent(file, digests);
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

  private void addContent(Path file, FileDigests digests) throws IOException {
    if (!Files.isRegularFile(file)) {
      add(-1); // a pipe would have no end
      return;
    }
    add(Files.size(file));
    digest.update(digests.of(file));
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
