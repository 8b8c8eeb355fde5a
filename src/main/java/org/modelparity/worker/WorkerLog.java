package org.modelparity.worker;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.modelparity.evaluation.Row;

/**
 * The file with a worker's standard output and error. A worker writes there itself where each row
 * begins: it is on its way before its supervisor hears of it.
 */
final class WorkerLog {
  private static final int LONGEST = 64 << 10;

  /** Where the line begins that says which row does. */
  static final String ROW = "--- ";

  private final Path file;
  private long mark;

  WorkerLog(Path file) {
    this.file = file;
  }

  Path file() {
    return file;
  }

  /** What a worker writes where a row begins. */
  static String beginning(Row row) {
    return ROW + row;
  }

  /** Marks the end of the log, where the next job begins. */
  void mark() {
    mark = size();
  }

  /** The end of what was written since a row began, at most 64 KiB. */
  String since(Row row) {
    String written = sinceMark();
    int beginning = written.lastIndexOf(beginning(row));
    return beginning < 0 ? written : written.substring(beginning + beginning(row).length()).strip();
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
