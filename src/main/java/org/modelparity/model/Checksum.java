package org.modelparity.model;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/** The checksums of TensorFlow's files, {@code tensorflow/core/lib/hash/crc32c.h}. */
final class Checksum {
  private Checksum() {}

  /** CRC-32C of the remaining bytes, masked so that a checksum of checksums stays meaningful. */
  static int masked(ByteBuffer bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes.duplicate());
    int value = (int) crc.getValue();
    return Integer.rotateRight(value, 15) + 0xa282ead8;
  }
}
