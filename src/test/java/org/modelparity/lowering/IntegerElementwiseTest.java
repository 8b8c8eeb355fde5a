package org.modelparity.lowering;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.modelparity.graph.Value;
import org.modelparity.tensor.ElementType;
import org.modelparity.tensor.Shape;
import org.modelparity.tensor.Tensor;

/** Every operation on integers at edge values: XLA's definition, folded, and running. */
class IntegerElementwiseTest {
  private interface Binary {
    Value apply(Elementwise lowering, Value a, Value b);
  }

  private static final Map<String, Binary> BINARY = new LinkedHashMap<>();
  private static final Map<String, BinaryOperator<BigInteger>> MEANING = new LinkedHashMap<>();
  private static final Map<String, UnaryOperator<BigInteger>> UNARY_MEANING = new LinkedHashMap<>();
  private static final Map<String, Function<Elementwise, UnaryOperator<Value>>> UNARY =
      new LinkedHashMap<>();

  private static void binary(String name, Binary operation, BinaryOperator<BigInteger> meaning) {
    BINARY.put(name, operation);
    MEANING.put(name, meaning);
  }

  private static void unary(
      String name,
      Function<Elementwise, UnaryOperator<Value>> operation,
      UnaryOperator<BigInteger> meaning) {
    UNARY.put(name, operation);
    UNARY_MEANING.put(name, meaning);
  }

  static {
    binary("add", Elementwise::add, BigInteger::add);
    binary("subtract", Elementwise::subtract, BigInteger::subtract);
    binary("multiply", Elementwise::multiply, BigInteger::multiply);
    binary("maximum", Elementwise::maximum, BigInteger::max);
    binary("minimum", Elementwise::minimum, BigInteger::min);
    binary(
        "divide",
        Elementwise::divide,
        (a, b) -> b.signum() == 0 ? BigInteger.ONE.negate() : a.divide(b));
    binary("remainder", Elementwise::remainder, (a, b) -> b.signum() == 0 ? a : a.remainder(b));
    unary("negate", e -> e::negate, BigInteger::negate);
    unary("abs", e -> e::abs, BigInteger::abs);
    unary("sign", e -> e::sign, v -> BigInteger.valueOf(v.signum()));
    unary("square", e -> e::square, v -> v.multiply(v));
  }

  /** Every operation on all edge values, for the targets' runtimes. */
  static List<Checks.Case> cases(ElementType type) {
    List<Checks.Case> cases = new ArrayList<>();
    Tensor[] pairs = Integers.pairs(type);
    BINARY.forEach(
        (name, operation) ->
            cases.add(
                Integers.asCase(
                    Integers.zip(pairs[0], pairs[1], MEANING.get(name)),
                    (g, v) -> operation.apply(new Elementwise(g), v.get(0), v.get(1)),
                    pairs)));
    Tensor x = Integers.unary(type);
    UNARY.forEach(
        (name, operation) ->
            cases.add(
                Integers.asCase(
                    Integers.map(x, UNARY_MEANING.get(name)),
                    (g, v) -> operation.apply(new Elementwise(g)).apply(v.get(0)),
                    x)));
    for (Comparison direction : Comparison.values()) {
      cases.add(
          Integers.asCase(
              compared(direction, pairs),
              (g, v) -> new Elementwise(g).compare(direction, false, v.get(0), v.get(1)),
              pairs));
    }
    return cases;
  }

  private static Tensor compared(Comparison direction, Tensor... pairs) {
    boolean[] expected = new boolean[pairs[0].size()];
    for (int i = 0; i < expected.length; i++) {
      expected[i] = direction.holds(Long.compare(pairs[0].getLong(i), pairs[1].getLong(i)));
    }
    return Tensor.ofBooleans(Shape.of(expected.length), expected);
  }

  static Stream<Arguments> binaries() {
    return BINARY.keySet().stream().flatMap(n -> Integers.carried().map(t -> Arguments.of(n, t)));
  }

  static Stream<Arguments> unaries() {
    return UNARY.keySet().stream().flatMap(n -> Integers.carried().map(t -> Arguments.of(n, t)));
  }

  @ParameterizedTest
  @MethodSource("binaries")
  void ofTwo(String name, ElementType type) {
    Tensor[] pairs = Integers.pairs(type);
    Tensor expected = Integers.zip(pairs[0], pairs[1], MEANING.get(name));
    Lowered.Lowering lowering =
        (g, v) -> BINARY.get(name).apply(new Elementwise(g), v.get(0), v.get(1));
    assertThat(Lowered.folded(lowering, pairs).toLongs()).isEqualTo(expected.toLongs());
    assertThat(Lowered.running(lowering, pairs).toLongs()).isEqualTo(expected.toLongs());
  }

  @ParameterizedTest
  @MethodSource("binaries")
  void ofOneAndAConstant(String name, ElementType type) {
    Tensor x = Integers.unary(type);
    for (long constant : List.of(1L, 2L, 3L, 7L, 100L, Integers.edges(type)[2])) {
      Tensor scalar = Integers.tensor(type, constant).reshape(Shape.scalar());
      Lowered.Lowering lowering =
          (g, v) -> BINARY.get(name).apply(new Elementwise(g), v.get(0), g.constant(scalar));
      Tensor expected = Integers.zip(x, Tensor.broadcast(scalar, x.shape()), MEANING.get(name));
      assertThat(Lowered.running(lowering, x).toLongs()).isEqualTo(expected.toLongs());
    }
  }

  @ParameterizedTest
  @MethodSource("unaries")
  void ofOne(String name, ElementType type) {
    Tensor x = Integers.unary(type);
    Tensor expected = Integers.map(x, UNARY_MEANING.get(name));
    Lowered.Lowering lowering = (g, v) -> UNARY.get(name).apply(new Elementwise(g)).apply(v.get(0));
    assertThat(Lowered.folded(lowering, x).toLongs()).isEqualTo(expected.toLongs());
    assertThat(Lowered.running(lowering, x).toLongs()).isEqualTo(expected.toLongs());
  }

  @ParameterizedTest
  @MethodSource("org.modelparity.lowering.Integers#carried")
  void powers(ElementType type) {
    Tensor[] pairs = Integers.pairs(type, new long[] {0, 1, 2, 3, 5, 31, 32});
    Tensor expected = Integers.zip(pairs[0], pairs[1], (a, b) -> a.pow(b.intValue()));
    Lowered.Lowering lowering = (g, v) -> new Elementwise(g).power(v.get(0), v.get(1));
    assertThat(Lowered.folded(lowering, pairs).toLongs()).isEqualTo(expected.toLongs());
    assertThat(Lowered.running(lowering, pairs).toLongs()).isEqualTo(expected.toLongs());
  }

  @ParameterizedTest
  @MethodSource("org.modelparity.lowering.Integers#carried")
  void comparisons(ElementType type) {
    Tensor[] pairs = Integers.pairs(type);
    for (Comparison direction : Comparison.values()) {
      Tensor wanted = compared(direction, pairs);
      Lowered.Lowering lowering =
          (g, v) -> new Elementwise(g).compare(direction, false, v.get(0), v.get(1));
      assertThat(Lowered.folded(lowering, pairs)).isEqualTo(wanted);
      assertThat(Lowered.running(lowering, pairs)).isEqualTo(wanted);
    }
  }

  static Stream<Arguments> conversions() {
    return Integers.carried().flatMap(a -> Integers.carried().map(b -> Arguments.of(a, b)));
  }

  @ParameterizedTest
  @MethodSource("conversions")
  void convertsBetweenIntegers(ElementType from, ElementType to) {
    Tensor x = Integers.unary(from);
    long[] expected = x.toLongs();
    for (int i = 0; i < expected.length; i++) {
      expected[i] = Integers.wrap(BigInteger.valueOf(expected[i]), to);
    }
    Lowered.Lowering lowering = (g, v) -> new Elementwise(g).convert(v.get(0), to);
    assertThat(Lowered.folded(lowering, x).toLongs()).isEqualTo(expected);
    assertThat(Lowered.running(lowering, x).toLongs()).isEqualTo(expected);
  }

  @ParameterizedTest
  @MethodSource("org.modelparity.lowering.Integers#carried")
  void convertsToAndFromFloats(ElementType type) {
    Tensor x = Integers.unary(type);
    float[] floats = new float[x.size()];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) x.getLong(i);
    }
    Lowered.Lowering toFloat = (g, v) -> new Elementwise(g).convert(v.get(0), ElementType.FLOAT32);
    assertThat(Lowered.folded(toFloat, x).toFloats()).isEqualTo(floats);
    assertThat(Lowered.running(toFloat, x).toFloats()).isEqualTo(floats);

    Tensor y =
        Tensor.ofFloats(
            Shape.of(20),
            0,
            -0f,
            0.9f,
            -0.9f,
            1.5f,
            -1.5f,
            127.5f,
            128,
            -129,
            255.9f,
            256,
            -1e-9f,
            65535.5f,
            2147483520f,
            2147483648f,
            -2147483648f,
            4294967040f,
            4294967296f,
            Float.NaN,
            Float.POSITIVE_INFINITY);
    long[] expected = new long[y.size()];
    BigInteger low =
        type.isUnsigned() ? BigInteger.ZERO : BigInteger.TWO.pow(type.bits() - 1).negate();
    BigInteger high = low.add(BigInteger.TWO.pow(type.bits())).subtract(BigInteger.ONE);
    for (int i = 0; i < expected.length; i++) {
      BigInteger truncated = BigInteger.valueOf((long) y.getDouble(i));
      expected[i] = truncated.max(low).min(high).longValue();
    }
    Lowered.Lowering toInteger = (g, v) -> new Elementwise(g).convert(v.get(0), type);
    assertThat(Lowered.folded(toInteger, y).toLongs()).isEqualTo(expected);
    assertThat(Lowered.running(toInteger, y).toLongs()).isEqualTo(expected);
  }
}
