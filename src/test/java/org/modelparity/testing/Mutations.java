package org.modelparity.testing;

import java.util.Arrays;
import java.util.Random;

/** Damages files as transfers and attackers do, the same way for the same seed. */
public final class Mutations {
  private Mutations() {}

  /** A damaged copy; the first four bytes stay, so that the rest is looked at. */
  public static byte[] mutate(byte[] original, Random random) {
    byte[] bytes = original.clone();
    int count = 1 + random.nextInt(4);
    for (int i = 0; i < count; i++) {
      bytes = mutateOnce(bytes, random);
    }
    return bytes;
  }

  private static byte[] mutateOnce(byte[] bytes, Random random) {
    int at = 4 + random.nextInt(bytes.length - 4);
    byte[] copy = bytes.clone();
    switch (random.nextInt(6)) {
      case 0 -> copy[at] ^= (byte) (1 << random.nextInt(8));
      case 1 -> copy[at] = (byte) random.nextInt(256);
      case 2 -> copy[at] = new byte[] {0, 1, (byte) 0xFF, (byte) 0x80, 2}[random.nextInt(5)];
      case 3 -> {
        int from = 4 + random.nextInt(bytes.length - 4);
        int length = Math.min(random.nextInt(32), bytes.length - Math.max(from, at));
        System.arraycopy(bytes, from, copy, at, length);
      }
      case 4 -> copy = Arrays.copyOf(bytes, Math.max(at, 8));
      default -> {
        copy = Arrays.copyOf(bytes, bytes.length + 1);
        System.arraycopy(bytes, at, copy, at + 1, bytes.length - at);
      }
    }
    return copy;
  }
}
