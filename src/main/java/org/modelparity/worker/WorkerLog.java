package org.modelparity.worker;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The file with a worker's standard output and error. */
final class WorkerLog {
  private static final int LONGEST = 64 << 10;

  private final Path file;
  private long mark;

  WorkerLog(Path file) {
    this.file = file;
  }

  Path file() {
    return file;
  }

  /** Marks the end of the log, where the next row begins. */
  void mark() {
    mark = size();
  }

  /** The end of what was written since the mark, at most 64 KiB. */
  String sinceMark() {
    long from = Math.max(mark, size() - LONGEST);
    try (SeekableByteChannel channel = Files.newByteChannel(file)) {
      ByteBuffer bytes = ByteBuffer.allocate(LONGEST);
      channel.position(from);
      while (bytes.hasRemaining() && channel.read(bytes) >= 0) {}
      return new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "(the log " + file + " cannot be read: " + e + ")";
    }
  }

  private long size() {
    try {
      return Files.size(file);
    } catch (IOException e) {
      return 0;
    }
  }
}
