package org.modelparity.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ComparisonTest {
  private static final Tolerance NONE = new Tolerance(0, 0);

  private static Tensor floats(float... values) {
    return Tensor.ofFloats(Shape.of(values.length), values);
  }

  private static Comparison compare(Tensor expected, Tensor actual, Tolerance tolerance) {
    return Comparison.of(Map.of("y", expected), Map.of("y", actual), tolerance);
  }

  private static ElementErrors errors(Tensor expected, Tensor actual) {
    return compare(expected, actual, Tolerance.DEFAULT).outputs().get(0).errors().orElseThrow();
  }

  @Test
  void givesTheFiguresOfASmallExample() {
    ElementErrors e = errors(floats(1, 2, 4, 0), floats(1, 2.5f, 3, 0));
    assertThat(e.count()).isEqualTo(4);
    assertThat(e.mismatches()).isEqualTo(2);
    assertThat(e.mismatchFraction()).isEqualTo(0.5);
    assertThat(e.maxAbs()).isEqualTo(1);
    assertThat(e.maxRel()).isEqualTo(0.25);
    assertThat(e.meanAbs()).isEqualTo(0.375);
    assertThat(e.rmse()).isCloseTo(Math.sqrt(1.25 / 4), within(1e-15));
    assertThat(e.cosine()).isCloseTo(18 / (Math.sqrt(21) * Math.sqrt(16.25)), within(1e-15));
    assertThat(e.worst()).isEqualTo(new ElementErrors.Worst(List.of(2L), "4", "3"));
    assertThat(e.histogram()).isEqualTo(new Histogram(2, -1, List.of(1L, 1L), 0));
    assertThat(e.sample())
        .containsExactly(
            new ElementErrors.Pair(1, 1),
            new ElementErrors.Pair(2, 2.5),
            new ElementErrors.Pair(4, 3),
            new ElementErrors.Pair(0, 0));
  }

  @Test
  void countsRelativeErrorsOnlyAboveAtol() {
    assertThat(errors(floats(1e-6f), floats(2e-6f)).maxRel()).isZero();
    assertThat(errors(floats(1e-4f), floats(2e-4f)).maxRel()).isCloseTo(1, within(1e-6));
  }

  @Test
  void findsTheIndexOfTheWorstElementInEveryDimension() {
    float[] values = new float[24];
    Tensor expected = Tensor.ofFloats(Shape.of(2, 3, 4), values.clone());
    values[1 * 12 + 2 * 4 + 3] = -7;
    Comparison comparison =
        compare(expected, Tensor.ofFloats(Shape.of(2, 3, 4), values), Tolerance.DEFAULT);
    assertThat(comparison.mismatch())
        .hasValue(
            "output 'y': 1 of 24 elements differ by more than rtol 1e-4, atol 1e-5; worst at"
                + " [1, 2, 3]: expected 0, got -7");
  }

  @Test
  void takesTwoNaNsAndEqualInfinitiesAsEqual() {
    float inf = Float.POSITIVE_INFINITY;
    Tensor special = floats(Float.NaN, inf, -inf, -0f);
    assertThat(compare(special, floats(Float.NaN, inf, -inf, 0f), NONE).matches()).isTrue();
    for (Tensor wrong :
        List.of(
            floats(1, inf, -inf, 0),
            floats(Float.NaN, -inf, -inf, 0),
            floats(Float.NaN, inf, 3e38f, 0),
            floats(Float.NaN, inf, -inf, Float.NaN))) {
      Comparison comparison = compare(special, wrong, new Tolerance(1e9, 1e9));
      assertThat(comparison.matches()).isFalse();
      assertThat(comparison.outputs().get(0).errors().orElseThrow().mismatches()).isEqualTo(1);
      assertThat(comparison.maxAbsError()).isInfinite();
      assertThat(comparison.toleranceUse()).isInfinite();
      assertThat(comparison.smallestPassing()).isEmpty();
      assertThat(comparison.outputs().get(0).errors().orElseThrow().histogram().infinite())
          .isEqualTo(1);
    }
  }

  @Test
  void holdsIntegersAndBooleansToEquality() {
    Tolerance wide = new Tolerance(10, 10);
    assertThat(compare(Tensor.vector(1, 2), Tensor.vector(1, 3), wide).mismatch())
        .hasValue(
            "output 'y': 1 of 2 elements differ by more than 0; worst at [1]: expected 2, got 3");
    Tensor yes = Tensor.ofBooleans(Shape.of(1), true);
    Tensor no = Tensor.ofBooleans(Shape.of(1), false);
    assertThat(compare(yes, no, wide).mismatch())
        .hasValueSatisfying(m -> assertThat(m).contains("expected true, got false"));
    assertThat(compare(yes, yes, wide).matches()).isTrue();
    assertThat(compare(yes, no, wide).smallestPassing()).isEmpty();
  }

  @Test
  void tellsLargeIntegersApartThatRoundToTheSameDouble() {
    long large = (1L << 62) + 1;
    Tensor a = Tensor.ofLongs(Shape.scalar(), large);
    Tensor b = Tensor.ofLongs(Shape.scalar(), large + 1);
    assertThat(compare(a, b, NONE).maxAbsError()).isEqualTo(1);
    assertThat(compare(a, b, NONE).matches()).isFalse();
    Tensor lowest = Tensor.ofLongs(Shape.scalar(), Long.MIN_VALUE);
    Tensor highest = Tensor.ofLongs(Shape.scalar(), Long.MAX_VALUE);
    assertThat(compare(lowest, highest, NONE).maxAbsError()).isEqualTo(0x1p64);
  }

  @Test
  void comparesUnsignedIntegersAsUnsigned() {
    ByteBuffer ones = Tensor.allocate(8).putLong(0, -1L);
    Tensor largest = Tensor.of(ElementType.UINT64, Shape.scalar(), ones);
    Tensor zero = Tensor.of(ElementType.UINT64, Shape.scalar(), Tensor.allocate(8));
    Comparison comparison = compare(zero, largest, NONE);
    assertThat(comparison.maxAbsError()).isEqualTo(0x1p64);
    assertThat(comparison.mismatch())
        .hasValueSatisfying(m -> assertThat(m).endsWith("expected 0, got 18446744073709551615"));
  }

  @Test
  void measuresComplexErrorsInThePlane() {
    Tensor expected =
        Tensor.of(
            ElementType.COMPLEX64, Shape.of(1), Tensor.allocate(8).putFloat(0, 1).putFloat(4, 2));
    Tensor actual =
        Tensor.of(
            ElementType.COMPLEX64, Shape.of(1), Tensor.allocate(8).putFloat(0, 4).putFloat(4, 6));
    Comparison comparison = compare(expected, actual, Tolerance.DEFAULT);
    assertThat(comparison.maxAbsError()).isEqualTo(5);
    assertThat(comparison.mismatch())
        .hasValueSatisfying(m -> assertThat(m).endsWith("expected 1 + 2i, got 4 + 6i"));
    assertThat(compare(expected, expected, NONE).matches()).isTrue();
  }

  @Test
  void comparesHalfPrecisionByValue() {
    short oneAndAHalf = HalfPrecision.floatToFloat16(1.5f);
    short two = HalfPrecision.floatToFloat16(2);
    Tensor a =
        Tensor.of(ElementType.FLOAT16, Shape.of(1), Tensor.allocate(2).putShort(0, oneAndAHalf));
    Tensor b = Tensor.of(ElementType.FLOAT16, Shape.of(1), Tensor.allocate(2).putShort(0, two));
    assertThat(compare(a, b, NONE).maxAbsError()).isEqualTo(0.5);
  }

  @Test
  void namesMissingUnexpectedAndMisshapenOutputs() {
    Tensor x = floats(1, 2);
    assertThat(Comparison.of(Map.of("a", x), Map.of(), NONE).mismatch())
        .hasValue("output 'a' is missing");
    assertThat(Comparison.of(Map.of(), Map.of("a", x), NONE).mismatch())
        .hasValue("output 'a' was not expected (float32[2])");
    assertThat(compare(x, Tensor.vector(1, 2), NONE).mismatch())
        .hasValue("output 'y' is int32, but float32 was expected");
    assertThat(compare(x, x.reshape(Shape.of(1, 2)), NONE).mismatch())
        .hasValue("output 'y' has shape [1, 2], but [2] was expected");
    assertThat(compare(x, Tensor.vector(1, 2), NONE).smallestPassing()).isEmpty();
  }

  @Test
  void matchesEmptyTensors() {
    Tensor empty = Tensor.ofFloats(Shape.of(0, 3));
    Comparison comparison = compare(empty, empty, NONE);
    assertThat(comparison.matches()).isTrue();
    assertThat(comparison.maxAbsError()).isZero();
    assertThat(errors(empty, empty).worst()).isNull();
    assertThat(Comparison.of(Map.of(), Map.of(), NONE).matches()).isTrue();
  }

  @Test
  void boundsTheSampleAndKeepsTheWorstPairInIt() {
    float[] values = new float[100_000];
    Tensor expected = floats(values);
    values[54_321] = 3;
    ElementErrors e = errors(expected, floats(values));
    assertThat(e.sample()).hasSizeBetween(100, 101).contains(new ElementErrors.Pair(0, 3));
    assertThat(e.worst().index()).containsExactly(54_321L);
  }

  @Property(seed = "20261127")
  void decidesAsTheFormulaDoes(
      @ForAll("numbers") double expected,
      @ForAll("numbers") double actual,
      @ForAll("tolerances") Tolerance tolerance) {
    boolean same = expected == actual || Double.isNaN(expected) && Double.isNaN(actual);
    boolean close =
        Double.isFinite(expected)
            && Double.isFinite(actual)
            && Double.isFinite(actual - expected)
            && Math.abs(actual - expected)
                <= tolerance.atol() + tolerance.rtol() * Math.abs(expected);
    assertThat(compare(doubles(expected), doubles(actual), tolerance).matches())
        .isEqualTo(same || close);
  }

  @Property(seed = "20261127")
  void theSmallestPassingTolerancePassesAndHalfOfItDoesNot(
      @ForAll @Size(min = 1, max = 20) List<Float> numbers,
      @ForAll("tolerances") Tolerance tolerance) {
    double[] expected = numbers.stream().mapToDouble(f -> f).toArray();
    double[] actual = numbers.stream().mapToDouble(f -> f * 1.001 + 1e-3).toArray();
    Comparison comparison = compare(doubles(expected), doubles(actual), tolerance);
    Tolerance smallest = comparison.smallestPassing().orElseThrow();
    assertThat(compare(doubles(expected), doubles(actual), smallest).matches()).isTrue();
    if (comparison.toleranceUse() < Double.POSITIVE_INFINITY) {
      assertThat(compare(doubles(expected), doubles(actual), smallest.times(0.5)).matches())
          .isFalse();
    }
  }

  @Property(seed = "20261127")
  void everyErrorIsCountedInItsDecade(@ForAll @Size(max = 50) List<Double> numbers) {
    double[] expected = new double[numbers.size()];
    double[] actual = numbers.stream().mapToDouble(d -> d).toArray();
    ElementErrors e = errors(doubles(expected), doubles(actual));
    Histogram histogram = e.histogram();
    long counted =
        histogram.zero()
            + histogram.infinite()
            + histogram.counts().stream().mapToLong(Long::longValue).sum();
    assertThat(counted).isEqualTo(numbers.size());
    if (!histogram.counts().isEmpty()) {
      int last = histogram.firstDecade() + histogram.counts().size() - 1;
      assertThat(e.maxAbs()).isGreaterThanOrEqualTo(Double.parseDouble("1e" + last));
      assertThat(histogram.counts().get(0)).isPositive();
    }
  }

  @Provide
  Arbitrary<Double> numbers() {
    return Arbitraries.oneOf(
        Arbitraries.doubles().between(-10, 10),
        Arbitraries.doubles(),
        Arbitraries.of(
            Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 0.0, -0.0, 1e-320));
  }

  @Provide
  Arbitrary<Tolerance> tolerances() {
    Arbitrary<Double> part =
        Arbitraries.oneOf(
            Arbitraries.just(0.0), Arbitraries.doubles().between(1e-9, 2).ofScale(12));
    return Combinators.combine(part, part).as(Tolerance::new);
  }

  private static Tensor doubles(double... values) {
    ByteBuffer data = Tensor.allocate(8L * values.length);
    data.asDoubleBuffer().put(values);
    return Tensor.of(ElementType.FLOAT64, Shape.of(values.length), data);
  }
}
