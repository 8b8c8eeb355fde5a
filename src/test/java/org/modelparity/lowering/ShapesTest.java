package org.modelparity.lowering;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.modelparity.graph.Node;
import org.modelparity.graph.PortableGraph;
import org.modelparity.graph.Value;
import org.modelparity.tensor.ElementType;
import org.modelparity.tensor.Shape;
import org.modelparity.tensor.Tensor;

/** Operations that move elements: by their definition on indices, folded, and running. */
class ShapesTest {
  private interface Move {
    Value apply(Shapes shapes, Value x, Value padding);
  }

  /** Maps an index of the result to one of the operand; null is the padding. */
  private interface Origin extends Function<long[], long[]> {}

  private record Case(String name, Shape from, Shape to, Move move, Origin origin) {
    @Override
    public String toString() {
      return name + " of " + from;
    }
  }

  private static final ElementType[] TYPES = {
    ElementType.FLOAT32, ElementType.INT32, ElementType.BOOL, ElementType.UINT32
  };

  static Stream<Arguments> cases() {
    List<Case> cases = new ArrayList<>();
    transpose(cases, Shape.of(2, 3), 1, 0);
    transpose(cases, Shape.of(2, 3, 1, 2), 0, 2, 1, 3);
    transpose(cases, Shape.of(2, 3, 2, 2), 3, 1, 0, 2);
    transpose(cases, Shape.of(2, 2, 3, 2, 2, 2), 2, 3, 0, 1, 5, 4);
    transpose(cases, Shape.of(2, 2, 2, 2, 2, 3, 2), 6, 4, 2, 0, 1, 3, 5);
    broadcast(cases, Shape.of(3), Shape.of(2, 3));
    broadcast(cases, Shape.scalar(), Shape.of(2, 3));
    broadcast(cases, Shape.of(2, 1, 3), Shape.of(2, 4, 3));
    broadcast(cases, Shape.of(1, 2, 1, 2, 1, 2, 1), Shape.of(2, 2, 2, 2, 2, 2, 2));
    slice(cases, Shape.of(7), new long[] {1}, new long[] {6}, new long[] {2});
    slice(cases, Shape.of(4, 5), new long[] {1, 0}, new long[] {3, 5}, new long[] {1, 1});
    slice(cases, Shape.of(4, 5), new long[] {0, 1}, new long[] {4, 5}, new long[] {3, 2});
    slice(
        cases,
        Shape.of(2, 3, 2, 2, 2, 3),
        new long[] {0, 1, 0, 0, 1, 0},
        new long[] {2, 3, 1, 2, 2, 3},
        new long[] {1, 1, 1, 1, 1, 2});
    reverse(cases, Shape.of(4), 0);
    reverse(cases, Shape.of(2, 3, 2), 0, 2);
    reverse(cases, Shape.of(2, 1, 2, 3, 2, 2), 3, 5);
    pad(cases, Shape.of(3), new long[] {1}, new long[] {2}, new long[] {0});
    pad(cases, Shape.of(3, 2), new long[] {1, 0}, new long[] {0, 2}, new long[] {1, 2});
    pad(cases, Shape.of(4, 3), new long[] {-1, 2}, new long[] {-2, -1}, new long[] {0, 1});
    pad(
        cases,
        Shape.of(2, 1, 2, 1, 2, 2),
        new long[] {0, 1, 0, 0, 2, 0},
        new long[] {1, 0, 0, 0, 0, 0},
        new long[] {0, 0, 0, 0, 0, 1});
    tile(cases, Shape.of(2, 3), 2, 2);
    return cases.stream().flatMap(c -> Arrays.stream(TYPES).map(t -> Arguments.of(c, t)));
  }

  private static void transpose(List<Case> cases, Shape from, int... permutation) {
    Shape to = Shape.of(IntStream.of(permutation).mapToLong(from::dimension).toArray());
    cases.add(
        new Case(
            "transpose " + Arrays.toString(permutation),
            from,
            to,
            (s, x, p) -> s.transpose(x, permutation),
            index -> {
              long[] source = new long[index.length];
              IntStream.range(0, index.length).forEach(i -> source[permutation[i]] = index[i]);
              return source;
            }));
  }

  private static void broadcast(List<Case> cases, Shape from, Shape to) {
    int missing = to.rank() - from.rank();
    cases.add(
        new Case(
            "broadcast to " + to,
            from,
            to,
            (s, x, p) -> s.broadcastTo(x, to),
            index ->
                IntStream.range(0, from.rank())
                    .mapToLong(i -> from.dimension(i) == 1 ? 0 : index[i + missing])
                    .toArray()));
  }

  private static void slice(
      List<Case> cases, Shape from, long[] start, long[] limit, long[] stride) {
    Shape to =
        Shape.of(
            IntStream.range(0, start.length)
                .mapToLong(i -> (limit[i] - start[i] + stride[i] - 1) / stride[i])
                .toArray());
    cases.add(
        new Case(
            "slice " + Arrays.toString(start) + Arrays.toString(stride),
            from,
            to,
            (s, x, p) -> s.slice(x, start, limit, stride),
            index ->
                IntStream.range(0, start.length)
                    .mapToLong(i -> start[i] + index[i] * stride[i])
                    .toArray()));
  }

  private static void reverse(List<Case> cases, Shape from, int... axes) {
    cases.add(
        new Case(
            "reverse " + Arrays.toString(axes),
            from,
            from,
            (s, x, p) -> s.reverse(x, axes),
            index -> {
              long[] source = index.clone();
              IntStream.of(axes).forEach(a -> source[a] = from.dimension(a) - 1 - index[a]);
              return source;
            }));
  }

  private static void pad(List<Case> cases, Shape from, long[] low, long[] high, long[] interior) {
    Shape to =
        Shape.of(
            IntStream.range(0, low.length)
                .mapToLong(
                    i ->
                        from.dimension(i)
                            + low[i]
                            + high[i]
                            + (from.dimension(i) - 1) * interior[i])
                .toArray());
    Origin origin =
        index -> {
          long[] source = new long[index.length];
          for (int i = 0; i < index.length; i++) {
            long at = index[i] - low[i];
            long step = interior[i] + 1;
            if (at < 0 || at % step != 0 || at / step >= from.dimension(i)) {
              return null;
            }
            source[i] = at / step;
          }
          return source;
        };
    cases.add(
        new Case(
            "pad " + Arrays.toString(low) + Arrays.toString(high) + Arrays.toString(interior),
            from,
            to,
            (s, x, p) -> s.pad(x, p, low, high, interior),
            origin));
  }

  private static void tile(List<Case> cases, Shape from, long... multiples) {
    Shape to =
        Shape.of(
            IntStream.range(0, multiples.length)
                .mapToLong(i -> from.dimension(i) * multiples[i])
                .toArray());
    cases.add(
        new Case(
            "tile",
            from,
            to,
            (s, x, p) -> s.tile(x, multiples),
            index ->
                IntStream.range(0, index.length)
                    .mapToLong(i -> index[i] % from.dimension(i))
                    .toArray()));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void moves(Case move, ElementType type) {
    int size = Math.toIntExact(move.from.size());
    Tensor x =
        Integers.tensor(
                type,
                LongStream.range(0, size)
                    .map(i -> type == ElementType.BOOL ? i * i % 3 & 1 : i - 3)
                    .toArray())
            .reshape(move.from);
    for (long padding : new long[] {0, 1, 0x7fffffff}) {
      if (type == ElementType.FLOAT32 && padding > 1) {
        continue;
      }
      Tensor scalar = Integers.tensor(type, padding).reshape(Shape.scalar());
      Tensor expected = expected(move, x, scalar);
      Lowered.Lowering lowering =
          (g, v) -> move.move.apply(new Shapes(g), v.get(0), g.constant(scalar));
      Lowered.Lowering running = (g, v) -> move.move.apply(new Shapes(g), v.get(0), v.get(1));
      assertThat(Lowered.folded(lowering, x)).isEqualTo(expected);
      assertThat(Lowered.running(lowering, x)).isEqualTo(expected);
      assertThat(Lowered.running(running, x, scalar)).isEqualTo(expected);
      PortableGraph graph = Lowered.graph(lowering, x);
      assertThat(graph.nodes())
          .filteredOn(n -> !List.of("Placeholder", "Reshape").contains(n.operation()))
          .allMatch(ShapesTest::isLow);
    }
  }

  private static boolean isLow(Node node) {
    return node.outputShapes().get(0).rank() <= 5;
  }

  private static Tensor expected(Case move, Tensor x, Tensor padding) {
    long[] values = new long[Math.toIntExact(move.to.size())];
    for (int i = 0; i < values.length; i++) {
      long[] source = move.origin.apply(unravel(i, move.to));
      values[i] = source == null ? raw(padding, 0) : raw(x, ravel(source, move.from));
    }
    return Integers.tensor(x.type(), values).reshape(move.to);
  }

  private static long raw(Tensor x, int index) {
    return (long) x.getDouble(index);
  }

  private static long[] unravel(int index, Shape shape) {
    long[] result = new long[shape.rank()];
    long rest = index;
    for (int i = shape.rank() - 1; i >= 0; i--) {
      result[i] = rest % shape.dimension(i);
      rest /= shape.dimension(i);
    }
    return result;
  }

  private static int ravel(long[] index, Shape shape) {
    long result = 0;
    for (int i = 0; i < index.length; i++) {
      result = result * shape.dimension(i) + index[i];
    }
    return (int) result;
  }
}
