package org.modelparity.lowering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.modelparity.graph.Value;
import org.modelparity.tensor.ElementType;
import org.modelparity.tensor.Shape;
import org.modelparity.tensor.Tensor;

/** Bit operations at edge values: by definition, folded, and running. */
class BitsTest {
  private interface Binary {
    Value apply(Bits lowering, Value a, Value b);
  }

  private static final Map<String, Binary> LOGIC =
      Map.of("and", Bits::and, "or", Bits::or, "xor", Bits::xor);
  private static final Map<String, BinaryOperator<BigInteger>> MEANING =
      Map.of("and", BigInteger::and, "or", BigInteger::or, "xor", BigInteger::xor);
  private static final Map<String, Binary> SHIFTS =
      Map.of(
          "left", Bits::shiftLeft,
          "logical", Bits::shiftRightLogical,
          "arithmetic", Bits::shiftRightArithmetic);

  /** Every operation on all edge values, for the targets' runtimes. */
  static List<Checks.Case> cases(ElementType type) {
    List<Checks.Case> cases = new ArrayList<>();
    Tensor[] pairs = Integers.pairs(type);
    LOGIC.forEach(
        (name, operation) ->
            cases.add(
                Integers.asCase(
                    Integers.zip(pairs[0], pairs[1], MEANING.get(name)),
                    (g, v) -> operation.apply(new Bits(g), v.get(0), v.get(1)),
                    pairs)));
    Tensor x = Integers.unary(type);
    for (long mask : new long[] {1, 0x55, 0x7f}) {
      Tensor scalar = Integers.tensor(type, mask).reshape(Shape.scalar());
      cases.add(
          Integers.asCase(
              Integers.map(x, v -> v.xor(BigInteger.valueOf(mask))),
              (g, v) -> new Bits(g).xor(v.get(0), g.constant(scalar)),
              x));
    }
    cases.add(
        Integers.asCase(Integers.map(x, BigInteger::not), (g, v) -> new Bits(g).not(v.get(0)), x));
    Tensor[] shifted = Integers.pairs(type, amounts(type));
    SHIFTS.forEach(
        (name, operation) ->
            cases.add(
                Integers.asCase(
                    Integers.zip(shifted[0], shifted[1], (v, k) -> shifted(name, type, v, k)),
                    (g, v) -> operation.apply(new Bits(g), v.get(0), v.get(1)),
                    shifted)));
    BigInteger range = BigInteger.TWO.pow(type.bits());
    cases.add(
        Integers.asCase(
            Integers.map(x, v -> BigInteger.valueOf(v.mod(range).bitCount())),
            (g, v) -> new Bits(g).populationCount(v.get(0)),
            x));
    cases.add(
        Integers.asCase(
            Integers.map(x, v -> BigInteger.valueOf(type.bits() - v.mod(range).bitLength())),
            (g, v) -> new Bits(g).countLeadingZeros(v.get(0)),
            x));
    return cases;
  }

  /** Floats from their bits and back, without what is subnormal. */
  static List<Checks.Case> floatCases() {
    Tensor x = Tensor.ofFloats(Shape.of(FLOATS.length), FLOATS);
    Tensor bits = Tensor.of(ElementType.UINT32, x.shape(), x.data());
    return List.of(
        Integers.asCase(
            bits, (g, v) -> new Bits(g).bitcast(v.get(0), ElementType.UINT32, x.shape()), x),
        Integers.asCase(
            x, (g, v) -> new Bits(g).bitcast(v.get(0), ElementType.FLOAT32, x.shape()), bits));
  }

  private static long[] amounts(ElementType type) {
    return Stream.of(0, 1, 2, 5, 7, 8, 9, 15, 16, 17, 24, 30, 31, 32, 40, -1)
        .mapToLong(k -> Integers.wrap(BigInteger.valueOf(k), type))
        .toArray();
  }

  static Stream<Arguments> logic() {
    return Stream.of("and", "or", "xor")
        .flatMap(n -> Integers.carried().map(t -> Arguments.of(n, t)));
  }

  @ParameterizedTest
  @MethodSource("logic")
  void logicOfTwo(String name, ElementType type) {
    Tensor[] pairs = Integers.pairs(type);
    Tensor expected = Integers.zip(pairs[0], pairs[1], MEANING.get(name));
    Lowered.Lowering lowering = (g, v) -> LOGIC.get(name).apply(new Bits(g), v.get(0), v.get(1));
    assertThat(Lowered.folded(lowering, pairs)).isEqualTo(expected);
    assertThat(Lowered.running(lowering, pairs)).isEqualTo(expected);
  }

  @ParameterizedTest
  @MethodSource("logic")
  void logicWithAMask(String name, ElementType type) {
    Tensor x = Integers.unary(type);
    for (long mask : Integers.edges(type)) {
      Tensor scalar = Integers.tensor(type, mask).reshape(Shape.scalar());
      Lowered.Lowering lowering =
          (g, v) -> LOGIC.get(name).apply(new Bits(g), v.get(0), g.constant(scalar));
      Tensor expected = Integers.zip(x, Tensor.broadcast(scalar, x.shape()), MEANING.get(name));
      assertThat(Lowered.running(lowering, x)).as("mask %x", mask).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @MethodSource("org.modelparity.lowering.Integers#carried")
  void not(ElementType type) {
    Tensor x = Integers.unary(type);
    Tensor expected = Integers.map(x, BigInteger::not);
    Lowered.Lowering lowering = (g, v) -> new Bits(g).not(v.get(0));
    assertThat(Lowered.folded(lowering, x)).isEqualTo(expected);
    assertThat(Lowered.running(lowering, x)).isEqualTo(expected);
  }

  static Stream<Arguments> shifts() {
    return Stream.of("left", "logical", "arithmetic")
        .flatMap(n -> Integers.carried().map(t -> Arguments.of(n, t)));
  }

  private static BigInteger shifted(String name, ElementType type, BigInteger v, BigInteger k) {
    int bits = type.bits();
    BigInteger unsigned = v.mod(BigInteger.TWO.pow(bits));
    BigInteger signed =
        unsigned.testBit(bits - 1) ? unsigned.subtract(BigInteger.TWO.pow(bits)) : unsigned;
    boolean outside = k.signum() < 0 || k.compareTo(BigInteger.valueOf(bits)) >= 0;
    return switch (name) {
      case "left" -> outside ? BigInteger.ZERO : v.shiftLeft(k.intValue());
      case "logical" -> outside ? BigInteger.ZERO : unsigned.shiftRight(k.intValue());
      default -> signed.shiftRight(outside ? bits : k.intValue());
    };
  }

  @ParameterizedTest
  @MethodSource("shifts")
  void shiftsByRunningAmounts(String name, ElementType type) {
    Tensor[] pairs = Integers.pairs(type, amounts(type));
    Tensor expected = Integers.zip(pairs[0], pairs[1], (v, k) -> shifted(name, type, v, k));
    Lowered.Lowering lowering = (g, v) -> SHIFTS.get(name).apply(new Bits(g), v.get(0), v.get(1));
    assertThat(Lowered.folded(lowering, pairs)).isEqualTo(expected);
    assertThat(Lowered.running(lowering, pairs)).isEqualTo(expected);
  }

  @ParameterizedTest
  @MethodSource("shifts")
  void shiftsByConstants(String name, ElementType type) {
    Tensor x = Integers.unary(type);
    for (long k : List.of(0L, 1L, 3L, 7L, 8L, 9L, 15L, 16L, 23L, 31L, 32L)) {
      Tensor amount = Integers.tensor(type, k).reshape(Shape.scalar());
      Tensor expected =
          Integers.zip(x, Tensor.broadcast(amount, x.shape()), (v, n) -> shifted(name, type, v, n));
      Lowered.Lowering lowering =
          (g, v) -> SHIFTS.get(name).apply(new Bits(g), v.get(0), g.constant(amount));
      assertThat(Lowered.running(lowering, x)).as("by %d", k).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @MethodSource("org.modelparity.lowering.Integers#carried")
  void counts(ElementType type) {
    Tensor x = Integers.unary(type);
    BigInteger range = BigInteger.TWO.pow(type.bits());
    Tensor ones = Integers.map(x, v -> BigInteger.valueOf(v.mod(range).bitCount()));
    Tensor zeros = Integers.map(x, v -> BigInteger.valueOf(type.bits() - v.mod(range).bitLength()));
    Lowered.Lowering population = (g, v) -> new Bits(g).populationCount(v.get(0));
    Lowered.Lowering leading = (g, v) -> new Bits(g).countLeadingZeros(v.get(0));
    assertThat(Lowered.folded(population, x)).isEqualTo(ones);
    assertThat(Lowered.running(population, x)).isEqualTo(ones);
    assertThat(Lowered.folded(leading, x)).isEqualTo(zeros);
    assertThat(Lowered.running(leading, x)).isEqualTo(zeros);
  }

  private static final float[] FLOATS = {
    0,
    -0f,
    1,
    -1,
    1.5f,
    -2.75f,
    3.1415927f,
    1e-30f,
    -1e-37f,
    0x1p-126f,
    0x1.fffffep-1f,
    0x1p23f,
    16777217,
    1e20f,
    0x1p64f,
    0x1.fffffep63f,
    -3.4028235e38f,
    0x1p127f,
    0x1.8p100f,
    Float.POSITIVE_INFINITY,
    Float.NEGATIVE_INFINITY,
    Float.NaN
  };

  @Test
  void bitsOfFloats() {
    Tensor x = Tensor.ofFloats(Shape.of(FLOATS.length), FLOATS);
    int[] bits = new int[FLOATS.length];
    for (int i = 0; i < bits.length; i++) {
      bits[i] = Float.floatToIntBits(FLOATS[i]);
    }
    Lowered.Lowering lowering =
        (g, v) -> new Bits(g).bitcast(v.get(0), ElementType.INT32, x.shape());
    assertThat(Lowered.folded(lowering, x).toInts()).isEqualTo(bits);
    assertThat(Lowered.running(lowering, x).toInts()).isEqualTo(bits);
  }

  @Test
  void floatsOfBits() {
    int[] bits = new int[FLOATS.length + 3];
    for (int i = 0; i < FLOATS.length; i++) {
      bits[i] = Float.floatToIntBits(FLOATS[i]);
    }
    bits[FLOATS.length] = 1;
    bits[FLOATS.length + 1] = 0x807fffff;
    bits[FLOATS.length + 2] = 0x3f800001;
    Tensor x = Tensor.vector(bits);
    Tensor unsigned = Tensor.of(ElementType.UINT32, x.shape(), x.data());
    float[] expected = new float[bits.length];
    for (int i = 0; i < bits.length; i++) {
      expected[i] = Float.intBitsToFloat(bits[i]);
    }
    Lowered.Lowering lowering =
        (g, v) -> new Bits(g).bitcast(v.get(0), ElementType.FLOAT32, x.shape());
    assertThat(Lowered.folded(lowering, unsigned).toFloats()).isEqualTo(expected);
    // TensorFlow's kernels flush subnormal results to zero.
    float[] flushed = Lowered.running(lowering, unsigned).toFloats();
    for (int i = 0; i < bits.length; i++) {
      boolean subnormal = Math.abs(expected[i]) < 0x1p-126f;
      assertThat(Float.valueOf(flushed[i]))
          .isEqualTo(Float.valueOf(subnormal && flushed[i] == 0 ? flushed[i] : expected[i]));
    }
  }

  @Test
  void widthsThatDiffer() {
    Tensor x = Integers.unary(ElementType.UINT32);
    Shape bytes = Shape.of(x.size(), 4);
    Lowered.Lowering split = (g, v) -> new Bits(g).bitcast(v.get(0), ElementType.UINT8, bytes);
    Tensor expected = Tensor.of(ElementType.UINT8, bytes, x.data());
    assertThat(Lowered.folded(split, x)).isEqualTo(expected);
    assertThat(Lowered.running(split, x)).isEqualTo(expected);
    Lowered.Lowering join = (g, v) -> new Bits(g).bitcast(v.get(0), ElementType.UINT32, x.shape());
    assertThat(Lowered.folded(join, expected)).isEqualTo(x);
    assertThat(Lowered.running(join, expected)).isEqualTo(x);
  }

  @Test
  void booleans() {
    Tensor a = Tensor.ofBooleans(Shape.of(4), false, false, true, true);
    Tensor b = Tensor.ofBooleans(Shape.of(4), false, true, false, true);
    Lowered.Lowering xor = (g, v) -> new Bits(g).xor(v.get(0), v.get(1));
    Tensor expected = Tensor.ofBooleans(Shape.of(4), false, true, true, false);
    assertThat(Lowered.folded(xor, a, b)).isEqualTo(expected);
    assertThat(Lowered.running(xor, a, b)).isEqualTo(expected);
  }

  @Test
  void refusesWhatIsNotHeldBitByBit() {
    Tensor x = Tensor.of(ElementType.FLOAT64, Shape.of(1), Tensor.allocate(8));
    assertThatThrownBy(
            () ->
                Lowered.graph(
                    (g, v) -> new Bits(g).bitcast(v.get(0), ElementType.INT64, Shape.of(1)), x))
        .isInstanceOf(LoweringException.class)
        .hasMessageContaining("float64");
  }
}
