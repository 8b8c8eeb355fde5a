package org.modelparity.maven;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.modelparity.evaluation.Folders;

/**
 * Damage within the archives that workers run on, and within what was unpacked from them. Java does
 * not compare the checksums of what it loads, and reading all of them takes seconds: they are
 * compared when something went wrong that no model explains.
 */
final class ArchiveDamage {
  private final List<Path> archives;
  private final Path unpacked;

  /**
   * @param unpacked where JavaCPP keeps the libraries of an archive, in a folder of its name
   */
  ArchiveDamage(List<Path> archives, Path unpacked) {
    this.archives = archives;
    this.unpacked = unpacked;
  }

  /** That of workers with JavaCPP's usual folder. */
  static ArchiveDamage of(List<Path> archives) {
    return new ArchiveDamage(
        archives, Path.of(System.getProperty("user.home"), ".javacpp", "cache"));
  }

  /**
   * Reads all archives, the smallest first. What was unpacked from a damaged one, and what is
   * damaged itself, is deleted, since nobody would unpack it again.
   *
   * @throws NativesException for the first that is damaged, with what to do
   */
  void refuse() throws NativesException {
    for (Path archive : smallestFirst()) {
      requireSound(archive);
    }
  }

  private List<Path> smallestFirst() {
    return archives.stream()
        .filter(Files::isRegularFile)
        .sorted(Comparator.comparingLong(archive -> archive.toFile().length()))
        .toList();
  }

  private void requireSound(Path archive) throws NativesException {
    Path libraries = unpacked.resolve(archive.getFileName());
    try (ZipFile zip = new ZipFile(archive.toFile())) {
      for (ZipEntry entry : Collections.list(zip.entries())) {
        Optional<String> damage = damage(zip, entry);
        if (damage.isPresent()) {
          delete(libraries);
          throw damaged(archive, entry.getName() + ": " + damage.get());
        }
        requireSound(libraries.resolve(entry.getName()).normalize(), entry, archive);
      }
    } catch (IOException e) {
      delete(libraries);
      throw damaged(archive, e.getMessage());
    }
  }

  private static Optional<String> damage(ZipFile zip, ZipEntry entry) {
    try (InputStream content = zip.getInputStream(entry)) {
      return checksum(content) == entry.getCrc()
          ? Optional.empty()
          : Optional.of("its checksum is wrong");
    } catch (IOException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  private static NativesException damaged(Path archive, String what) {
    return new NativesException(
        "%s is damaged (%s); delete it, so that Maven gets it again".formatted(archive, what));
  }

  private void requireSound(Path library, ZipEntry entry, Path archive) throws NativesException {
    if (!library.startsWith(unpacked) || !Files.isRegularFile(library)) {
      return;
    }
    try (InputStream content = Files.newInputStream(library)) {
      if (checksum(content) == entry.getCrc()) {
        return;
      }
    } catch (IOException e) {
      // What cannot be read is of no more use to workers.
    }
    delete(library);
    throw new NativesException(
        "%s, which was unpacked from %s, was damaged, and is deleted; run the build again"
            .formatted(library, archive));
  }

  private static long checksum(InputStream content) throws IOException {
    try (CheckedInputStream checked = new CheckedInputStream(content, new CRC32())) {
      checked.transferTo(OutputStream.nullOutputStream());
      return checked.getChecksum().getValue();
    }
  }

  private static void delete(Path path) {
    try {
      if (Files.isDirectory(path)) {
        Folders.delete(path);
      } else {
        Files.deleteIfExists(path);
      }
    } catch (IOException | UncheckedIOException e) {
      // The text says where it is, and the next build says the same.
    }
  }
}
