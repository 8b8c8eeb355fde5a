package org.modelparity.testing;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Predicate;
import org.apache.commons.compress.archivers.ArchiveEntry;
import org.apache.commons.compress.archivers.ArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** Unpacks the archives of fixtures. */
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
}
