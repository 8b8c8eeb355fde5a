package org.modelparity.stablehlo;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** A type of the VHLO dialect. */
public sealed interface Type {
  /**
   * A scalar type by its StableHLO spelling: {@code i1}, {@code si8} ... {@code si64}, {@code ui2}
   * ... {@code ui64}, {@code index}, {@code bf16}, {@code f16}, {@code f32}, {@code f64}, {@code
   * f8E4M3FN} and so on.
   */
  record Scalar(String name) implements Type {}

  record Complex(Type element) implements Type {}

  /** A ranked tensor; a dimension is {@link #DYNAMIC} where it is not static. */
  record RankedTensor(List<Long> dimensions, Type element, Optional<Attribute> encoding)
      implements Type {
    public static final long DYNAMIC = Long.MIN_VALUE;

    public RankedTensor {
      dimensions = List.copyOf(dimensions);
    }
  }

  record UnrankedTensor(Type element) implements Type {}

  record Tuple(List<Type> elements) implements Type {
    public Tuple {
      elements = List.copyOf(elements);
    }
  }

  record FunctionType(List<Type> inputs, List<Type> outputs) implements Type {
    public FunctionType {
      inputs = List.copyOf(inputs);
      outputs = List.copyOf(outputs);
    }
  }

  /**
   * A quantized element type.
   *
   * @param axis the quantized dimension, or empty where one scale serves all elements
   */
  record Quantized(
      long flags,
      Type storage,
      Type expressed,
      OptionalLong axis,
      List<Double> scales,
      List<Long> zeroPoints,
      long minimum,
      long maximum)
      implements Type {
    public Quantized {
      scales = List.copyOf(scales);
      zeroPoints = List.copyOf(zeroPoints);
    }
  }

  record Buffer(List<Long> dimensions, Type element) implements Type {
    public Buffer {
      dimensions = List.copyOf(dimensions);
    }
  }

  record Token() implements Type {}

  record Witness() implements Type {}

  record None() implements Type {}

  record Future(List<Type> elements) implements Type {
    public Future {
      elements = List.copyOf(elements);
    }
  }

  /** A type of MLIR's builtin dialect, where VHLO has a kind of its own for the same. */
  record Builtin(Type value) implements Type {}

  /** A type of another dialect in MLIR's textual form. */
  record Assembly(String dialect, String text) implements Type {}
}
