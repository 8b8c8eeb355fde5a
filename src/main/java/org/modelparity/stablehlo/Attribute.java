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
      implements Attribute {}

  record TypeExtensions(List<Long> bounds) implements Attribute {}

  record ResultAccuracy(double atol, double rtol, long ulps, String mode) implements Attribute {}

  record ReplicaGroupMesh(Attribute meshName, Attribute axes) implements Attribute {}

  record Unit() implements Attribute {}

  /** A builtin attribute that carries nothing that a conversion needs, kept by its code. */
  record Opaque(String description) implements Attribute {}

  /** A debug location used as an attribute. */
  record Located(Location location) implements Attribute {}

  static Optional<String> text(Attribute attribute) {
    return attribute instanceof Text t ? Optional.of(t.value()) : Optional.empty();
  }
}
