package org.modelparity.model;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.modelparity.stablehlo.BytecodeReader;
import org.modelparity.stablehlo.Function;
import org.modelparity.stablehlo.Module;
import org.modelparity.stablehlo.StableHloFormatException;
import org.modelparity.stablehlo.Type;
import org.modelparity.tensor.ElementType;
import org.modelparity.tensor.Shape;
import org.modelparity.tensor.Signature;
import org.modelparity.tensor.TensorSpec;

/**
 * Opens StableHLO portable artifacts. They say nothing of names, so inputs are {@code x0}, {@code
 * x1}, ... and outputs {@code y0}, {@code y1}, ... by the positions in their {@code main} function.
 */
final class StableHloReader {
  private StableHloReader() {}

  static StableHloProgram open(Path file) throws ModelException {
    ByteBuffer artifact = map(file);
    Module module = module(file, artifact);
    Type.FunctionType main = main(file, module).type();
    List<TensorSpec> inputs = specs(file, "x", main.inputs());
    List<StableHloProgram.Argument> arguments = new ArrayList<>();
    for (TensorSpec input : inputs) {
      arguments.add(new StableHloProgram.Argument.Input(input.name()));
    }
    Signature signature =
        new Signature(Models.DEFAULT_SIGNATURE, inputs, specs(file, "y", main.outputs()));
    return new StableHloProgram(file, List.of(signature), module, arguments, artifact);
  }

  /** A read-only view of a file of at most 2 GiB. */
  static ByteBuffer map(Path file) throws ModelException {
    try (FileChannel channel = FileChannel.open(file)) {
      if (channel.size() > Integer.MAX_VALUE) {
        throw new ModelException(
            file + " has " + channel.size() + " bytes; at most 2 GiB are supported");
      }
      if (channel.size() == 0) {
        throw new ModelException(file + " is empty; write it again");
      }
      return channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
    } catch (IOException e) {
      throw new ModelException("cannot read " + file + ": " + e, e);
    }
  }

  static Module module(Path file, ByteBuffer artifact) throws ModelException {
    try {
      return BytecodeReader.read(artifact.duplicate());
    } catch (StableHloFormatException e) {
      throw new ModelException(
          "the StableHLO in " + file + " cannot be read: " + e.getMessage(), e);
    }
  }

  static Function main(Path file, Module module) throws ModelException {
    return module
        .function("main")
        .orElseThrow(
            () -> new ModelException("the StableHLO in " + file + " has no main function"));
  }

  private static List<TensorSpec> specs(Path file, String letter, List<Type> types)
      throws ModelException {
    List<TensorSpec> specs = new ArrayList<>();
    for (Type type : types) {
      String name = letter + specs.size();
      Optional<ElementType> elements =
          type instanceof Type.RankedTensor tensor ? elements(tensor.element()) : Optional.empty();
      if (elements.isEmpty()) {
        throw new ModelException(
            "'" + name + "' of " + file + " has type " + type + ", which no target has");
      }
      long[] dimensions =
          ((Type.RankedTensor) type)
              .dimensions().stream()
                  .mapToLong(d -> d == Type.RankedTensor.DYNAMIC ? Shape.UNKNOWN : d)
                  .toArray();
      specs.add(new TensorSpec(name, elements.get(), Shape.of(dimensions)));
    }
    return specs;
  }

  private static Optional<ElementType> elements(Type type) {
    if (type instanceof Type.Complex complex) {
      return elements(complex.element())
          .map(t -> t == ElementType.FLOAT64 ? ElementType.COMPLEX128 : ElementType.COMPLEX64);
    }
    return type instanceof Type.Scalar scalar
        ? Optional.ofNullable(
            switch (scalar.name()) {
              case "i1" -> ElementType.BOOL;
              case "si8" -> ElementType.INT8;
              case "si16" -> ElementType.INT16;
              case "si32" -> ElementType.INT32;
              case "si64" -> ElementType.INT64;
              case "ui8" -> ElementType.UINT8;
              case "ui16" -> ElementType.UINT16;
              case "ui32" -> ElementType.UINT32;
              case "ui64" -> ElementType.UINT64;
              case "f16" -> ElementType.FLOAT16;
              case "bf16" -> ElementType.BFLOAT16;
              case "f32" -> ElementType.FLOAT32;
              case "f64" -> ElementType.FLOAT64;
              default -> null;
            })
        : Optional.empty();
  }
}
