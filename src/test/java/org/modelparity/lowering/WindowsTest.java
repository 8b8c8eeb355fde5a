package org.modelparity.lowering;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
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
import org.modelparity.graph.FoldingGraphBuilder;
import org.modelparity.graph.Node;
import org.modelparity.lowering.WindowSpec.Dimension;
import org.modelparity.tensor.ElementType;

class WindowsTest {
  private static final ElementType[] TYPES = {
    ElementType.FLOAT32, ElementType.FLOAT32, ElementType.INT32, ElementType.UINT8, ElementType.BOOL
  };

  @Property(seed = "20261127", tries = 100, shrinking = ShrinkingMode.OFF)
  void anyWindow(
      @ForAll Random random,
      @ForAll @IntRange(max = 5) int rank,
      @ForAll @IntRange(max = 4) int typed,
      @ForAll @IntRange(max = 6) int numbered,
      @ForAll boolean neutral) {
    anyWindowCase(random, rank, typed, numbered, neutral).check();
  }

  static Checks.Case anyWindowCase(
      Random random, int rank, int typed, int numbered, boolean neutral) {
    ElementType type = TYPES[typed];
    Reducer kind = Combine.kind(numbered, type);
    int[] shape = IntStream.range(0, rank).map(i -> 1 + random.nextInt(5)).toArray();
    WindowSpec window = window(random, rank, random.nextBoolean());
    Grid x = Grid.random(random, type, shape);
    double start =
        neutral
            ? Grid.of(kind.identity(type).tensor()).values[0]
            : type.isFloating() && kind == Reducer.ADD ? 1 : Grid.random(random, type).values[0];
    return windowCase(kind, x, start, window);
  }

  @Property(seed = "20261127", tries = 40, shrinking = ShrinkingMode.OFF)
  void cumulative(
      @ForAll Random random,
      @ForAll @IntRange(min = 1, max = 6) int rank,
      @ForAll @IntRange(max = 3) int typed,
      @ForAll @IntRange(max = 3) int numbered,
      @ForAll boolean reverse) {
    cumulativeCase(random, rank, typed, numbered, reverse).check();
  }

  static Checks.Case cumulativeCase(
      Random random, int rank, int typed, int numbered, boolean reverse) {
    ElementType type = TYPES[typed];
    Reducer kind = Reducer.values()[numbered];
    int[] shape = IntStream.range(0, rank).map(i -> 1 + random.nextInt(3)).toArray();
    int axis = random.nextInt(rank);
    shape[axis] = 1 + random.nextInt(12);
    List<Dimension> dimensions = new ArrayList<>();
    for (int i = 0; i < rank; i++) {
      int pad = shape[i] - 1;
      dimensions.add(
          i == axis
              ? new Dimension(shape[i], 1, reverse ? 0 : pad, reverse ? pad : 0, 1, 1)
              : Dimension.SINGLE);
    }
    Grid x =
        Grid.of(
            type, shape, p -> type.isFloating() ? random.nextInt(5) / 2.0 : random.nextInt(200));
    return windowCase(
        kind, x, Grid.of(kind.identity(type).tensor()).values[0], new WindowSpec(dimensions));
  }

  @Test
  void runningSumsAreOneNode() {
    Grid x = Grid.random(new Random(1), ElementType.FLOAT32, 2, 7);
    WindowSpec window = new WindowSpec(List.of(Dimension.SINGLE, new Dimension(7, 1, 6, 0, 1, 1)));
    try (FoldingGraphBuilder graph = new FoldingGraphBuilder()) {
      List<String> operations =
          Checks.graph(
                  graph,
                  (g, v) ->
                      List.of(
                          new Windows(g)
                              .reduceWindow(
                                  Reducer.ADD,
                                  v.get(0),
                                  Literals.scalar(ElementType.FLOAT32, 0),
                                  window)),
                  0,
                  x)
              .nodes()
              .stream()
              .map(Node::operation)
              .toList();
      assertThat(operations).containsExactly("Placeholder", "Cumsum");
    }
  }

  @Property(seed = "20261127", tries = 40, shrinking = ShrinkingMode.OFF)
  void anyRegionKeepsTheOrder(@ForAll Random random, @ForAll @IntRange(min = 1, max = 3) int rank) {
    anyRegionKeepsTheOrderCase(random, rank).check();
  }

  static Checks.Case anyRegionKeepsTheOrderCase(Random random, int rank) {
    int[] shape = IntStream.range(0, rank).map(i -> 1 + random.nextInt(5)).toArray();
    WindowSpec window = window(random, rank, false);
    Grid a = Grid.of(ElementType.FLOAT32, shape, p -> (random.nextInt(9) - 4) / 4.0);
    Grid b = Grid.of(ElementType.FLOAT32, shape, p -> (random.nextInt(9) - 4) / 4.0);
    Grid result = new Grid(ElementType.FLOAT32, results(shape, window));
    Grid factor = new Grid(ElementType.FLOAT32, result.shape);
    for (int i = 0; i < result.values.length; i++) {
      factor.values[i] = 1;
      for (int at : elements(a, window, result.position(i))) {
        result.values[i] =
            result.values[i] * (at < 0 ? 1 : a.values[at]) + (at < 0 ? 0 : b.values[at]);
        factor.values[i] *= at < 0 ? 1 : a.values[at];
      }
    }
    return new Checks.Case(
        List.of(factor, result),
        (graph, v) -> {
          Elementwise e = new Elementwise(graph);
          return new Windows(graph)
              .reduceWindow(
                  v,
                  List.of(
                      Literals.scalar(ElementType.FLOAT32, 1),
                      Literals.scalar(ElementType.FLOAT32, 0)),
                  window,
                  (f, g) ->
                      List.of(
                          e.multiply(f.get(0), g.get(0)),
                          e.add(e.multiply(f.get(1), g.get(0)), g.get(1))));
        },
        a,
        b);
  }

  @Property(seed = "20261127", tries = 40, shrinking = ShrinkingMode.OFF)
  void selectAndScatter(@ForAll Random random, @ForAll @IntRange(min = 1, max = 4) int rank) {
    selectAndScatterCase(random, rank).check();
  }

  static Checks.Case selectAndScatterCase(Random random, int rank) {
    int[] shape = IntStream.range(0, rank).map(i -> 2 + random.nextInt(4)).toArray();
    List<Dimension> dimensions = new ArrayList<>();
    for (int i = 0; i < rank; i++) {
      int size = 1 + random.nextInt(3);
      int pad = size == 1 ? 0 : random.nextInt(size);
      dimensions.add(new Dimension(size, 1 + random.nextInt(2), pad, size - 1 - pad, 1, 1));
    }
    WindowSpec window = new WindowSpec(dimensions);
    Grid operand = Grid.random(random, ElementType.FLOAT32, shape);
    Grid source = Grid.random(random, ElementType.FLOAT32, results(shape, window));
    Grid expected = Grid.of(ElementType.FLOAT32, shape, p -> 0.5);
    for (int i = 0; i < source.values.length; i++) {
      int best = -1;
      for (int at : elements(operand, window, source.position(i))) {
        if (at >= 0 && (best < 0 || operand.values[at] > operand.values[best])) {
          best = at;
        }
      }
      if (best >= 0) {
        expected.values[best] += source.values[i];
      }
    }
    return new Checks.Case(
        List.of(expected),
        (graph, v) -> {
          Primitives p = new Primitives(graph);
          Elementwise e = new Elementwise(graph);
          return List.of(
              new Windows(graph)
                  .selectAndScatter(
                      v.get(0),
                      v.get(1),
                      Literals.scalar(ElementType.FLOAT32, 0.5),
                      window,
                      (x, y) -> p.compare("GreaterEqual", x, y),
                      e::add));
        },
        operand,
        source);
  }

  private static Checks.Case windowCase(Reducer kind, Grid x, double start, WindowSpec window) {
    DoubleBinaryOperator combine = Combine.of(kind, x.type);
    Grid expected = new Grid(x.type, results(x.shape, window));
    for (int i = 0; i < expected.values.length; i++) {
      double value = start;
      for (int at : elements(x, window, expected.position(i))) {
        value = combine.applyAsDouble(value, at < 0 ? start : x.values[at]);
      }
      expected.values[i] = value;
    }
    Grid init = Grid.scalar(x.type, start);
    return new Checks.Case(
        List.of(expected),
        (graph, v) -> List.of(new Windows(graph).reduceWindow(kind, v.get(0), v.get(1), window)),
        x,
        init);
  }

  private static WindowSpec window(Random random, int rank, boolean plain) {
    List<Dimension> dimensions = new ArrayList<>();
    for (int i = 0; i < rank; i++) {
      int size = 1 + random.nextInt(3);
      dimensions.add(
          random.nextInt(3) == 0
              ? Dimension.SINGLE
              : plain
                  ? new Dimension(
                      size, 1 + random.nextInt(2), random.nextInt(size), random.nextInt(size), 1, 1)
                  : new Dimension(
                      1 + random.nextInt(6),
                      1 + random.nextInt(3),
                      random.nextInt(7) - 2,
                      random.nextInt(7) - 2,
                      1 + random.nextInt(2),
                      1 + random.nextInt(2)));
    }
    return new WindowSpec(dimensions);
  }

  private static int[] results(int[] shape, WindowSpec window) {
    return IntStream.range(0, shape.length)
        .map(
            i -> {
              Dimension d = window.dimensions().get(i);
              long space = (shape[i] - 1) * d.baseDilation() + 1 + d.paddingLow() + d.paddingHigh();
              long extent = (d.size() - 1) * d.windowDilation() + 1;
              return space < extent ? 0 : (int) ((space - extent) / d.stride()) + 1;
            })
        .toArray();
  }

  /** Indices of the elements of a window, in order; -1 for padding. */
  private static int[] elements(Grid x, WindowSpec window, int[] result) {
    int rank = result.length;
    Grid offsets =
        new Grid(
            ElementType.INT32,
            window.dimensions().stream().mapToInt(d -> (int) d.size()).toArray());
    int[] elements = new int[offsets.values.length];
    Arrays.fill(elements, -1);
    for (int k = 0; k < elements.length; k++) {
      int[] offset = offsets.position(k);
      int[] at = new int[rank];
      boolean dense = true;
      for (int i = 0; i < rank; i++) {
        Dimension d = window.dimensions().get(i);
        long place = result[i] * d.stride() + offset[i] * d.windowDilation() - d.paddingLow();
        dense &= Math.floorMod(place, d.baseDilation()) == 0;
        at[i] = (int) Math.floorDiv(place, d.baseDilation());
      }
      if (dense && x.contains(at)) {
        elements[k] = x.index(at);
      }
    }
    return elements;
  }
}
