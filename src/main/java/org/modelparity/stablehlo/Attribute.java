package org.modelparity.stablehlo;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An attribute of the VHLO dialect, or one of the builtin attributes that artifacts contain. */
public sealed interface Attribute {
  record Array(List<Attribute> elements) implements Attribute {
    public Array {
      elements = List.copyOf(elements);
    }
  }

  record Bool(boolean value) implements Attribute {}

  /** {@code value} is the number as written, signed or unsigned as its type says. */
  record Int(Type type, BigInteger value) implements Attribute {}

  /** {@code bits} in the width of the type. */
  record Float(Type type, BigInteger bits) implements Attribute {}

  record Text(String value) implements Attribute {}

  record TypeOf(Type type) implements Attribute {}

  /** In the order of the file. */
  record Dictionary(List<Map.Entry<Attribute, Attribute>> entries) implements Attribute {
    public Dictionary {
      entries = List.copyOf(entries);
    }

    /** The value of a key that is a text. */
    public Optional<Attribute> get(String key) {
      return entries.stream()
          .filter(e -> text(e.getKey()).filter(key::equals).isPresent())
          .map(Map.Entry::getValue)
          .findFirst();
    }
  }

  /**
   * A dense tensor; {@code data} is the file's own little-endian bytes: one element where the
   * tensor is a splat; i1 elements are packed eight to a byte (a splat is 0x00 or 0xFF).
   */
  record Dense(Type.RankedTensor type, ByteBuffer data) implements Attribute {}

  /**
   * One of VHLO's enumerations, {@code kind} without version, for example comparison_direction EQ.
   */
  record Enumeration(String kind, String value) implements Attribute {}

  record OutputOperandAlias(
      List<Long> outputTupleIndices, long operandIndex, List<Long> operandTupleIndices)
      implements Attribute {
    public OutputOperandAlias {
      outputTupleIndices = List.copyOf(outputTupleIndices);
      operandTupleIndices = List.copyOf(operandTupleIndices);
    }
  }

  record TypeExtensions(List<Long> bounds) implements Attribute {
    public TypeExtensions {
      bounds = List.copyOf(bounds);
    }
  }

  /** {@code mode} is an {@link Enumeration} of the kind result_accuracy_mode. */
  record ResultAccuracy(double atol, double rtol, long ulps, Attribute mode) implements Attribute {}

  record SubAxisInfo(long preSize, long size) implements Attribute {}

  record AxisReference(Attribute name, Optional<Attribute> subAxis) implements Attribute {}

  record ReplicaGroupMesh(Attribute mesh, Attribute axes) implements Attribute {}

  record MeshAxis(Attribute name, long size) implements Attribute {}

  record Mesh(Attribute axes, Optional<Attribute> deviceIds) implements Attribute {}

  record Unit() implements Attribute {}

  /** A builtin reference to a symbol: its root, then what is nested. */
  record Symbol(List<String> path) implements Attribute {
    public Symbol {
      path = List.copyOf(path);
    }
  }

  /** A builtin array of {@code size} integers or floats, packed. */
  record DenseArray(Type element, long size, ByteBuffer data) implements Attribute {}

  /** An attribute of MLIR's builtin dialect, where VHLO has a kind of its own for the same. */
  record Builtin(Attribute value) implements Attribute {}

  /** An attribute of another dialect in MLIR's textual form, for example of {@code sdy}. */
  record Assembly(String dialect, String text) implements Attribute {}

  /**
   * An attribute of another dialect in an encoding of its own, for example a sharding rule of
   * {@code sdy}. It may refer to other parts of its file, so that it cannot be written to another.
   */
  record Foreign(String dialect, ByteBuffer encoding) implements Attribute {}

  /** A debug location used as an attribute. */
  record Located(Location location) implements Attribute {}

  /** The text of a VHLO or builtin string. */
  static Optional<String> text(Attribute attribute) {
    if (attribute instanceof Builtin b) {
      return text(b.value());
    }
    return attribute instanceof Text t ? Optional.of(t.value()) : Optional.empty();
  }
}
