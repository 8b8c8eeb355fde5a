package org.modelparity.lowering;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.modelparity.graph.Constant;
import org.modelparity.graph.Running;
import org.modelparity.graph.Value;
import org.modelparity.tensor.ElementType;
import org.modelparity.tensor.Shape;

/** Functions of the bytes of int32 values, looked up in tables. */
final class ByteTables {
  private static final int[] SCALES = {1, 1 << 8, 1 << 16, 1 << 24};

  private final Shapes shapes;
  private final Carried c;

  ByteTables(Shapes shapes, Carried carried) {
    this.shapes = shapes;
    this.c = carried;
  }

  /** And of two operands that broadcast. */
  Value and(Value x, Value y, ElementType type) {
    Shape shape = Broadcasting.shape(x.shape(), y.shape());
    Value a = bytes(shapes.broadcastTo(x, shape), type);
    Value b = bytes(shapes.broadcastTo(y, shape), type);
    Value index = c.add(c.mul(a, c.of(1 << 8)), b);
    Value anded = c.gather(table(1 << 16, i -> i >> 8 & i), index);
    Value joined = shapes.reshape(joined(anded, type), shape);
    return narrow(joined, type);
  }

  /** Negative values of narrow signed types from their unsigned bits. */
  private Value narrow(Value bits, ElementType type) {
    if (!type.isSigned() || type.bits() >= Integer.SIZE) {
      return bits;
    }
    Value negative = c.ge(bits, c.of(1 << type.bits() - 1));
    return c.select(negative, c.sub(bits, c.of(1 << type.bits())), bits);
  }

  Value populationCount(Value x, ElementType type) {
    Value counts = c.gather(table(1 << 8, Integer::bitCount), bytes(x, type));
    return shapes.reshape(sum(counts), x.shape());
  }

  /** The number of bits from the highest one on; 0 for 0. */
  Value length(Value x, ElementType type) {
    int count = count(type);
    Value positioned = c.add(bytes(x, type), positions(count));
    Value lengths =
        c.gather(
            table(
                count << 8,
                i ->
                    (i & 0xff) == 0
                        ? 0
                        : 8 * (i >> 8) + 32 - Integer.numberOfLeadingZeros(i & 0xff)),
            positioned);
    return shapes.reshape(c.reduce("Max", lengths, 1), x.shape());
  }

  private Constant positions(int count) {
    return c.table(IntStream.range(0, count).map(i -> i << 8).toArray());
  }

  private static int count(ElementType type) {
    return Math.min(Integer.SIZE, type.bits()) / 8;
  }

  private Constant table(int size, IntUnaryOperator entry) {
    return c.table(IntStream.range(0, size).map(entry).toArray());
  }

  private Constant scales(int count) {
    return c.table(IntStream.range(0, count).map(i -> SCALES[i]).toArray());
  }

  /**
   * The bytes of all elements, lowest first, of shape [elements, bytes]. What is divided is a
   * multiple of the divisor with at most 24 significant bits, which TF.js wasm divides exactly.
   */
  private Value bytes(Value x, ElementType type) {
    return pieces(x, 8, count(type));
  }

  private Value pieces(Value x, int bits, int count) {
    Value column = shapes.reshape(x, Shape.of(x.shape().size(), 1));
    if (count == 1) {
      return c.floorMod(column, c.of(1 << bits));
    }
    Constant divisors = c.table(IntStream.range(0, count).map(i -> 1 << i * bits).toArray());
    Value multiple = c.sub(column, c.floorMod(column, divisors));
    Value quotient = c.floorDiv(multiple, divisors);
    return c.floorMod(lowest(quotient, column, count), c.of(1 << bits));
  }

  /** The undivided column in the first place, where more than 24 bits are significant. */
  private Value lowest(Value quotient, Value column, int count) {
    int[] first = IntStream.range(0, count).map(i -> i == 0 ? 1 : 0).toArray();
    Value isFirst = c.eq(c.table(first), c.of(1));
    return c.select(isFirst, column, quotient);
  }

  private Value joined(Value bytes, ElementType type) {
    return sum(c.mul(bytes, scales(count(type))));
  }

  private Value sum(Value rows) {
    return c.reduce("Sum", rows, 1);
  }

  /** Each integer as several narrower ones, lowest first, along a new last dimension. */
  Value split(Value x, ElementType from, ElementType to, Shape shape) {
    return shapes.reshape(pieces(x, to.bits(), from.bits() / to.bits()), shape);
  }

  /** The reverse of {@link #split}. */
  Value join(Running x, ElementType from, ElementType to, Shape shape) {
    int count = to.bits() / from.bits();
    Value rows = shapes.reshape(x, Shape.of(shape.size(), count));
    Value unsigned = c.floorMod(rows, c.of(1 << from.bits()));
    List<Integer> scales = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      scales.add(1 << i * from.bits());
    }
    Constant scale = c.table(scales.stream().mapToInt(Integer::intValue).toArray());
    return shapes.reshape(sum(c.mul(unsigned, scale)), shape);
  }
}
