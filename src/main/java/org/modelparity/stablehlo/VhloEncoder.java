package org.modelparity.stablehlo;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Encodes attributes and types of the VHLO dialect, the opposite of {@link VhloDecoder}. */
final class VhloEncoder {
  private final Numbering numbering;

  VhloEncoder(Numbering numbering) {
    this.numbering = numbering;
  }

  void write(Attribute attribute, ByteSink sink) throws StableHloFormatException {
    if (attribute instanceof Attribute.Array a) {
      sink.writeVarint(VhloCodes.ARRAY);
      writeAttributes(a.elements(), sink);
    } else if (attribute instanceof Attribute.Bool a) {
      sink.writeVarint(VhloCodes.BOOLEAN).writeVarint(a.value() ? 1 : 0);
    } else if (attribute instanceof Attribute.Dictionary a) {
      sink.writeVarint(VhloCodes.DICTIONARY).writeVarint(a.entries().size());
      for (Map.Entry<Attribute, Attribute> entry : a.entries()) {
        sink.writeVarint(numbering.attribute(entry.getKey()));
        sink.writeVarint(numbering.attribute(entry.getValue()));
      }
    } else if (attribute instanceof Attribute.Float a) {
      sink.writeVarint(VhloCodes.FLOAT).writeVarint(numbering.type(a.type()));
      sink.writeBits(a.bits(), kind(a.type()).bits);
    } else if (attribute instanceof Attribute.Int a) {
      sink.writeVarint(VhloCodes.INTEGER).writeVarint(numbering.type(a.type()));
      sink.writeBits(a.value(), kind(a.type()).bits);
    } else if (attribute instanceof Attribute.OutputOperandAlias a) {
      sink.writeVarint(VhloCodes.OUTPUT_OPERAND_ALIAS)
          .writeSignedVarints(a.outputTupleIndices())
          .writeSignedVarint(a.operandIndex())
          .writeSignedVarints(a.operandTupleIndices());
    } else if (attribute instanceof Attribute.Text a) {
      sink.writeVarint(VhloCodes.STRING).writeVarint(numbering.string(a.value()));
    } else if (attribute instanceof Attribute.Dense a) {
      sink.writeVarint(VhloCodes.TENSOR).writeVarint(numbering.type(a.type()));
      sink.writeBlob(a.data());
    } else if (attribute instanceof Attribute.TypeOf a) {
      sink.writeVarint(VhloCodes.TYPE).writeVarint(numbering.type(a.type()));
    } else if (attribute instanceof Attribute.TypeExtensions a) {
      sink.writeVarint(VhloCodes.TYPE_EXTENSIONS).writeSignedVarints(a.bounds());
    } else if (attribute instanceof Attribute.Enumeration a) {
      writeEnumeration(a, sink);
    } else {
      writeRare(attribute, sink);
    }
  }

  private void writeRare(Attribute attribute, ByteSink sink) throws StableHloFormatException {
    if (attribute instanceof Attribute.ResultAccuracy a) {
      sink.writeVarint(VhloCodes.RESULT_ACCURACY)
          .writeDouble(a.atol())
          .writeDouble(a.rtol())
          .writeSignedVarint(a.ulps())
          .writeVarint(numbering.attribute(a.mode()));
    } else if (attribute instanceof Attribute.SubAxisInfo a) {
      sink.writeVarint(VhloCodes.SUB_AXIS_INFO)
          .writeSignedVarint(a.preSize())
          .writeSignedVarint(a.size());
    } else if (attribute instanceof Attribute.AxisReference a) {
      sink.writeVarint(VhloCodes.AXIS_REFERENCE).writeVarint(numbering.attribute(a.name()));
      sink.writeVarint(a.subAxis().isPresent() ? 1 : 0);
      if (a.subAxis().isPresent()) {
        sink.writeVarint(numbering.attribute(a.subAxis().get()));
      }
    } else if (attribute instanceof Attribute.ReplicaGroupMesh a) {
      sink.writeVarint(VhloCodes.REPLICA_GROUP_MESH)
          .writeVarint(numbering.attribute(a.mesh()))
          .writeVarint(numbering.attribute(a.axes()));
    } else if (attribute instanceof Attribute.MeshAxis a) {
      sink.writeVarint(VhloCodes.MESH_AXIS)
          .writeVarint(numbering.attribute(a.name()))
          .writeSignedVarint(a.size());
    } else if (attribute instanceof Attribute.Mesh a) {
      sink.writeVarint(VhloCodes.MESH).writeVarint(numbering.attribute(a.axes()));
      if (a.deviceIds().isPresent()) {
        sink.writeFlagged(numbering.attribute(a.deviceIds().get()), true);
      } else {
        sink.writeVarint(0);
      }
    } else {
      throw cannot("an attribute of the kind " + attribute.getClass().getSimpleName());
    }
  }

  private static void writeEnumeration(Attribute.Enumeration value, ByteSink sink)
      throws StableHloFormatException {
    Optional<VhloEnumeration> kind = VhloEnumeration.ofKind(value.kind());
    if (kind.isEmpty() || kind.get().number(value.value()) < 0) {
      throw cannot(value.kind() + " " + value.value());
    }
    sink.writeVarint(kind.get().code).writeVarint(kind.get().number(value.value()));
  }

  private void writeAttributes(List<Attribute> elements, ByteSink sink)
      throws StableHloFormatException {
    sink.writeVarint(elements.size());
    for (Attribute element : elements) {
      sink.writeVarint(numbering.attribute(element));
    }
  }

  private static ScalarKind kind(Type type) throws StableHloFormatException {
    return ScalarKind.of(type).orElseThrow(() -> cannot("a number that has no scalar type"));
  }

  static StableHloFormatException cannot(String what) {
    return new StableHloFormatException(
        "StableHLO artifact: " + what + " cannot be written as bytecode");
  }

  void writeType(Type type, ByteSink sink) throws StableHloFormatException {
    if (type instanceof Type.Scalar) {
      sink.writeVarint(kind(type).code);
    } else if (type instanceof Type.Complex t) {
      sink.writeVarint(VhloCodes.COMPLEX).writeVarint(numbering.type(t.element()));
    } else if (type instanceof Type.RankedTensor t) {
      if (t.encoding().isPresent()) {
        sink.writeVarint(VhloCodes.ENCODED_RANKED_TENSOR);
        sink.writeVarint(numbering.attribute(t.encoding().get()));
      } else {
        sink.writeVarint(VhloCodes.RANKED_TENSOR);
      }
      sink.writeSignedVarints(t.dimensions()).writeVarint(numbering.type(t.element()));
    } else if (type instanceof Type.UnrankedTensor t) {
      sink.writeVarint(VhloCodes.UNRANKED_TENSOR).writeVarint(numbering.type(t.element()));
    } else if (type instanceof Type.Tuple t) {
      sink.writeVarint(VhloCodes.TUPLE);
      writeTypes(t.elements(), sink);
    } else if (type instanceof Type.Future t) {
      sink.writeVarint(VhloCodes.FUTURE);
      writeTypes(t.elements(), sink);
    } else if (type instanceof Type.FunctionType t) {
      sink.writeVarint(VhloCodes.FUNCTION);
      writeTypes(t.inputs(), sink);
      writeTypes(t.outputs(), sink);
    } else if (type instanceof Type.Buffer t) {
      sink.writeVarint(VhloCodes.BUFFER)
          .writeSignedVarints(t.dimensions())
          .writeVarint(numbering.type(t.element()));
    } else if (type instanceof Type.Quantized t) {
      writeQuantized(t, sink);
    } else if (type instanceof Type.Token) {
      sink.writeVarint(VhloCodes.TOKEN);
    } else if (type instanceof Type.Witness) {
      sink.writeVarint(VhloCodes.WITNESS);
    } else if (type instanceof Type.None) {
      sink.writeVarint(VhloCodes.NONE);
    } else {
      throw cannot("a type of the kind " + type.getClass().getSimpleName());
    }
  }

  private void writeTypes(List<Type> types, ByteSink sink) throws StableHloFormatException {
    sink.writeVarint(types.size());
    for (Type type : types) {
      sink.writeVarint(numbering.type(type));
    }
  }

  private void writeQuantized(Type.Quantized t, ByteSink sink) throws StableHloFormatException {
    boolean perAxis = t.axis().isPresent();
    sink.writeVarint(perAxis ? VhloCodes.QUANTIZED_PER_AXIS : VhloCodes.QUANTIZED)
        .writeVarint(t.flags())
        .writeVarint(numbering.type(t.storage()))
        .writeVarint(numbering.type(t.expressed()));
    if (perAxis) {
      sink.writeVarint(t.axis().getAsLong())
          .writeSignedVarint(t.minimum())
          .writeSignedVarint(t.maximum())
          .writeList(t.scales(), sink::writeDouble)
          .writeSignedVarints(t.zeroPoints());
    } else {
      sink.writeDouble(t.scales().get(0))
          .writeSignedVarint(t.zeroPoints().get(0))
          .writeSignedVarint(t.minimum())
          .writeSignedVarint(t.maximum());
    }
  }
}
