package org.modelparity.stablehlo;

import java.util.List;
import java.util.Optional;

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

  record Quantized(Type storage, Type expressed, List<Attribute> parameters) implements Type {
    public Quantized {
      parameters = List.copyOf(parameters);
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
}
