package org.modelparity.lowering;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import org.modelparity.tensor.ElementType;

class SortingTest {
  private static final ElementType[] TYPES = {
    ElementType.FLOAT32,
    ElementType.INT32,
    ElementType.UINT32,
    ElementType.INT8,
    ElementType.BOOL,
    ElementType.FLOAT32
  };

  @Property(seed = "20261127", tries = 40, shrinking = ShrinkingMode.OFF)
  void anyKeys(
      @ForAll Random random,
      @ForAll @IntRange(min = 1, max = 4) int rank,
      @ForAll @IntRange(min = 1, max = 3) int operands) {
    anyKeysCase(random, rank, operands).check();
  }

  static Checks.Case anyKeysCase(Random random, int rank, int operands) {
    int[] shape = IntStream.range(0, rank).map(i -> 1 + random.nextInt(3)).toArray();
    int axis = random.nextInt(rank);
    shape[axis] = 1 + random.nextInt(12);
    Grid[] xs = new Grid[operands];
    List<SortOrder.Key> keys = new ArrayList<>();
    for (int i = 0; i < operands; i++) {
      xs[i] = withTies(random, TYPES[random.nextInt(TYPES.length)], shape);
      if (i == 0 || random.nextBoolean()) {
        keys.add(new SortOrder.Key(i, random.nextBoolean(), random.nextBoolean()));
      }
    }
    SortOrder order = new SortOrder(keys);
    return new Checks.Case(
        sorted(xs, axis, keys), (graph, v) -> new Sorting(graph).sort(v, axis, true, order), xs);
  }

  @Property(seed = "20261127", tries = 40, shrinking = ShrinkingMode.OFF)
  void largestAndSmallest(
      @ForAll Random random, @ForAll @IntRange(max = 4) int typed, @ForAll boolean largest) {
    largestAndSmallestCase(random, typed, largest).check();
  }

  static Checks.Case largestAndSmallestCase(Random random, int typed, boolean largest) {
    int n = 1 + random.nextInt(9);
    int k = random.nextInt(n + 1);
    Grid x = withTies(random, TYPES[typed], 2, n);
    Grid index = Grid.of(ElementType.INT32, x.shape, p -> p[1]);
    List<Grid> sorted =
        sorted(new Grid[] {x, index}, 1, List.of(new SortOrder.Key(0, largest, false)));
    List<Grid> expected =
        sorted.stream().map(g -> Grid.of(g.type, new int[] {2, k}, g::at)).toList();
    return new Checks.Case(
        expected,
        (graph, v) -> {
          Sorting sorting = new Sorting(graph);
          return largest ? sorting.topK(v.get(0), k) : sorting.bottomK(v.get(0), k);
        },
        x);
  }

  private static Grid withTies(Random random, ElementType type, int... shape) {
    Grid x = Grid.random(random, type, shape);
    double[] special = {
      Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 0.0, -0.0, 3e38, 1e-30
    };
    for (int i = 0; i < x.values.length; i++) {
      int choice = random.nextInt(4);
      if (choice == 0 && i > 0) {
        x.values[i] = x.values[random.nextInt(i)];
      } else if (choice == 1 && type.isFloating()) {
        x.values[i] = special[random.nextInt(special.length)];
      }
    }
    return x;
  }

  private static List<Grid> sorted(Grid[] xs, int axis, List<SortOrder.Key> keys) {
    List<Grid> results = new ArrayList<>();
    for (Grid x : xs) {
      results.add(new Grid(x.type, x.shape));
    }
    int n = xs[0].shape[axis];
    for (int i = 0; i < xs[0].values.length; i++) {
      int[] first = xs[0].position(i);
      if (first[axis] > 0) {
        continue;
      }
      Integer[] places = IntStream.range(0, n).boxed().toArray(Integer[]::new);
      Arrays.sort(places, comparator(xs, axis, first, keys));
      for (int to = 0; to < n; to++) {
        int[] target = first.clone();
        target[axis] = to;
        for (int o = 0; o < xs.length; o++) {
          results.get(o).set(xs[o].at(moved(first, axis, places[to])), target);
        }
      }
    }
    return results;
  }

  private static Comparator<Integer> comparator(
      Grid[] xs, int axis, int[] first, List<SortOrder.Key> keys) {
    return (a, b) -> {
      for (SortOrder.Key key : keys) {
        Grid x = xs[key.operand()];
        double zero = key.distinguishesZeros() ? -0.0 : 0.0; // adding 0 loses the sign of -0
        int order =
            Double.compare(x.at(moved(first, axis, a)) + zero, x.at(moved(first, axis, b)) + zero);
        if (order != 0) {
          return key.descending() ? -order : order;
        }
      }
      return 0;
    };
  }

  private static int[] moved(int[] position, int axis, int to) {
    int[] moved = position.clone();
    moved[axis] = to;
    return moved;
  }
}
