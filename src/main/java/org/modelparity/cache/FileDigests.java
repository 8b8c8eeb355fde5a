package org.modelparity.cache;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The SHA-256 of files. That of a large file is kept in the cache under the device, the inode, the
 * size and the times of the file; the time of the last change of its status (ctime) is the
 * system's, which no program sets back. A file system that does not tell it has every file read.
 */
public final class FileDigests {
  /** Reading less takes no longer than looking up. */
  private static final long LARGE = 1 << 14;

  /** A file system may give the same time to two changes that are closer. */
  private static final Duration SETTLED = Duration.ofSeconds(4);

  private static final int BLOCK = 1 << 16;

  private final CacheFolder cache;
  private final InstantSource clock;

  /**
   * Digests that are kept in a cache.
   *
   * @param limit bytes that the cache may take
   */
  public static FileDigests in(Path folder, long limit) {
    return new FileDigests(new CacheFolder(folder, limit), InstantSource.system());
  }

  FileDigests(CacheFolder cache, InstantSource clock) {
    this.cache = cache;
    this.clock = clock;
  }

  /** A digest for content that is to be recognised. */
  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** The 32 bytes of a file's content. */
  byte[] of(Path file) throws IOException {
    Optional<Status> before = Status.of(file);
    if (before.isEmpty() || before.get().size() < LARGE) {
      return read(file);
    }
    String key = before.get().key();
    Optional<byte[]> known = cache.read(key).flatMap(FileDigests::parse);
    if (known.isPresent()) {
      return known.get();
    }
    byte[] digest = read(file);
    if (Status.of(file).equals(before) && before.get().isSettled(clock.instant())) {
      cache.keep(key, HexFormat.of().formatHex(digest));
    }
    return digest;
  }

  private static Optional<byte[]> parse(String text) {
    try {
      return Optional.of(HexFormat.of().parseHex(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static byte[] read(Path file) throws IOException {
    MessageDigest content = sha256();
    byte[] block = new byte[BLOCK];
    try (InputStream in = Files.newInputStream(file)) {
      for (int read = in.read(block); read >= 0; read = in.read(block)) {
        content.update(block, 0, read);
      }
    }
    return content.digest();
  }

  /** What a file system tells of a file, which is another one after every change of its content. */
  private record Status(Path file, long size, List<String> identity, Instant changed) {
    static Optional<Status> of(Path file) throws IOException {
      Map<String, Object> told;
      try {
        told = Files.readAttributes(file, "unix:dev,ino,size,lastModifiedTime,ctime");
      } catch (UnsupportedOperationException | IllegalArgumentException e) {
        return Optional.empty(); // Windows
      }
      FileTime changed = (FileTime) told.get("ctime");
      FileTime modified = (FileTime) told.get("lastModifiedTime");
      return Optional.of(
          new Status(
              file.toAbsolutePath(),
              (Long) told.get("size"),
              List.of(
                  told.get("dev").toString(),
                  told.get("ino").toString(),
                  modified.toInstant().toString(),
                  changed.toInstant().toString()),
              changed.toInstant()));
    }

    String key() {
      return new Fingerprint()
          .add("file", file.toString())
          .add("size", Long.toString(size))
          .add("identity", String.join(" ", identity))
          .text();
    }

    boolean isSettled(Instant now) {
      return Duration.between(changed, now).compareTo(SETTLED) > 0;
    }
  }
}
