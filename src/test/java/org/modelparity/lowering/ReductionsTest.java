package org.modelparity.lowering;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleBinaryOperator;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.modelparity.tensor.ElementType;

class ReductionsTest {
  private static final ElementType[] TYPES = {
    ElementType.FLOAT32,
    ElementType.INT32,
    ElementType.UINT32,
    ElementType.INT8,
    ElementType.UINT8,
    ElementType.BOOL
  };

  @Property(seed = "20261127", tries = 100, shrinking = ShrinkingMode.OFF)
  void anyAxes(
      @ForAll Random random,
      @ForAll @IntRange(max = 7) int rank,
      @ForAll @IntRange(max = 5) int typed,
      @ForAll @IntRange(max = 6) int numbered,
      @ForAll boolean neutral) {
    anyAxesCase(random, rank, typed, numbered, neutral).check();
  }

  static Checks.Case anyAxesCase(
      Random random, int rank, int typed, int numbered, boolean neutral) {
    ElementType type = TYPES[typed];
    Reducer kind = Combine.kind(numbered, type);
    int[] shape =
        IntStream.range(0, rank)
            .map(i -> random.nextInt(20) == 0 ? 0 : 1 + random.nextInt(3))
            .toArray();
    int[] axes = IntStream.range(0, rank).filter(i -> random.nextBoolean()).toArray();
    Grid x = Grid.random(random, type, shape);
    double start =
        neutral
            ? Grid.of(kind.identity(type).tensor()).values[0]
            : Grid.random(random, type).values[0];
    Grid init = Grid.scalar(type, start);
    List<Grid> expected = List.of(reduce(x, start, axes, Combine.of(kind, type)));
    return new Checks.Case(
        expected,
        (graph, v) -> List.of(new Reductions(graph).reduce(kind, v.get(0), v.get(1), axes)),
        x,
        init);
  }

  @Property(seed = "20261127", tries = 40, shrinking = ShrinkingMode.OFF)
  void anyRegionKeepsTheOrder(@ForAll Random random, @ForAll @IntRange(max = 4) int rank) {
    anyRegionKeepsTheOrderCase(random, rank).check();
  }

  static Checks.Case anyRegionKeepsTheOrderCase(Random random, int rank) {
    int[] shape = IntStream.range(0, rank).map(i -> 1 + random.nextInt(5)).toArray();
    int[] axes = IntStream.range(0, rank).filter(i -> random.nextBoolean()).toArray();
    // Composition of x -> a x + b, which is associative but not commutative.
    Grid a = Grid.of(ElementType.FLOAT32, shape, p -> (random.nextInt(9) - 4) / 4.0);
    Grid b = Grid.of(ElementType.FLOAT32, shape, p -> (random.nextInt(9) - 4) / 4.0);
    Grid[] expected = compose(a, b, axes);
    return new Checks.Case(
        List.of(expected),
        (graph, v) -> {
          Elementwise e = new Elementwise(graph);
          return new Reductions(graph)
              .reduceGeneral(
                  v,
                  List.of(
                      Literals.scalar(ElementType.FLOAT32, 1),
                      Literals.scalar(ElementType.FLOAT32, 0)),
                  axes,
                  (f, g) ->
                      List.of(
                          e.multiply(f.get(0), g.get(0)),
                          e.add(e.multiply(f.get(1), g.get(0)), g.get(1))));
        },
        a,
        b);
  }

  @Property(seed = "20261127", tries = 60, shrinking = ShrinkingMode.OFF)
  void indicesOfExtremes(
      @ForAll Random random,
      @ForAll @IntRange(min = 1, max = 6) int rank,
      @ForAll @IntRange(max = 5) int typed,
      @ForAll boolean largest) {
    indicesOfExtremesCase(random, rank, typed, largest).check();
  }

  static Checks.Case indicesOfExtremesCase(Random random, int rank, int typed, boolean largest) {
    ElementType type = TYPES[typed];
    int[] shape = IntStream.range(0, rank).map(i -> 1 + random.nextInt(3)).toArray();
    int axis = random.nextInt(rank);
    shape[axis] = 1 + random.nextInt(9);
    Grid x = Grid.random(random, type, shape);
    for (int i = 0; i < x.values.length; i++) {
      int choice = random.nextInt(6);
      if (choice == 0 && i > 0) {
        x.values[i] = x.values[i - 1];
      } else if (choice == 1 && type.isFloating()) {
        x.values[i] =
            new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}
                [random.nextInt(3)];
      }
    }
    Grid expected = extremes(x, axis, largest);
    return new Checks.Case(
        List.of(expected),
        (graph, v) -> {
          Reductions reductions = new Reductions(graph);
          return List.of(
              largest
                  ? reductions.argMax(v.get(0), axis, ElementType.INT32)
                  : reductions.argMin(v.get(0), axis, ElementType.INT32));
        },
        x);
  }

  @Test
  void integerProductsWrap() {
    Grid x = Grid.of(ElementType.INT32, new int[] {40}, p -> 123456789 + p[0]);
    Checks.assertGives(
        List.of(reduce(x, 1, new int[] {0}, Combine.of(Reducer.MULTIPLY, ElementType.INT32))),
        (graph, v) ->
            List.of(
                new Reductions(graph)
                    .reduce(Reducer.MULTIPLY, v.get(0), Literals.scalar(ElementType.INT32, 1), 0)),
        x);
  }

  private static Grid[] compose(Grid a, Grid b, int[] axes) {
    Grid[] result = {new Grid(a.type, kept(a.shape, axes)), new Grid(a.type, kept(a.shape, axes))};
    Arrays.fill(result[0].values, 1);
    for (int i = 0; i < a.values.length; i++) {
      int[] to = kept(a.position(i), axes);
      int at = result[0].index(to);
      result[1].values[at] = result[1].values[at] * a.values[i] + b.values[i];
      result[0].values[at] *= a.values[i];
    }
    return result;
  }

  private static Grid reduce(Grid x, double init, int[] axes, DoubleBinaryOperator combine) {
    Grid result = Grid.of(x.type, kept(x.shape, axes), p -> init);
    for (int i = 0; i < x.values.length; i++) {
      int at = result.index(kept(x.position(i), axes));
      result.values[at] = combine.applyAsDouble(result.values[at], x.values[i]);
    }
    return result;
  }

  private static Grid extremes(Grid x, int axis, boolean largest) {
    int[] axes = {axis};
    Grid best = Grid.of(ElementType.INT32, kept(x.shape, axes), p -> -1);
    Grid value = new Grid(ElementType.FLOAT64, kept(x.shape, axes));
    for (int i = 0; i < x.values.length; i++) {
      int[] p = x.position(i);
      int at = best.index(kept(p, axes));
      double v = x.values[i];
      double old = value.values[at];
      boolean better =
          best.values[at] < 0
              || !Double.isNaN(old) && (Double.isNaN(v) || (largest ? v > old : v < old));
      if (better) {
        best.values[at] = p[axis];
        value.values[at] = v;
      }
    }
    return best;
  }

  private static int[] kept(int[] all, int[] axes) {
    return IntStream.range(0, all.length)
        .filter(i -> IntStream.of(axes).noneMatch(a -> a == i))
        .map(i -> all[i])
        .toArray();
  }
}
