package org.modelparity.lowering;

import java.util.function.LongBinaryOperator;
import org.modelparity.graph.Constant;
import org.modelparity.graph.GraphBuilder;
import org.modelparity.graph.Running;
import org.modelparity.graph.Value;
import org.modelparity.tensor.ElementType;
import org.modelparity.tensor.Shape;

/**
 * Bit operations. Neither target has them for running values, so they are exact integer arithmetic
 * there: masks by remainders, the rest by tables of bytes.
 */
public final class Bits {
  private final GraphBuilder graph;
  private final Shapes shapes;
  private final Broadcasting broadcasting;
  private final Carried c;
  private final IntegerArithmetic integers;
  private final ByteTables bytes;
  private final Shifts shifts;
  private final FloatBits floatBits;

  public Bits(GraphBuilder graph) {
    this.graph = graph;
    this.shapes = new Shapes(graph);
    this.broadcasting = new Broadcasting(graph, shapes);
    this.c = new Carried(graph, broadcasting);
    this.integers = new IntegerArithmetic(c);
    this.bytes = new ByteTables(shapes, c);
    this.shifts = new Shifts(c, integers);
    this.floatBits = new FloatBits(c, broadcasting);
  }

  /** Of booleans or integers; operands broadcast. */
  public Value and(Value a, Value b) {
    return binary("LogicalAnd", (x, y) -> x & y, a, b);
  }

  public Value or(Value a, Value b) {
    return binary("LogicalOr", (x, y) -> x | y, a, b);
  }

  public Value xor(Value a, Value b) {
    return binary("NotEqual", (x, y) -> x ^ y, a, b);
  }

  public Value not(Value x) {
    if (x.type().isBoolean()) {
      return broadcasting.apply("LogicalNot", ElementType.BOOL, x);
    }
    if (x instanceof Constant constant) {
      return Constants.map(constant, x.type(), v -> ~v);
    }
    return integers.wrap(c.sub(c.of(-1), c.load(x)), x.type());
  }

  private Value binary(String logical, LongBinaryOperator function, Value a, Value b) {
    if (a.type().isBoolean()) {
      return broadcasting.apply(logical, ElementType.BOOL, a, b);
    }
    if (!a.type().isInteger()) {
      throw new LoweringException("bit operations on " + a.type());
    }
    if (a instanceof Constant x && b instanceof Constant y) {
      return Constants.zip(x, y, a.type(), function);
    }
    if (a instanceof Constant) {
      return binary(logical, function, b, a);
    }
    Value x = c.load(a);
    Value y = c.load(b);
    Value both = masked(x, y, a.type());
    Value result =
        switch (logical) {
          case "LogicalAnd" -> both;
          case "LogicalOr" -> c.sub(c.add(x, y), both);
          default -> c.sub(c.sub(c.add(x, y), both), both);
        };
    Shape shape = Broadcasting.shape(a.shape(), b.shape());
    return c.store(shapes.broadcastTo(result, shape), a.type());
  }

  /** The bits that both have; negative narrow values are kept right by their sign's extension. */
  private Value masked(Value x, Value y, ElementType type) {
    if (y instanceof Constant constant && constant.tensor().compact().size() == 1) {
      int mask = (int) constant.tensor().compact().getLong(0);
      if (Masks.runs(mask) <= Masks.FEW) {
        return new Masks(c).and(x, mask);
      }
    }
    return bytes.and(x, y, type);
  }

  /** 0 where the amount is negative or at least the type's width. */
  public Value shiftLeft(Value x, Value amount) {
    return shifts.left(x, amount);
  }

  /** 0 where the amount is negative or at least the type's width. */
  public Value shiftRightLogical(Value x, Value amount) {
    return shifts.rightLogical(x, amount);
  }

  /** All bits the sign where the amount is negative or at least the type's width. */
  public Value shiftRightArithmetic(Value x, Value amount) {
    return shifts.rightArithmetic(x, amount);
  }

  public Value populationCount(Value x) {
    ElementType type = x.type();
    if (x instanceof Constant constant) {
      return Constants.map(constant, type, v -> Long.bitCount(v & mask(type)));
    }
    refuse64("population count", type);
    return c.store(bytes.populationCount(c.load(x), type), type);
  }

  public Value countLeadingZeros(Value x) {
    ElementType type = x.type();
    if (x instanceof Constant constant) {
      return Constants.map(
          constant, type, v -> Long.numberOfLeadingZeros(v & mask(type)) - (64 - type.bits()));
    }
    refuse64("count of leading zeros", type);
    return c.store(c.sub(c.of(type.bits()), bytes.length(c.load(x), type)), type);
  }

  private static void refuse64(String what, ElementType type) {
    if (type.bits() == 64) {
      throw new LoweringException(
          what + " of running " + type + " values, of which only 32 bits are computed");
    }
  }

  private static long mask(ElementType type) {
    return type.bits() == 64 ? -1 : (1L << type.bits()) - 1;
  }

  /**
   * The same bits as another type; where widths differ, the last dimension appears or goes.
   *
   * @throws LoweringException for running values of types that their carriers do not hold bit by
   *     bit
   */
  public Value bitcast(Value x, ElementType type, Shape shape) {
    if (x instanceof Constant constant) {
      return Constants.reinterpret(constant, type, shape);
    }
    ElementType from = x.type();
    if (from == type) {
      return x;
    }
    if (from.isInteger() && type.isInteger() && from.bits() == type.bits()) {
      return integers.wrap(c.load(x), type);
    }
    if (from == ElementType.FLOAT32 && type.isInteger() && type.bits() == 32) {
      noteSubnormals();
      return c.store(floatBits.toBits(x), type);
    }
    if (from.isInteger() && from.bits() == 32 && type == ElementType.FLOAT32) {
      return floatBits.ofBits(c.load(x));
    }
    if (from.isInteger() && type.isInteger() && from.bits() <= 32 && type.bits() <= 32) {
      return from.bits() > type.bits()
          ? integers.wrap(bytes.split(c.load(x), from, type, shape), type)
          : integers.wrap(bytes.join((Running) c.load(x), from, type, shape), type);
    }
    throw new LoweringException(
        "bitcast of running values from "
            + from
            + " to "
            + type
            + ", which the targets do not hold bit by bit");
  }

  private void noteSubnormals() {
    graph.note("the bits of float32 values below 2^-126 are computed as those of zero");
  }
}
