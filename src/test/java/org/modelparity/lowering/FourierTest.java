package org.modelparity.lowering;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.modelparity.graph.ComplexPair;
import org.modelparity.graph.FoldingGraphBuilder;
import org.modelparity.tensor.ElementType;
import org.modelparity.tensor.Shape;

class FourierTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 8, 64, 65, 96, 127, 134, 256, 1000})
  void anyLength(int n) {
    anyLengthCase(n).check();
  }

  static Checks.Case anyLengthCase(int n) {
    Random random = new Random(n);
    Grid re = Grid.random(random, ElementType.FLOAT32, 3, n);
    Grid im = Grid.random(random, ElementType.FLOAT32, 3, n);
    Grid[] forward = transform(re, im, 1, false);
    Grid[] real = transform(re, new Grid(im.type, im.shape), 1, false);
    int half = n / 2 + 1;
    return new Checks.Case(
        List.of(forward[0], forward[1], first(real[0], half), first(real[1], half), re, im, re),
        (graph, v) -> {
          Fourier fourier = new Fourier(graph);
          ComplexPair z = new ComplexPair(v.get(0), v.get(1));
          ComplexPair f = (ComplexPair) fourier.fft(z, 1);
          ComplexPair r = (ComplexPair) fourier.rfft(v.get(0), 1);
          ComplexPair back = (ComplexPair) fourier.ifft(f, 1);
          return List.of(
              f.real(),
              f.imaginary(),
              r.real(),
              r.imaginary(),
              back.real(),
              back.imaginary(),
              fourier.irfft(r, new long[] {n}));
        },
        re,
        im);
  }

  @Test
  void severalDimensions() {
    Random random = new Random(2);
    Grid re = Grid.random(random, ElementType.FLOAT32, 2, 4, 3, 6);
    Grid none = new Grid(re.type, re.shape);
    Grid[] full = {re, none};
    for (int axis = 1; axis < 4; axis++) {
      full = transform(full[0], full[1], axis, false);
    }
    Checks.assertGives(
        List.of(full[0], full[1], first(full[0], 4), first(full[1], 4), re),
        (graph, v) -> {
          Fourier fourier = new Fourier(graph);
          ComplexPair f = (ComplexPair) fourier.fft(v.get(0), 3);
          ComplexPair r = (ComplexPair) fourier.rfft(v.get(0), 3);
          return List.of(
              f.real(),
              f.imaginary(),
              r.real(),
              r.imaginary(),
              fourier.irfft(r, new long[] {4, 3, 6}));
        },
        re);
  }

  @Test
  void refusesLongPrimes() {
    try (FoldingGraphBuilder graph = new FoldingGraphBuilder()) {
      assertThatThrownBy(
              () ->
                  new Fourier(graph)
                      .fft(graph.input("x", ElementType.FLOAT32, Shape.of(1, 1031)), 1))
          .isInstanceOf(LoweringException.class)
          .hasMessageContaining("1031");
    }
  }

  private static Grid first(Grid x, int count) {
    int[] shape = x.shape.clone();
    shape[shape.length - 1] = count;
    return Grid.of(x.type, shape, x::at);
  }

  private static Grid[] transform(Grid re, Grid im, int axis, boolean inverse) {
    int n = re.shape[axis];
    Grid[] result = {new Grid(re.type, re.shape), new Grid(re.type, re.shape)};
    for (int i = 0; i < re.values.length; i++) {
      int[] p = re.position(i);
      int k = p[axis];
      for (int j = 0; j < n; j++) {
        p[axis] = j;
        double angle = (inverse ? 2 : -2) * Math.PI * ((long) k * j % n) / n;
        double a = re.at(p);
        double b = im.at(p);
        result[0].values[i] += a * Math.cos(angle) - b * Math.sin(angle);
        result[1].values[i] += a * Math.sin(angle) + b * Math.cos(angle);
      }
    }
    return result;
  }
}
