package org.modelparity.model;

import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.modelparity.tensor.ElementType;
import org.modelparity.tensor.Shape;
import org.modelparity.tensor.Tensor;
import org.modelparity.tensorflow.DataTypes;
import org.tensorflow.proto.BundleEntryProto;
import org.tensorflow.proto.BundleHeaderProto;
import org.tensorflow.proto.TensorShapeProto;

/**
 * A checkpoint in TensorFlow's bundle format ({@code tensorflow/core/util/tensor_bundle}): an index
 * and data files that are mapped into memory, so that a variable costs no heap.
 */
final class BundleCheckpoint implements Checkpoint {
  private final Path folder;
  private final int shards;
  private final SortedMap<String, BundleEntryProto> entries;

  private BundleCheckpoint(Path folder, int shards, SortedMap<String, BundleEntryProto> entries) {
    this.folder = folder;
    this.shards = shards;
    this.entries = entries;
  }

  /** A checkpoint without variables. */
  static Checkpoint empty() {
    return new BundleCheckpoint(Path.of(""), 0, Collections.emptySortedMap());
  }

  /**
   * Opens the checkpoint of a SavedModel.
   *
   * @param folder the {@code variables} folder
   * @throws ModelException if a file is missing, damaged or too short for the variables in it
   */
  static Checkpoint open(Path folder) throws ModelException {
    Path index = folder.resolve("variables.index");
    if (!Files.isRegularFile(index)) {
      throw new ModelException(index + " is missing; copy the whole folder of the SavedModel");
    }
    SortedMap<String, BundleEntryProto> entries = new TreeMap<>();
    BundleHeaderProto header = BundleHeaderProto.getDefaultInstance();
    try {
      for (var entry : SortedTable.read(index).entrySet()) {
        if (entry.getKey().isEmpty()) {
          header = BundleHeaderProto.parseFrom(entry.getValue());
        } else {
          entries.put(entry.getKey(), BundleEntryProto.parseFrom(entry.getValue()));
        }
      }
    } catch (InvalidProtocolBufferException e) {
      throw new ModelException(
          "the checkpoint index " + index + " is damaged: " + e.getMessage(), e);
    }
    if (header.getEndianness() != BundleHeaderProto.Endianness.LITTLE) {
      throw new ModelException(
          index + " was written by a big-endian machine, which is not supported");
    }
    BundleCheckpoint checkpoint = new BundleCheckpoint(folder, header.getNumShards(), entries);
    for (var entry : entries.entrySet()) {
      checkpoint.check(entry.getKey(), entry.getValue());
    }
    return checkpoint;
  }

  /** Only variables that have elements; the checkpoint's own strings are not listed. */
  @Override
  public Set<String> keys() {
    Set<String> keys = new java.util.TreeSet<>();
    entries.forEach(
        (key, entry) -> {
          if (DataTypes.elements(entry.getDtype()).isPresent()) {
            keys.add(key);
          }
        });
    return Collections.unmodifiableSet(keys);
  }

  @Override
  public Tensor read(String key) throws ModelException {
    BundleEntryProto entry = entries.get(key);
    if (entry == null) {
      throw new ModelException("the checkpoint in " + folder + " has no variable " + key);
    }
    Optional<ElementType> type = DataTypes.elements(entry.getDtype());
    if (type.isEmpty()) {
      throw new ModelException(
          "variable " + key + " has type " + entry.getDtype() + ", which is not supported");
    }
    if (entry.getSlicesCount() > 0) {
      throw new ModelException(
          "variable " + key + " is stored in slices, which is not supported; save the model again");
    }
    try {
      ByteBuffer data = map(shard(entry.getShardId()), entry.getOffset(), entry.getSize());
      if (Checksum.masked(data) != entry.getCrc32C()) {
        throw new ModelException(
            "variable "
                + key
                + " in "
                + shard(entry.getShardId())
                + " is damaged: its checksum does not match; copy the model again");
      }
      return Tensor.of(type.get(), shape(entry.getShape()), data);
    } catch (IOException | IllegalArgumentException | ArithmeticException e) {
      throw new ModelException(
          "cannot read variable " + key + " of " + folder + ": " + e.getMessage(), e);
    }
  }

  private void check(String key, BundleEntryProto entry) throws ModelException {
    Path file = shard(entry.getShardId());
    if (entry.getShardId() < 0 || entry.getShardId() >= shards) {
      throw new ModelException("variable " + key + " is in " + file + ", beyond the last file");
    }
    try {
      if (!Files.isRegularFile(file)) {
        throw new ModelException(file + " is missing; copy the whole folder of the SavedModel");
      }
      if (entry.getOffset() < 0
          || entry.getSize() < 0
          || entry.getOffset() > Files.size(file) - entry.getSize()) {
        throw new ModelException(
            file + " is too short for variable " + key + "; copy the model again");
      }
    } catch (IOException e) {
      throw new ModelException("cannot read " + file + ": " + e.getMessage(), e);
    }
  }

  private Path shard(int id) {
    return folder.resolve(String.format("variables.data-%05d-of-%05d", id, shards));
  }

  private static ByteBuffer map(Path file, long offset, long size) throws IOException {
    if (size == 0) {
      return ByteBuffer.allocate(0);
    }
    if (size > Integer.MAX_VALUE) {
      throw new IOException("it has " + size + " bytes; at most 2 GiB are supported");
    }
    try (FileChannel channel = FileChannel.open(file)) {
      return channel.map(FileChannel.MapMode.READ_ONLY, offset, size);
    }
  }

  private static Shape shape(TensorShapeProto proto) {
    return Shape.of(proto.getDimList().stream().mapToLong(TensorShapeProto.Dim::getSize).toArray());
  }
}
