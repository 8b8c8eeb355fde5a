package org.modelparity.spark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;

/** Folders between a file system that Hadoop knows and this machine's own. */
final class LocalCopies {
  private LocalCopies() {}

  static void download(Configuration configuration, org.apache.hadoop.fs.Path from, Path to)
      throws IOException {
    Files.createDirectories(to.getParent());
    FileSystem files = from.getFileSystem(configuration);
    // Without the checksum files that the local file system of Hadoop writes.
    files.copyToLocalFile(false, from, new org.apache.hadoop.fs.Path(to.toUri()), true);
  }

  /** Copies the files below a folder, in place of files that are there. */
  static void upload(Configuration configuration, Path from, org.apache.hadoop.fs.Path to)
      throws IOException {
    FileSystem target = to.getFileSystem(configuration);
    target.setWriteChecksum(false);
    List<Path> files;
    try (Stream<Path> all = Files.walk(from)) {
      files = all.filter(Files::isRegularFile).toList();
    }
    for (Path file : files) {
      String name = from.relativize(file).toString().replace('\\', '/');
      target.copyFromLocalFile(
          false,
          true,
          new org.apache.hadoop.fs.Path(file.toUri()),
          new org.apache.hadoop.fs.Path(to, name));
    }
  }
}
