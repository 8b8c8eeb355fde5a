package org.modelparity.cache;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The folder of entries, which several builds may use at once: entries come by renaming, and are
 * read as a whole or not at all. The ones that were not used for longest are deleted when there are
 * too many.
 *
 * @param folder made when the first entry is stored
 * @param limit bytes that all entries together may take
 */
record CacheFolder(Path folder, long limit) {
  private static final String ENDING = ".row";
  private static final String DRAFT = ".tmp";

  /** A draft of this age belongs to a build that did not finish. */
  private static final Duration ABANDONED = Duration.ofDays(1);

  CacheFolder {
    folder = folder.toAbsolutePath().normalize();
  }

  /** What is made of an entry. */
  interface Use<T> {
    /**
     * @return empty if the entry is of no use
     */
    Optional<T> apply(EntryFile entry) throws IOException;
  }

  /**
   * Reads an entry.
   *
   * @return what is made of it; empty if there is none. One that is damaged is deleted.
   */
  <T> Optional<T> read(String key, Use<T> use) {
    Path file = file(key);
    try {
      Optional<T> value;
      try (EntryFile entry = EntryFile.open(file)) {
        value = use.apply(entry);
      }
      touch(file);
      return value;
    } catch (EntryFile.DamagedException e) {
      delete(file);
      return Optional.empty();
    } catch (IOException e) {
      return Optional.empty(); // as a rule, since there is none
    }
  }

  /** The text of an entry. */
  Optional<String> read(String key) {
    return read(key, entry -> Optional.of(entry.text()));
  }

  /** Stores an entry without files, unless the cache cannot be written: CachedRows says so. */
  void keep(String key, String text) {
    try {
      write(key, text, List.of());
    } catch (IOException e) {
      // It is made anew every time.
    }
  }

  /** Stores an entry, or replaces it. */
  void write(String key, String text, List<EntryFile.Part> parts) throws IOException {
    long size = text.length();
    for (EntryFile.Part part : parts) {
      size += Files.size(part.file());
    }
    if (size > limit) {
      return; // it would push out everything else, and then itself
    }
    Files.createDirectories(folder);
    Path draft = folder.resolve(key.substring(0, 16) + "-" + java.util.UUID.randomUUID() + DRAFT);
    try {
      EntryFile.write(draft, text, parts);
      move(draft, file(key));
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  /** Deletes what is too much, and what builds that ended have left. */
  void trim() {
    List<Entry> entries = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      files.forEach(file -> Entry.of(file).ifPresent(entries::add));
    } catch (IOException | UncheckedIOException e) {
      return;
    }
    Instant abandoned = Instant.now().minus(ABANDONED);
    entries.stream()
        .filter(e -> e.endsWith(DRAFT) && e.used().toInstant().isBefore(abandoned))
        .forEach(e -> delete(e.file()));
    entries.removeIf(e -> !e.endsWith(ENDING));
    entries.sort(Comparator.comparing(Entry::used).thenComparing(Entry::file));
    long size = entries.stream().mapToLong(Entry::size).sum();
    for (Entry oldest : entries) {
      if (size <= limit) {
        return;
      }
      delete(oldest.file());
      size -= oldest.size();
    }
  }

  private record Entry(Path file, long size, FileTime used) {
    /** Empty if another build has deleted it meanwhile. */
    static Optional<Entry> of(Path file) {
      try {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        return attributes.isRegularFile()
            ? Optional.of(new Entry(file, attributes.size(), attributes.lastModifiedTime()))
            : Optional.empty();
      } catch (IOException e) {
        return Optional.empty();
      }
    }

    boolean endsWith(String ending) {
      return file.getFileName().toString().endsWith(ending);
    }
  }

  private Path file(String key) {
    return folder.resolve(key + ENDING);
  }

  private static void move(Path draft, Path file) throws IOException {
    try {
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static void touch(Path file) {
    try {
      Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
    } catch (IOException e) {
      // A cache that may only be read: nothing is deleted from it either.
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      // Whatever holds it, it counts as absent every time.
    }
  }
}
