package org.modelparity.lowering;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.modelparity.graph.ComplexPair;
import org.modelparity.graph.Value;
import org.modelparity.tensor.ElementType;

class ComplexesTest {
  private record Complex(double re, double im) {
    double abs() {
      return Math.hypot(re, im);
    }

    Complex times(Complex o) {
      return new Complex(re * o.re - im * o.im, re * o.im + im * o.re);
    }

    Complex over(Complex o) {
      double d = o.re * o.re + o.im * o.im;
      return new Complex((re * o.re + im * o.im) / d, (im * o.re - re * o.im) / d);
    }

    Complex exp() {
      return new Complex(Math.exp(re) * Math.cos(im), Math.exp(re) * Math.sin(im));
    }

    Complex log() {
      return new Complex(Math.log(abs()), Math.atan2(im, re));
    }

    Complex plus(double real) {
      return new Complex(re + real, im);
    }

    Complex scaled(double by) {
      return new Complex(re * by, im * by);
    }
  }

  private static final Grid A = sample(1);
  private static final Grid B = sample(2);
  private static final Grid C = sample(3);
  private static final Grid D = sample(4);

  @Test
  void functions() {
    Map<UnaryOperator<Complex>, BiFunction<Complexes, Value, Value>> pairs = new LinkedHashMap<>();
    pairs.put(Complex::exp, Complexes::exp);
    pairs.put(Complex::log, Complexes::log);
    pairs.put(z -> z.exp().plus(-1), Complexes::expm1);
    pairs.put(z -> z.plus(1).log(), Complexes::log1p);
    pairs.put(z -> z.log().scaled(0.5).exp(), Complexes::sqrt);
    pairs.put(z -> z.log().scaled(-0.5).exp(), Complexes::rsqrt);
    pairs.put(
        z -> new Complex(Math.sin(z.re) * Math.cosh(z.im), Math.cos(z.re) * Math.sinh(z.im)),
        Complexes::sin);
    pairs.put(
        z -> new Complex(Math.cos(z.re) * Math.cosh(z.im), -Math.sin(z.re) * Math.sinh(z.im)),
        Complexes::cos);
    pairs.put(
        z -> {
          Complex e = z.scaled(2).exp();
          return e.plus(-1).over(e.plus(1));
        },
        Complexes::tanh);
    pairs.put(z -> z.scaled(1 / z.abs()), Complexes::sign);
    pairs.put(z -> new Complex(z.re, -z.im), Complexes::conjugate);
    pairs.forEach(
        (expected, lowering) ->
            check((x, y) -> expected.apply(x), (c, x, y) -> lowering.apply(c, x)));
  }

  @Test
  void arithmetic() {
    check(Complex::times, Complexes::multiply);
    check(Complex::over, Complexes::divide);
    check((x, y) -> y.times(x.log()).exp(), Complexes::power);
    check((x, y) -> new Complex(x.abs(), 0), (c, x, y) -> c.ofReal(c.abs(x)));
  }

  @Test
  void largeAndZero() {
    Grid big = Grid.of(ElementType.FLOAT32, new int[] {2}, p -> 3e30);
    Grid zero = new Grid(ElementType.FLOAT32, 2);
    Checks.assertGives(
        List.of(
            Grid.of(ElementType.FLOAT32, new int[] {2}, p -> 3e30 * Math.sqrt(2)),
            zero,
            Grid.of(ElementType.FLOAT32, new int[] {2}, p -> 1),
            zero,
            Grid.of(ElementType.FLOAT32, new int[] {2}, p -> Double.POSITIVE_INFINITY),
            Grid.of(ElementType.FLOAT32, new int[] {2}, p -> 1),
            zero),
        (graph, v) -> {
          Complexes c = new Complexes(graph);
          ComplexPair z = new ComplexPair(v.get(0), v.get(0));
          ComplexPair none = new ComplexPair(v.get(1), v.get(1));
          ComplexPair quotient = (ComplexPair) c.divide(z, z);
          ComplexPair power = (ComplexPair) c.power(none, none);
          return List.of(
              c.abs(z),
              c.abs(none),
              quotient.real(),
              quotient.imaginary(),
              c.real(c.divide(z, none)),
              power.real(),
              power.imaginary());
        },
        big,
        zero);
  }

  private interface Binary {
    Value apply(Complexes complexes, Value x, Value y);
  }

  private static void check(BinaryOperator<Complex> expected, Binary lowering) {
    Grid real = new Grid(ElementType.FLOAT32, A.shape);
    Grid imaginary = new Grid(ElementType.FLOAT32, A.shape);
    for (int i = 0; i < real.values.length; i++) {
      Complex z =
          expected.apply(
              new Complex(A.values[i], B.values[i]), new Complex(C.values[i], D.values[i]));
      real.values[i] = z.re;
      imaginary.values[i] = z.im;
    }
    Checks.assertGives(
        List.of(real, imaginary),
        (graph, v) -> {
          Complexes complexes = new Complexes(graph);
          ComplexPair z =
              complexes.pair(
                  lowering.apply(
                      complexes,
                      new ComplexPair(v.get(0), v.get(1)),
                      new ComplexPair(v.get(2), v.get(3))));
          return List.of(z.real(), z.imaginary());
        },
        A,
        B,
        C,
        D);
  }

  private static Grid sample(int seed) {
    Random random = new Random(seed);
    return Grid.of(ElementType.FLOAT32, new int[] {40}, p -> (float) (random.nextGaussian()));
  }
}
