package org.modelparity.tfjs;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** Files of 4 MiB, which browsers cache, cut at any byte of the weights one after the other. */
final class WeightShards {
  private static final int BYTES = 4 << 20;

  private WeightShards() {}

  /** Writes the files {@code group1-shard<n>of<m>.bin} and returns them in order. */
  static List<Path> write(List<Weight> weights, Path folder) throws IOException {
    long total = weights.stream().mapToLong(w -> w.stored().bytes().remaining()).sum();
    int count = Math.toIntExact((total + BYTES - 1) / BYTES);
    List<Path> shards = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      shards.add(folder.resolve("group1-shard" + i + "of" + count + ".bin"));
    }
    FileChannel channel = null;
    try {
      int next = 0;
      int left = 0;
      for (Weight weight : weights) {
        ByteBuffer bytes = weight.stored().bytes().duplicate();
        while (bytes.hasRemaining()) {
          if (left == 0) {
            channel = following(channel, shards.get(next++));
            left = BYTES;
          }
          ByteBuffer part = bytes.slice(bytes.position(), Math.min(left, bytes.remaining()));
          int written = channel.write(part);
          bytes.position(bytes.position() + written);
          left -= written;
        }
      }
    } finally {
      if (channel != null) {
        channel.close();
      }
    }
    return shards;
  }

  private static FileChannel following(FileChannel previous, Path file) throws IOException {
    if (previous != null) {
      previous.close();
    }
    return FileChannel.open(
        file,
        StandardOpenOption.CREATE,
        StandardOpenOption.TRUNCATE_EXISTING,
        StandardOpenOption.WRITE);
  }
}
