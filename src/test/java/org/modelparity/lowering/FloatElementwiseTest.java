package org.modelparity.lowering;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.modelparity.graph.PortableGraph;
import org.modelparity.graph.Value;
import org.modelparity.tensor.ElementType;
import org.modelparity.tensor.Shape;
import org.modelparity.tensor.Tensor;

/** Functions of floats at edge values, against double precision: folded and running. */
class FloatElementwiseTest {
  private static final float[] EDGES = {
    0f,
    -0f,
    1f,
    -1f,
    0.5f,
    -0.5f,
    1.5f,
    -1.5f,
    2.5f,
    -2.5f,
    0.49999997f,
    -0.49999997f,
    1e-8f,
    -1e-8f,
    1e-3f,
    -1e-3f,
    0.02f,
    0.3f,
    -0.7f,
    0.999f,
    -0.999f,
    3f,
    -3f,
    4.2f,
    -4.2f,
    9f,
    -9f,
    20f,
    -20f,
    80f,
    -80f,
    88f,
    100f,
    -100f,
    1000.25f,
    -54321.5f,
    1e6f,
    1e10f,
    1e20f,
    -1e20f,
    3e38f,
    -3e38f,
    Float.POSITIVE_INFINITY,
    Float.NEGATIVE_INFINITY,
    Float.NaN
  };

  private interface Unary {
    Value apply(Elementwise lowering, Value x);
  }

  private record Function(Unary lowering, DoubleUnaryOperator meaning, double limit) {}

  private static final Map<String, Function> FUNCTIONS = new LinkedHashMap<>();

  private static void function(String name, Unary lowering, DoubleUnaryOperator meaning) {
    function(name, lowering, meaning, Double.POSITIVE_INFINITY);
  }

  /** One that float32 kernels compute up to a magnitude only. */
  private static void function(
      String name, Unary lowering, DoubleUnaryOperator meaning, double limit) {
    FUNCTIONS.put(name, new Function(lowering, meaning, limit));
  }

  static {
    function("negate", Elementwise::negate, v -> -v);
    function("abs", Elementwise::abs, Math::abs);
    function("sign", Elementwise::sign, Math::signum);
    function("square", Elementwise::square, v -> v * v);
    function("exp", Elementwise::exp, Math::exp);
    function("expm1", Elementwise::expm1, Math::expm1);
    function("log", Elementwise::log, Math::log);
    function("log1p", Elementwise::log1p, Math::log1p);
    function("sqrt", Elementwise::sqrt, Math::sqrt);
    function("rsqrt", Elementwise::rsqrt, v -> 1 / Math.sqrt(v));
    function("cbrt", Elementwise::cbrt, Math::cbrt);
    function("sin", Elementwise::sin, Math::sin, 1e6);
    function("cos", Elementwise::cos, Math::cos, 1e6);
    function("tan", Elementwise::tan, Math::tan, 1e6);
    function("tanh", Elementwise::tanh, Math::tanh);
    function("logistic", Elementwise::logistic, v -> 1 / (1 + Math.exp(-v)));
    function("floor", Elementwise::floor, Math::floor);
    function("ceil", Elementwise::ceil, Math::ceil);
    function("roundNearestEven", Elementwise::roundNearestEven, Math::rint);
    function(
        "roundNearestAfz",
        Elementwise::roundNearestAfz,
        v -> Math.abs(v) < 1e9 ? Math.copySign(Math.floor(Math.abs(v) + 0.5), v) : v);
    function("erf", Elementwise::erf, ErrorFunction::erf);
    function("erfc", Elementwise::erfc, ErrorFunction::erfc);
    function("asin", Elementwise::asin, Math::asin);
    function("acos", Elementwise::acos, Math::acos);
    function("atan", Elementwise::atan, Math::atan);
    function("sinh", Elementwise::sinh, Math::sinh);
    function("cosh", Elementwise::cosh, Math::cosh);
    function("asinh", Elementwise::asinh, FloatElementwiseTest::asinh);
    function(
        "acosh",
        Elementwise::acosh,
        v -> v < 1 ? Double.NaN : Math.log1p(v - 1 + Math.sqrt(v * v - 1)));
    function("atanh", Elementwise::atanh, v -> (Math.log1p(v) - Math.log1p(-v)) / 2);
  }

  private static double asinh(double x) {
    double a = Math.abs(x);
    double square = a * a;
    double value = Double.isInfinite(a) ? a : Math.log1p(a + square / (1 + Math.sqrt(square + 1)));
    return Math.copySign(value, x);
  }

  /** Every function at all edge values, for the targets' runtimes. */
  static List<Checks.Case> cases() {
    List<Checks.Case> cases = new ArrayList<>();
    FUNCTIONS.forEach(
        (name, function) -> {
          double[] edges =
              IntStream.range(0, EDGES.length)
                  .mapToDouble(i -> EDGES[i])
                  .filter(v -> Double.isNaN(v) || Math.abs(v) <= function.limit)
                  .toArray();
          cases.add(
              floatCase(
                  DoubleStream.of(edges).map(function.meaning).toArray(),
                  (g, v) -> function.lowering.apply(new Elementwise(g), v.get(0)),
                  edges));
        });
    int n = EDGES.length;
    double[] a = IntStream.range(0, n * n).mapToDouble(i -> EDGES[i / n]).toArray();
    double[] b = IntStream.range(0, n * n).mapToDouble(i -> EDGES[i % n]).toArray();
    for (String name : binaries().toList()) {
      double[] expected =
          IntStream.range(0, a.length)
              .mapToDouble(i -> MEANING.get(name).applyAsDouble(a[i], b[i]))
              .toArray();
      cases.add(
          floatCase(
              expected,
              (g, v) -> BINARY.get(name).apply(new Elementwise(g), v.get(0), v.get(1)),
              a,
              b));
    }
    return cases;
  }

  private static Checks.Case floatCase(
      double[] expected, Lowered.Lowering lowering, double[]... arguments) {
    return Integers.asCase(
        floats(expected),
        lowering,
        Stream.of(arguments).map(FloatElementwiseTest::floats).toArray(Tensor[]::new));
  }

  private static Tensor floats(double... values) {
    float[] rounded = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      rounded[i] = (float) values[i];
    }
    return Tensor.ofFloats(Shape.of(values.length), rounded);
  }

  static Stream<String> functions() {
    return FUNCTIONS.keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("functions")
  void functionsOfOne(String name) {
    Function function = FUNCTIONS.get(name);
    Tensor x = Tensor.ofFloats(Shape.of(EDGES.length), EDGES);
    Lowered.Lowering lowering = (g, v) -> function.lowering.apply(new Elementwise(g), v.get(0));
    for (Tensor result : List.of(Lowered.folded(lowering, x), Lowered.running(lowering, x))) {
      for (int i = 0; i < EDGES.length; i++) {
        if (Math.abs(EDGES[i]) <= function.limit) {
          requireClose(
              name + "(" + EDGES[i] + ")",
              (float) result.getDouble(i),
              (float) function.meaning.applyAsDouble(EDGES[i]));
        }
      }
    }
  }

  private static void requireClose(String what, float actual, float expected) {
    if (Float.isNaN(expected) || Float.isInfinite(expected)) {
      assertThat(Float.valueOf(actual)).as(what).isEqualTo(Float.valueOf(expected));
    } else {
      assertThat(Math.abs((double) actual - expected))
          .as("%s is %s, not %s", what, actual, expected)
          .isLessThanOrEqualTo(1e-35 + 1e-5 * Math.abs(expected));
    }
  }

  private interface Binary {
    Value apply(Elementwise lowering, Value a, Value b);
  }

  private static final Map<String, Binary> BINARY =
      Map.of(
          "remainder", Elementwise::remainder,
          "power", Elementwise::power,
          "atan2", Elementwise::atan2,
          "maximum", Elementwise::maximum,
          "minimum", Elementwise::minimum,
          "divide", Elementwise::divide);
  private static final Map<String, DoubleBinaryOperator> MEANING =
      Map.of(
          "remainder", (a, b) -> a % b,
          "power", FloatElementwiseTest::power,
          "atan2", Math::atan2,
          "maximum", Math::max,
          "minimum", Math::min,
          "divide", (a, b) -> a / b);

  /** C's pow, where Java differs: 1 to any power is 1, -1 to an infinite one too. */
  private static double power(double a, double b) {
    return a == 1 || (a == -1 && Double.isInfinite(b)) ? 1 : Math.pow(a, b);
  }

  static Stream<String> binaries() {
    return BINARY.keySet().stream().sorted();
  }

  @ParameterizedTest
  @MethodSource("binaries")
  void functionsOfTwo(String name) {
    int n = EDGES.length;
    float[] a = new float[n * n];
    float[] b = new float[n * n];
    for (int i = 0; i < a.length; i++) {
      a[i] = EDGES[i / n];
      b[i] = EDGES[i % n];
    }
    Tensor x = Tensor.ofFloats(Shape.of(a.length), a);
    Tensor y = Tensor.ofFloats(Shape.of(a.length), b);
    Lowered.Lowering lowering =
        (g, v) -> BINARY.get(name).apply(new Elementwise(g), v.get(0), v.get(1));
    for (Tensor result : List.of(Lowered.folded(lowering, x, y), Lowered.running(lowering, x, y))) {
      for (int i = 0; i < a.length; i++) {
        requireClose(
            name + "(" + a[i] + ", " + b[i] + ")",
            (float) result.getDouble(i),
            (float) MEANING.get(name).applyAsDouble(a[i], b[i]));
      }
    }
  }

  @Test
  void maximumWithZeroIsOneRelu() {
    Tensor x = Tensor.ofFloats(Shape.of(2, 2), -1, 2, Float.NaN, -0f);
    Lowered.Lowering lowering =
        (g, v) ->
            new Elementwise(g)
                .maximum(
                    v.get(0), new Shapes(g).broadcastTo(g.constant(Tensor.scalar(0f)), x.shape()));
    PortableGraph graph = Lowered.graph(lowering, x);
    assertThat(graph.nodes())
        .extracting(Object::toString)
        .containsExactly("x0 = Placeholder", "Relu = Relu");
    assertThat(Lowered.running(lowering, x).toFloats()[2]).isNaN();
  }

  @Test
  void clampsKeepNan() {
    Tensor x = Tensor.ofFloats(Shape.of(4), -5, 0.5f, 5, Float.NaN);
    Lowered.Lowering lowering =
        (g, v) ->
            new Elementwise(g)
                .clamp(g.constant(Tensor.scalar(-1f)), v.get(0), g.constant(Tensor.scalar(2f)));
    for (Tensor result : List.of(Lowered.folded(lowering, x), Lowered.running(lowering, x))) {
      assertThat(result.toFloats()).startsWith(-1, 0.5f, 2);
      assertThat(result.toFloats()[3]).isNaN();
    }
  }

  @ParameterizedTest
  @CsvSource({"8, 7", "5, 10", "5, 2", "4, 3", "8, 23", "8, 1", "3, 23"})
  void reducesPrecision(int exponentBits, int mantissaBits) {
    float[] values = new float[EDGES.length + 2000];
    System.arraycopy(EDGES, 0, values, 0, EDGES.length);
    Random random = new Random(7);
    for (int i = EDGES.length; i < values.length; i++) {
      // Many ties: few random bits above, one below what is kept.
      int exponent = 127 - 20 + random.nextInt(40);
      int mantissa = random.nextInt() & 0x7fffff & -(1 << random.nextInt(23));
      values[i] = Float.intBitsToFloat(random.nextInt(2) << 31 | exponent << 23 | mantissa);
    }
    Tensor x = Tensor.ofFloats(Shape.of(values.length), values);
    Lowered.Lowering lowering =
        (g, v) -> new Elementwise(g).reducePrecision(v.get(0), exponentBits, mantissaBits);
    Tensor folded = Lowered.folded(lowering, x);
    Tensor running = Lowered.running(lowering, x);
    for (int i = 0; i < values.length; i++) {
      Float expected = reduced(values[i], exponentBits, mantissaBits);
      assertThat(Float.valueOf((float) folded.getDouble(i)))
          .as("%s", values[i])
          .isEqualTo(expected);
      // Adding zero makes both zeros one.
      assertThat(Float.valueOf((float) running.getDouble(i) + 0f))
          .as("%s", values[i])
          .isEqualTo(Float.valueOf(expected + 0f));
    }
  }

  /** XLA's own algorithm on the bits. */
  private static float reduced(float x, int exponentBits, int mantissaBits) {
    if (Float.isNaN(x)) {
      return x;
    }
    int bits = Float.floatToIntBits(x);
    if (mantissaBits < 23) {
      int last = 1 << 23 - mantissaBits;
      int bias = ((bits & last) >>> 23 - mantissaBits) + (last >> 1) - 1;
      bits = bits + bias & -last;
    }
    int exponent = bits >>> 23 & 0xff;
    if (exponentBits < 8) {
      int bias = (1 << exponentBits - 1) - 1;
      if (exponent > 127 + bias) {
        bits = bits & 0x80000000 | 0x7f800000;
      } else if (exponent <= 127 - bias) {
        bits = bits & 0x80000000;
      }
    }
    return Float.intBitsToFloat(bits);
  }

  @Test
  void totalOrderSeparatesZeros() {
    Tensor a = Tensor.ofFloats(Shape.of(5), -0f, 0f, -1f, Float.NaN, 1f);
    Tensor b = Tensor.ofFloats(Shape.of(5), 0f, 0f, -2f, Float.POSITIVE_INFINITY, Float.NaN);
    Tensor expected = Tensor.ofBooleans(Shape.of(5), true, false, false, false, true);
    Lowered.Lowering lowering =
        (g, v) -> new Elementwise(g).compare(Comparison.LT, true, v.get(0), v.get(1));
    assertThat(Lowered.folded(lowering, a, b)).isEqualTo(expected);
    assertThat(Lowered.running(lowering, a, b)).isEqualTo(expected);
  }

  @Test
  void selectsByScalarAndByElement() {
    Tensor p = Tensor.ofBooleans(Shape.scalar(), true);
    Tensor a = Tensor.ofBooleans(Shape.of(2), true, false);
    Tensor b = Tensor.ofBooleans(Shape.of(2), false, true);
    Lowered.Lowering lowering = (g, v) -> new Elementwise(g).select(v.get(0), v.get(1), v.get(2));
    assertThat(Lowered.running(lowering, p, a, b)).isEqualTo(a);
    assertThat(Lowered.folded(lowering, p, a, b)).isEqualTo(a);
    Tensor x = Tensor.ofFloats(Shape.of(2), 1, Float.NaN);
    Tensor y = Tensor.ofFloats(Shape.of(2), Float.NaN, 4);
    assertThat(Lowered.running(lowering, b, y, x).toFloats()).containsExactly(1, 4);
  }

  @Test
  void operandsAreNotRepeatedBeforeTheyAreUsed() {
    Tensor x = Tensor.ofFloats(Shape.of(2, 3), 1, 2, 3, 4, 5, 6);
    Lowered.Lowering lowering =
        (g, v) -> {
          Shapes shapes = new Shapes(g);
          Value row = shapes.slice(v.get(0), 0, 0, 1);
          return new Elementwise(g).add(v.get(0), shapes.broadcastTo(row, x.shape()));
        };
    assertThat(Lowered.graph(lowering, x).nodes())
        .extracting(n -> n.operation())
        .doesNotContain("BroadcastTo");
    assertThat(Lowered.running(lowering, x).toFloats()).containsExactly(2, 4, 6, 5, 7, 9);
  }

  @Test
  void ranksAboveKernels() {
    Shape shape = Shape.of(2, 1, 2, 1, 2, 1, 2);
    Tensor x =
        Integers.tensor(ElementType.INT32, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15)
            .reshape(shape);
    Tensor y =
        Integers.tensor(ElementType.INT32, 10, 20, 30, 40).reshape(Shape.of(1, 2, 1, 1, 2, 1, 1));
    Lowered.Lowering lowering = (g, v) -> new Elementwise(g).add(v.get(0), v.get(1));
    assertThat(Lowered.running(lowering, x, y)).isEqualTo(Lowered.folded(lowering, x, y));
    assertThat(Lowered.graph(lowering, x, y).nodes())
        .filteredOn(n -> !n.operation().equals("Placeholder") && !n.operation().equals("Reshape"))
        .allMatch(n -> n.outputShapes().get(0).rank() <= 5);
  }
}
