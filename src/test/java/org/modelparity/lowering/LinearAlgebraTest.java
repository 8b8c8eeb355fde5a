package org.modelparity.lowering;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.modelparity.graph.FoldingGraphBuilder;
import org.modelparity.tensor.ElementType;
import org.modelparity.tensor.Shape;

class LinearAlgebraTest {
  private static final ElementType F = ElementType.FLOAT32;

  @Property(seed = "20261127", tries = 12, shrinking = ShrinkingMode.OFF)
  void cholesky(
      @ForAll Random random, @ForAll @IntRange(min = 1, max = 8) int n, @ForAll boolean lower) {
    choleskyCase(random, n, lower).check();
  }

  static Checks.Case choleskyCase(Random random, int n, boolean lower) {
    Grid factor =
        Grid.of(
            F,
            new int[] {2, n, n},
            p ->
                p[1] == p[2]
                    ? 1 + random.nextInt(8) / 4.0
                    : p[1] > p[2] ? (random.nextInt(17) - 8) / 8.0 : 0);
    Grid a = new Grid(F, 2, n, n);
    for (int i = 0; i < a.values.length; i++) {
      int[] p = a.position(i);
      // The triangle that is not to be read holds something else.
      boolean read = lower ? p[1] >= p[2] : p[1] <= p[2];
      a.values[i] = read ? dot(factor, p[0], p[1], p[2], n) : 99;
    }
    Grid expected =
        Grid.of(F, factor.shape, p -> lower ? factor.at(p) : factor.at(p[0], p[2], p[1]));
    return new Checks.Case(
        List.of(expected),
        (graph, v) -> List.of(new LinearAlgebra(graph).cholesky(v.get(0), lower)),
        a);
  }

  @Property(seed = "20261127", tries = 40, shrinking = ShrinkingMode.OFF)
  void triangularSolve(
      @ForAll Random random,
      @ForAll @IntRange(min = 1, max = 7) int n,
      @ForAll boolean left,
      @ForAll boolean lower,
      @ForAll boolean transpose,
      @ForAll boolean unit) {
    triangularSolveCase(random, n, left, lower, transpose, unit).check();
  }

  static Checks.Case triangularSolveCase(
      Random random, int n, boolean left, boolean lower, boolean transpose, boolean unit) {
    int m = 1 + random.nextInt(3);
    Grid a =
        Grid.of(
            F,
            new int[] {2, n, n},
            p -> p[1] == p[2] ? 1 + random.nextInt(8) / 4.0 : (random.nextInt(17) - 8) / 16.0);
    Grid x = Grid.random(random, F, left ? new int[] {2, n, m} : new int[] {2, m, n});
    Grid b =
        Grid.of(
            F,
            x.shape,
            p -> {
              double sum = 0;
              for (int k = 0; k < n; k++) {
                int row = left ? p[1] : k;
                int column = left ? k : p[2];
                int i = transpose ? column : row;
                int j = transpose ? row : column;
                boolean kept = lower ? i >= j : i <= j;
                double element = i == j && unit ? 1 : kept ? a.at(p[0], i, j) : 0;
                sum += element * (left ? x.at(p[0], k, p[2]) : x.at(p[0], p[1], k));
              }
              return sum;
            });
    return new Checks.Case(
        List.of(x),
        (graph, v) ->
            List.of(
                new LinearAlgebra(graph)
                    .triangularSolve(v.get(0), v.get(1), left, lower, transpose, unit)),
        a,
        b);
  }

  @Property(seed = "20261127", tries = 15, shrinking = ShrinkingMode.OFF)
  void lu(
      @ForAll Random random,
      @ForAll @IntRange(min = 1, max = 6) int m,
      @ForAll @IntRange(min = 1, max = 6) int n) {
    luCase(random, m, n).check();
  }

  static Checks.Case luCase(Random random, int m, int n) {
    Grid a = Grid.of(F, new int[] {2, m, n}, p -> random.nextGaussian());
    int steps = Math.min(m, n);
    Grid factors = Grid.of(F, a.shape, a::at);
    Grid pivots = new Grid(ElementType.INT32, 2, steps);
    Grid order = Grid.of(ElementType.INT32, new int[] {2, m}, p -> p[1]);
    for (int batch = 0; batch < 2; batch++) {
      for (int j = 0; j < steps; j++) {
        int best = j;
        for (int i = j; i < m; i++) {
          if (Math.abs(factors.at(batch, i, j)) > Math.abs(factors.at(batch, best, j))) {
            best = i;
          }
        }
        pivots.set(best, batch, j);
        double swapped = order.at(batch, j);
        order.set(order.at(batch, best), batch, j);
        order.set(swapped, batch, best);
        for (int c = 0; c < n; c++) {
          double row = factors.at(batch, j, c);
          factors.set(factors.at(batch, best, c), batch, j, c);
          factors.set(row, batch, best, c);
        }
        for (int i = j + 1; i < m; i++) {
          double by = factors.at(batch, i, j) / factors.at(batch, j, j);
          factors.set(by, batch, i, j);
          for (int c = j + 1; c < n; c++) {
            factors.set(factors.at(batch, i, c) - by * factors.at(batch, j, c), batch, i, c);
          }
        }
      }
    }
    return new Checks.Case(
        List.of(factors, pivots, order), (graph, v) -> new LinearAlgebra(graph).lu(v.get(0)), a);
  }

  @Test
  void refusesLargeSystems() {
    try (FoldingGraphBuilder graph = new FoldingGraphBuilder()) {
      assertThatThrownBy(
              () ->
                  new LinearAlgebra(graph).cholesky(graph.input("a", F, Shape.of(100, 100)), true))
          .isInstanceOf(LoweringException.class)
          .hasMessageContaining("Cholesky decomposition of size 100");
    }
  }

  private static double dot(Grid factor, int batch, int row, int column, int n) {
    double sum = 0;
    for (int k = 0; k < n; k++) {
      sum += factor.at(batch, row, k) * factor.at(batch, column, k);
    }
    return sum;
  }
}
