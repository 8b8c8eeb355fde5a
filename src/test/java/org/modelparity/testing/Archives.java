package org.modelparity.testing;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.ArchiveEntry;
import org.apache.commons.compress.archivers.ArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** Models as they are committed, brought to where tests have them. */
public final class Archives {
  private Archives() {}

  /**
   * Unpacks a {@code .tar.xz} or a zip.
   *
   * @param wanted by an entry's name
   */
  public static void unpack(Path archive, Path folder, Predicate<String> wanted)
      throws IOException {
    try (InputStream file = new BufferedInputStream(Files.newInputStream(archive));
        ArchiveInputStream<? extends ArchiveEntry> entries =
            archive.toString().endsWith(".tar.xz")
                ? new TarArchiveInputStream(new XZCompressorInputStream(file))
                : new ZipArchiveInputStream(file)) {
      for (ArchiveEntry entry = entries.getNextEntry();
          entry != null;
          entry = entries.getNextEntry()) {
        Path target = folder.resolve(entry.getName()).normalize();
        if (!entry.isDirectory() && target.startsWith(folder) && wanted.test(entry.getName())) {
          Files.createDirectories(target.getParent());
          Files.copy(entries, target);
        }
      }
    }
  }

  /** Puts a folder with what it holds in the place of each zip below a folder. */
  public static void unpackAll(Path folder) throws IOException {
    for (Path archive : files(folder)) {
      if (archive.toString().endsWith(".zip")) {
        String name = archive.getFileName().toString();
        unpack(
            archive,
            archive.resolveSibling(name.substring(0, name.length() - ".zip".length())),
            entry -> true);
        Files.delete(archive);
      }
    }
  }

  /** Copies all files below a folder, which may be added to others. */
  public static void copy(Path from, Path to) throws IOException {
    for (Path file : files(from)) {
      Path target = to.resolve(from.relativize(file).toString());
      Files.createDirectories(target.getParent());
      Files.copy(file, target);
    }
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).toList();
    }
  }
}
