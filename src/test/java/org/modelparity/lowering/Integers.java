package org.modelparity.lowering;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.modelparity.tensor.ElementType;
import org.modelparity.tensor.Shape;
import org.modelparity.tensor.Tensor;

/** Edge values of integer types, and functions of them in unbounded arithmetic. */
final class Integers {
  static final List<ElementType> CARRIED =
      List.of(
          ElementType.INT8,
          ElementType.UINT8,
          ElementType.INT16,
          ElementType.UINT16,
          ElementType.INT32,
          ElementType.UINT32);

  private static final long[] EDGES = {
    0,
    1,
    -1,
    2,
    -2,
    3,
    -3,
    5,
    7,
    -7,
    10,
    31,
    32,
    33,
    100,
    127,
    128,
    -128,
    -129,
    255,
    256,
    257,
    1000,
    32767,
    32768,
    -32768,
    -32769,
    46341,
    65535,
    65536,
    65537,
    123456789,
    -987654321,
    16777215,
    16777216,
    16777217,
    -16777217,
    0x55555555L,
    0x7f800000L,
    0x7ffffffeL,
    0x7fffffffL,
    0x80000000L,
    0x80000001L,
    0xfffffffeL
  };

  private Integers() {}

  /** The edge values as the type holds them, each once. */
  static long[] edges(ElementType type) {
    return Arrays.stream(EDGES).map(v -> wrap(BigInteger.valueOf(v), type)).distinct().toArray();
  }

  /** The value of the type that is congruent. */
  static long wrap(BigInteger value, ElementType type) {
    BigInteger range = BigInteger.TWO.pow(type.bits());
    BigInteger wrapped = value.mod(range);
    boolean negative = type.isSigned() && wrapped.testBit(type.bits() - 1);
    return (negative ? wrapped.subtract(range) : wrapped).longValue();
  }

  static Tensor tensor(ElementType type, long... values) {
    return Constants.cast(Tensor.ofLongs(Shape.of(values.length), values), type);
  }

  static Tensor unary(ElementType type) {
    return tensor(type, edges(type));
  }

  /** All pairs of edge values. */
  static Tensor[] pairs(ElementType type) {
    return pairs(type, edges(type));
  }

  static Tensor[] pairs(ElementType type, long[] seconds) {
    long[] edges = edges(type);
    long[] a = new long[edges.length * seconds.length];
    long[] b = new long[a.length];
    for (int i = 0; i < a.length; i++) {
      a[i] = edges[i / seconds.length];
      b[i] = seconds[i % seconds.length];
    }
    return new Tensor[] {tensor(type, a), tensor(type, b)};
  }

  static Tensor map(Tensor x, UnaryOperator<BigInteger> function) {
    return tensor(
        x.type(),
        Arrays.stream(x.toLongs())
            .map(v -> wrap(function.apply(BigInteger.valueOf(v)), x.type()))
            .toArray());
  }

  static Tensor zip(Tensor x, Tensor y, BinaryOperator<BigInteger> function) {
    long[] a = x.toLongs();
    long[] b = y.toLongs();
    long[] out = new long[a.length];
    for (int i = 0; i < a.length; i++) {
      BigInteger result = function.apply(BigInteger.valueOf(a[i]), BigInteger.valueOf(b[i]));
      out[i] = wrap(result, x.type());
    }
    return tensor(x.type(), out);
  }

  static Checks.Case asCase(Tensor expected, Lowered.Lowering lowering, Tensor... arguments) {
    return new Checks.Case(
        List.of(Grid.of(expected)),
        (g, v) -> List.of(lowering.apply(g, v)),
        Arrays.stream(arguments).map(Grid::of).toArray(Grid[]::new));
  }

  static Stream<ElementType> carried() {
    return CARRIED.stream();
  }
}
