package org.modelparity.lowering;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.modelparity.graph.FoldingGraphBuilder;
import org.modelparity.graph.Node;
import org.modelparity.tensor.ElementType;

class MatricesTest {
  private record Axes(int[] batch, int[] contract, int[] free) {}

  @Property(seed = "20261127", tries = 60, shrinking = ShrinkingMode.OFF)
  void anyAxes(
      @ForAll Random random,
      @ForAll @IntRange(max = 2) int batches,
      @ForAll @IntRange(max = 2) int contracted,
      @ForAll @IntRange(max = 2) int lhsFree,
      @ForAll @IntRange(max = 2) int rhsFree,
      @ForAll @IntRange(max = 5) int kind) {
    anyAxesCase(random, batches, contracted, lhsFree, rhsFree, kind).check();
  }

  static Checks.Case anyAxesCase(
      Random random, int batches, int contracted, int lhsFree, int rhsFree, int kind) {
    ElementType[] from = {
      ElementType.FLOAT32,
      ElementType.FLOAT32,
      ElementType.INT32,
      ElementType.INT8,
      ElementType.UINT32,
      ElementType.BOOL
    };
    ElementType[] to = {
      ElementType.FLOAT32,
      ElementType.FLOAT32,
      ElementType.INT32,
      ElementType.INT32,
      ElementType.UINT32,
      ElementType.BOOL
    };
    int[] shared = sizes(random, batches + contracted);
    Axes left = axes(random, batches, contracted, lhsFree);
    Axes right = axes(random, batches, contracted, rhsFree);
    Grid a = Grid.random(random, from[kind], shape(random, left, shared));
    Grid b = Grid.random(random, from[kind], shape(random, right, shared));
    Grid expected = dot(a, b, left, right, to[kind]);
    return new Checks.Case(
        List.of(expected),
        (graph, v) ->
            List.of(
                new Matrices(graph)
                    .dotGeneral(
                        v.get(0),
                        v.get(1),
                        left.batch,
                        right.batch,
                        left.contract,
                        right.contract,
                        to[kind])),
        a,
        b);
  }

  @Test
  void manyIntegerProductsGoThroughBytes() {
    Random random = new Random(7);
    Grid a = Grid.random(random, ElementType.INT32, 64, 600);
    Grid b = Grid.random(random, ElementType.INT32, 600, 40);
    Axes left = new Axes(new int[0], new int[] {1}, new int[] {0});
    Axes right = new Axes(new int[0], new int[] {0}, new int[] {1});
    Checks.assertGives(
        List.of(dot(a, b, left, right, ElementType.INT32)),
        (graph, v) ->
            List.of(
                new Matrices(graph)
                    .dotGeneral(
                        v.get(0),
                        v.get(1),
                        new int[0],
                        new int[0],
                        new int[] {1},
                        new int[] {0},
                        ElementType.INT32)),
        a,
        b);
  }

  @Test
  void aPlainProductIsOneNode() {
    Random random = new Random(1);
    Grid a = Grid.random(random, ElementType.FLOAT32, 3, 4);
    Grid b = Grid.random(random, ElementType.FLOAT32, 5, 4);
    try (FoldingGraphBuilder graph = new FoldingGraphBuilder()) {
      List<String> operations =
          Checks.graph(
                  graph,
                  (g, v) ->
                      List.of(
                          new Matrices(g)
                              .dotGeneral(
                                  v.get(0),
                                  v.get(1),
                                  new int[0],
                                  new int[0],
                                  new int[] {1},
                                  new int[] {1},
                                  ElementType.FLOAT32)),
                  2,
                  a,
                  b)
              .nodes()
              .stream()
              .map(Node::operation)
              .filter(o -> !o.equals("Placeholder"))
              .toList();
      assertThat(operations).containsExactly("MatMul");
    }
  }

  private static int[] sizes(Random random, int count) {
    return IntStream.range(0, count).map(i -> 1 + random.nextInt(4)).toArray();
  }

  private static Axes axes(Random random, int batches, int contracted, int free) {
    List<Integer> order =
        new ArrayList<>(IntStream.range(0, batches + contracted + free).boxed().toList());
    Collections.shuffle(order, random);
    int[] all = order.stream().mapToInt(i -> i).toArray();
    int inner = batches + contracted;
    return new Axes(
        IntStream.range(0, batches).map(i -> all[i]).toArray(),
        IntStream.range(batches, inner).map(i -> all[i]).toArray(),
        IntStream.range(inner, all.length).map(i -> all[i]).sorted().toArray());
  }

  private static int[] shape(Random random, Axes axes, int[] shared) {
    int[] shape = new int[axes.batch.length + axes.contract.length + axes.free.length];
    for (int i = 0; i < axes.batch.length; i++) {
      shape[axes.batch[i]] = shared[i];
    }
    for (int i = 0; i < axes.contract.length; i++) {
      shape[axes.contract[i]] = shared[axes.batch.length + i];
    }
    for (int axis : axes.free) {
      shape[axis] = 1 + random.nextInt(4);
    }
    return shape;
  }

  private static Grid dot(Grid a, Grid b, Axes left, Axes right, ElementType type) {
    int batches = left.batch.length;
    int[] shape =
        IntStream.concat(
                IntStream.concat(
                    IntStream.of(left.batch).map(i -> a.shape[i]),
                    IntStream.of(left.free).map(i -> a.shape[i])),
                IntStream.of(right.free).map(i -> b.shape[i]))
            .toArray();
    Grid depth =
        new Grid(ElementType.FLOAT32, IntStream.of(left.contract).map(i -> a.shape[i]).toArray());
    return Grid.of(
        type,
        shape,
        p -> {
          int[] x = new int[a.shape.length];
          int[] y = new int[b.shape.length];
          for (int i = 0; i < batches; i++) {
            x[left.batch[i]] = p[i];
            y[right.batch[i]] = p[i];
          }
          for (int i = 0; i < left.free.length; i++) {
            x[left.free[i]] = p[batches + i];
          }
          for (int i = 0; i < right.free.length; i++) {
            y[right.free[i]] = p[batches + left.free.length + i];
          }
          double real = 0;
          long integer = 0;
          for (int k = 0; k < depth.values.length; k++) {
            int[] at = depth.position(k);
            for (int i = 0; i < at.length; i++) {
              x[left.contract[i]] = at[i];
              y[right.contract[i]] = at[i];
            }
            real += a.at(x) * b.at(y);
            integer += (long) a.at(x) * (long) b.at(y);
          }
          if (type.isBoolean()) {
            return integer > 0 ? 1 : 0;
          }
          return type.isFloating() ? real : Grid.wrap(type, integer);
        });
  }
}
