package org.modelparity.lowering;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.modelparity.tensor.ElementType;

class IndexingTest {
  private static final ElementType[] TYPES = {
    ElementType.FLOAT32, ElementType.INT32, ElementType.BOOL, ElementType.UINT8
  };

  /** Dimensions of an operand by what an index does with them. */
  private record Roles(
      int[] operand,
      List<Integer> collapsed,
      List<Integer> batching,
      List<Integer> indexed,
      List<Integer> window,
      int[] sliceSizes,
      int[] indices,
      int vector,
      List<Integer> indexBatching) {
    int[] batch() {
      return IntStream.range(0, indices.length)
          .filter(i -> i != vector)
          .map(i -> indices[i])
          .toArray();
    }

    int component(Grid index, int[] batchPosition, int k) {
      int[] at = new int[indices.length];
      int next = 0;
      for (int i = 0; i < at.length; i++) {
        at[i] = i == vector ? k : batchPosition[next++];
      }
      return (int) index.at(at);
    }

    int batchPosition(int[] batchPosition, int axis) {
      int dimension = indexBatching.get(batching.indexOf(axis));
      return batchPosition[dimension > vector ? dimension - 1 : dimension];
    }
  }

  private static Roles roles(Random random, boolean batching) {
    int rank = 1 + random.nextInt(4);
    List<Integer> axes = new ArrayList<>(IntStream.range(0, rank).boxed().toList());
    Collections.shuffle(axes, random);
    int batches = batching && rank > 1 ? random.nextInt(2) : 0;
    int indexed = random.nextInt(rank - batches + 1);
    List<Integer> batchAxes = new ArrayList<>(axes.subList(0, batches));
    List<Integer> indexedAxes = new ArrayList<>(axes.subList(batches, batches + indexed));
    int[] operand = IntStream.range(0, rank).map(i -> 1 + random.nextInt(4)).toArray();
    List<Integer> collapsed =
        IntStream.range(0, rank)
            .filter(d -> !batchAxes.contains(d) && random.nextBoolean())
            .boxed()
            .toList();
    int[] sizes =
        IntStream.range(0, rank)
            .map(
                d ->
                    collapsed.contains(d) || batchAxes.contains(d)
                        ? 1
                        : indexedAxes.contains(d)
                            ? 1 + random.nextInt(operand[d])
                            : random.nextInt(3) == 0 ? 1 + random.nextInt(operand[d]) : operand[d])
            .toArray();
    int extra = random.nextInt(3);
    int indexRank = batches + extra + 1;
    boolean implied = indexed == 1 && random.nextBoolean();
    int vector = implied ? indexRank - 1 : random.nextInt(indexRank);
    int[] indices = new int[implied ? indexRank - 1 : indexRank];
    List<Integer> free = new ArrayList<>();
    for (int i = 0; i < indices.length; i++) {
      indices[i] = i == vector ? indexed : 1 + random.nextInt(3);
      if (i != vector) {
        free.add(i);
      }
    }
    Collections.shuffle(free, random);
    List<Integer> indexBatching = new ArrayList<>(free.subList(0, batches));
    for (int i = 0; i < batches; i++) {
      indices[indexBatching.get(i)] = operand[batchAxes.get(i)];
    }
    List<Integer> window =
        IntStream.range(0, rank)
            .filter(d -> !collapsed.contains(d) && !batchAxes.contains(d))
            .boxed()
            .toList();
    return new Roles(
        operand, collapsed, batchAxes, indexedAxes, window, sizes, indices, vector, indexBatching);
  }

  @Property(seed = "20261127", tries = 100, shrinking = ShrinkingMode.OFF)
  void gather(@ForAll Random random, @ForAll @IntRange(max = 3) int typed) {
    gatherCase(random, typed).check();
  }

  static Checks.Case gatherCase(Random random, int typed) {
    Roles r = roles(random, true);
    int[] batch = r.batch();
    List<Integer> places =
        new ArrayList<>(IntStream.range(0, batch.length + r.window.size()).boxed().toList());
    Collections.shuffle(places, random);
    List<Integer> offsets = places.subList(0, r.window.size()).stream().sorted().toList();
    GatherSpec spec =
        new GatherSpec(
            offsets,
            r.collapsed,
            r.batching,
            r.indexBatching,
            r.indexed,
            r.vector,
            IntStream.of(r.sliceSizes).mapToObj(i -> (long) i).toList());
    Grid operand = Grid.random(random, TYPES[typed], r.operand);
    Grid index = Grid.of(ElementType.INT32, r.indices, p -> random.nextInt(7) - 2);
    int[] shape = new int[places.size()];
    int nextBatch = 0;
    int nextOffset = 0;
    for (int d = 0; d < shape.length; d++) {
      shape[d] =
          offsets.contains(d) ? r.sliceSizes[r.window.get(nextOffset++)] : batch[nextBatch++];
    }
    Grid expected =
        Grid.of(
            operand.type,
            shape,
            p -> {
              int[] at = new int[r.operand.length];
              int[] b = new int[batch.length];
              int nb = 0;
              int no = 0;
              for (int d = 0; d < p.length; d++) {
                if (offsets.contains(d)) {
                  at[r.window.get(no++)] = p[d];
                } else {
                  b[nb++] = p[d];
                }
              }
              for (int k = 0; k < r.indexed.size(); k++) {
                int axis = r.indexed.get(k);
                int most = r.operand[axis] - r.sliceSizes[axis];
                at[axis] += Math.min(Math.max(r.component(index, b, k), 0), most);
              }
              for (int axis : r.batching) {
                at[axis] = r.batchPosition(b, axis);
              }
              return operand.at(at);
            });
    return new Checks.Case(
        List.of(expected),
        (graph, v) -> List.of(new Indexing(graph).gather(v.get(0), v.get(1), spec)),
        operand,
        index);
  }

  @Property(seed = "20261127", tries = 100, shrinking = ShrinkingMode.OFF)
  void scatter(
      @ForAll Random random,
      @ForAll @IntRange(max = 3) int typed,
      @ForAll @IntRange(max = 8) int numbered) {
    scatterCase(random, typed, numbered).check();
  }

  static Checks.Case scatterCase(Random random, int typed, int numbered) {
    ElementType type = TYPES[typed];
    boolean replace = numbered > 6;
    Reducer kind = Combine.kind(numbered, type);
    Roles r = roles(random, true);
    int[] batch = r.batch();
    // Windows along axes without an index start at 0 and may be shorter than the axis.
    List<Integer> places =
        new ArrayList<>(IntStream.range(0, batch.length + r.window.size()).boxed().toList());
    Collections.shuffle(places, random);
    List<Integer> windows = places.subList(0, r.window.size()).stream().sorted().toList();
    List<Integer> inserted = r.collapsed;
    ScatterSpec spec =
        new ScatterSpec(windows, inserted, r.batching, r.indexBatching, r.indexed, r.vector, false);
    int[] shape = new int[places.size()];
    int nextBatch = 0;
    int nextWindow = 0;
    for (int d = 0; d < shape.length; d++) {
      shape[d] =
          windows.contains(d) ? r.sliceSizes[r.window.get(nextWindow++)] : batch[nextBatch++];
    }
    Grid operand = Grid.random(random, type, r.operand);
    Grid index = Grid.of(ElementType.INT32, r.indices, p -> random.nextInt(6) - 1);
    Grid updates = Grid.random(random, type, shape);
    Grid expected = Grid.of(type, r.operand, operand::at);
    // In the order of the indices, so that the last of several is the last.
    Grid order = new Grid(ElementType.INT32, batch);
    Grid slice =
        new Grid(ElementType.INT32, r.window.stream().mapToInt(d -> r.sliceSizes[d]).toArray());
    for (int i = 0; i < order.values.length; i++) {
      int[] b = order.position(i);
      int[] start = new int[r.operand.length];
      boolean inside = true;
      for (int k = 0; k < r.indexed.size(); k++) {
        int axis = r.indexed.get(k);
        start[axis] = r.component(index, b, k);
        inside &= start[axis] >= 0 && start[axis] <= r.operand[axis] - r.sliceSizes[axis];
      }
      for (int axis : r.batching) {
        start[axis] = r.batchPosition(b, axis);
      }
      for (int k = 0; inside && k < slice.values.length; k++) {
        int[] s = slice.position(k);
        int[] at = start.clone();
        int[] from = new int[shape.length];
        int nb = 0;
        int ns = 0;
        for (int d = 0; d < shape.length; d++) {
          if (windows.contains(d)) {
            at[r.window.get(ns)] += s[ns];
            from[d] = s[ns++];
          } else {
            from[d] = b[nb++];
          }
        }
        double update = updates.at(from);
        expected.set(
            replace ? update : Combine.of(kind, type).applyAsDouble(expected.at(at), update), at);
      }
    }
    return new Checks.Case(
        List.of(expected),
        (graph, v) -> {
          Indexing indexing = new Indexing(graph);
          return List.of(
              replace
                  ? indexing.scatterReplace(v.get(0), v.get(1), v.get(2), spec)
                  : indexing.scatter(kind, v.get(0), v.get(1), v.get(2), spec));
        },
        operand,
        index,
        updates);
  }

  @Test
  void manyUpdatesOfOnePlaceByAnyRegion() {
    Random random = new Random(5);
    Grid operand = Grid.of(ElementType.FLOAT32, new int[] {3, 2}, p -> 1);
    Grid index = Grid.of(ElementType.INT32, new int[] {40, 1}, p -> random.nextInt(5) - 1);
    Grid updates =
        Grid.of(ElementType.FLOAT32, new int[] {40, 2}, p -> 1 + random.nextInt(3) / 8.0);
    Grid expected = Grid.of(ElementType.FLOAT32, new int[] {3, 2}, p -> 1);
    for (int i = 0; i < 40; i++) {
      int row = (int) index.values[i];
      for (int c = 0; row >= 0 && row < 3 && c < 2; c++) {
        expected.set(expected.at(row, c) * updates.at(i, c), row, c);
      }
    }
    ScatterSpec spec =
        new ScatterSpec(List.of(1), List.of(0), List.of(), List.of(), List.of(0), 1, false);
    Checks.assertGives(
        List.of(expected),
        (graph, v) ->
            new Indexing(graph)
                .scatter(
                    List.of(v.get(0)),
                    v.get(1),
                    List.of(v.get(2)),
                    spec,
                    (a, b) -> List.of(new Elementwise(graph).multiply(a.get(0), b.get(0)))),
        operand,
        index,
        updates);
  }

  @Property(seed = "20261127", tries = 40, shrinking = ShrinkingMode.OFF)
  void dynamicSlices(
      @ForAll Random random,
      @ForAll @IntRange(max = 6) int rank,
      @ForAll @IntRange(max = 3) int typed) {
    dynamicSlicesCase(random, rank, typed).check();
  }

  static Checks.Case dynamicSlicesCase(Random random, int rank, int typed) {
    int[] shape = IntStream.range(0, rank).map(i -> 1 + random.nextInt(4)).toArray();
    int[] sizes = IntStream.of(shape).map(d -> 1 + random.nextInt(d)).toArray();
    int[] starts = IntStream.of(shape).map(d -> random.nextInt(8) - 2).toArray();
    int[] from =
        IntStream.range(0, rank)
            .map(i -> Math.min(Math.max(starts[i], 0), shape[i] - sizes[i]))
            .toArray();
    Grid x = Grid.random(random, TYPES[typed], shape);
    Grid update = Grid.random(random, TYPES[typed], sizes);
    Grid expected = Grid.of(x.type, sizes, p -> x.at(plus(p, from)));
    Grid updated =
        Grid.of(
            x.type,
            shape,
            p -> {
              int[] own = IntStream.range(0, rank).map(i -> p[i] - from[i]).toArray();
              return update.contains(own) ? update.at(own) : x.at(p);
            });
    Grid[] arguments = new Grid[rank + 2];
    arguments[0] = x;
    arguments[1] = update;
    for (int i = 0; i < rank; i++) {
      arguments[i + 2] = Grid.scalar(ElementType.INT32, starts[i]);
    }
    long[] longs = IntStream.of(sizes).asLongStream().toArray();
    return new Checks.Case(
        List.of(expected, updated),
        (graph, v) -> {
          Indexing indexing = new Indexing(graph);
          return List.of(
              indexing.dynamicSlice(v.get(0), v.subList(2, rank + 2), longs),
              indexing.dynamicUpdateSlice(v.get(0), v.get(1), v.subList(2, rank + 2)));
        },
        arguments);
  }

  @Property(seed = "20261127", tries = 40, shrinking = ShrinkingMode.OFF)
  void take(@ForAll Random random, @ForAll @IntRange(min = 1, max = 4) int rank) {
    takeCase(random, rank).check();
  }

  static Checks.Case takeCase(Random random, int rank) {
    int[] shape = IntStream.range(0, rank).map(i -> 1 + random.nextInt(4)).toArray();
    int[] indices = IntStream.range(0, random.nextInt(4)).map(i -> 1 + random.nextInt(3)).toArray();
    int axis = random.nextInt(rank);
    Grid x = Grid.random(random, ElementType.FLOAT32, shape);
    Grid index = Grid.of(ElementType.INT32, indices, p -> random.nextInt(9) - 3);
    int[] result =
        IntStream.concat(
                IntStream.concat(IntStream.of(shape).limit(axis), IntStream.of(indices)),
                IntStream.of(shape).skip(axis + 1))
            .toArray();
    Grid expected =
        Grid.of(
            x.type,
            result,
            p -> {
              int[] i = Arrays.copyOfRange(p, axis, axis + indices.length);
              int chosen = Math.min(Math.max((int) index.at(i), 0), shape[axis] - 1);
              return x.at(
                  IntStream.concat(
                          IntStream.concat(IntStream.of(p).limit(axis), IntStream.of(chosen)),
                          IntStream.of(p).skip(axis + indices.length))
                      .toArray());
            });
    return new Checks.Case(
        List.of(expected),
        (graph, v) -> List.of(new Indexing(graph).take(v.get(0), v.get(1), axis)),
        x,
        index);
  }

  private static int[] plus(int[] a, int[] b) {
    return IntStream.range(0, a.length).map(i -> a[i] + b[i]).toArray();
  }
}
