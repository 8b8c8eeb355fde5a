package org.modelparity.lowering;

import java.util.List;
import java.util.Map;
import org.modelparity.graph.Attributes;
import org.modelparity.graph.Constant;
import org.modelparity.graph.GraphBuilder;
import org.modelparity.graph.Value;
import org.modelparity.tensor.ElementType;
import org.modelparity.tensor.Shape;
import org.modelparity.tensor.Tensor;

/**
 * Exact forms of TensorFlow operations that some kernels of the targets compute otherwise: NaN
 * lost, infinities, large or tiny numbers wrong, integers through floats. A target's legalisation
 * uses those that its own kernels need.
 *
 * <p>Operands and results are float32 or int32, as nodes compute them, and broadcast.
 */
public final class KernelSubstitutes {
  private final GraphBuilder graph;
  private final Broadcasting broadcasting;
  private final Carried c;

  public KernelSubstitutes(GraphBuilder graph) {
    this.graph = graph;
    this.broadcasting = new Broadcasting(graph, new Shapes(graph));
    this.c = new Carried(graph, broadcasting);
  }

  /** Whether a value is a constant without NaN, so that one operand less needs care. */
  private static boolean number(Value x) {
    if (!(x instanceof Constant constant)) {
      return false;
    }
    Tensor tensor = constant.tensor().compact();
    for (int i = 0; i < tensor.size(); i++) {
      if (Double.isNaN(tensor.getDouble(i))) {
        return false;
      }
    }
    return true;
  }

  /** NaN where an operand is. */
  public Value maximum(Value a, Value b) {
    return keepingNan(c.max(a, b), a, b);
  }

  /** NaN where an operand is. */
  public Value minimum(Value a, Value b) {
    return keepingNan(c.min(a, b), a, b);
  }

  private Value keepingNan(Value result, Value a, Value b) {
    if (a.type() != ElementType.FLOAT32) {
      return result;
    }
    Value second = number(b) ? result : c.select(c.ne(b, b), b, result);
    return number(a) ? second : c.select(c.ne(a, a), a, second);
  }

  /** {@code min(max(x, 0), 6)}, NaN of NaN. */
  public Value relu6(Value x) {
    return c.select(c.ne(x, x), x, c.unary("Relu6", x));
  }

  /** NaN of NaN. */
  public Value exp(Value x) {
    return c.select(c.ne(x, x), x, c.unary("Exp", x));
  }

  /** Exact near zero, NaN of NaN. */
  public Value expm1(Value x) {
    Value t = c.unary("Tanh", c.mul(x, c.of(0.5f)));
    Value near = c.div(c.add(t, t), c.sub(c.of(1f), t));
    Value far = c.select(c.ne(x, x), x, c.sub(c.unary("Exp", x), c.of(1f)));
    return c.select(c.lt(c.abs(x), c.of(0.5f)), near, far);
  }

  /** Exact near zero. */
  public Value log1p(Value x) {
    Value near = c.mul(x, c.polynomial(x, 1 / 5.0, -1 / 4.0, 1 / 3.0, -1 / 2.0, 1));
    return c.select(c.lt(c.abs(x), c.of(0.02f)), near, c.unary("Log", c.add(c.of(1f), x)));
  }

  /** Right for infinity and above 1e38. */
  public Value sqrt(Value x) {
    Value scaled = c.mul(c.unary("Sqrt", c.mul(x, c.of(0x1p-40f))), c.of(0x1p20f));
    Value infinity = c.of(Float.POSITIVE_INFINITY);
    Value large = c.select(c.eq(x, infinity), x, scaled);
    return c.select(c.lt(c.of(1e30f), x), large, c.unary("Sqrt", x));
  }

  /** Right for zero and infinity. */
  public Value rsqrt(Value x) {
    return c.div(c.of(1f), sqrt(x));
  }

  /** NaN of NaN, and right for tiny numbers. */
  public Value sign(Value x) {
    if (x.type() != ElementType.FLOAT32) {
      return c.unary("Sign", x);
    }
    Value negative = c.select(c.lt(x, c.of(0f)), c.of(-1f), x);
    return c.select(c.lt(c.of(0f), x), c.of(1f), negative);
  }

  /** C's power, where JavaScript's is NaN: 1 to any power is 1, and so is -1 to an infinite one. */
  public Value power(Value x, Value y) {
    Value power = broadcasting.apply("Pow", x.type(), x, y);
    if (x.type() != ElementType.FLOAT32 || finite(y)) {
      return power;
    }
    Value infinite = c.eq(c.abs(y), c.of(Float.POSITIVE_INFINITY));
    Value one = c.or(c.eq(x, c.of(1f)), c.and(infinite, c.eq(x, c.of(-1f))));
    return c.select(one, c.of(1f), power);
  }

  private static boolean finite(Value x) {
    if (!(x instanceof Constant constant)) {
      return false;
    }
    for (float number : constant.tensor().compact().toFloats()) {
      if (!Float.isFinite(number)) {
        return false;
      }
    }
    return true;
  }

  /** The low 32 bits of an int32 product, where kernels multiply doubles. */
  public Value multiply(Value a, Value b) {
    Value low = c.floorMod(a, c.of(1 << 16));
    Value high = c.floorDiv(c.sub(a, low), c.of(1 << 16));
    return c.add(c.mul(low, b), c.mul(c.mul(high, b), c.of(1 << 16)));
  }

  /**
   * A floor division of int32, where kernels divide floats; divisors are neither 0 nor -1 with the
   * smallest integer.
   */
  public Value floorDivide(Value a, Value b) {
    return new IntegerArithmetic(c).exactQuotient(c.sub(a, c.floorMod(a, b)), b);
  }

  /** {@code Max} over axes, NaN where an element is. */
  public Value reduceMaximum(Value x, Shape result, boolean keepDimensions, int... axes) {
    return reduce("Max", x, result, keepDimensions, axes);
  }

  /** {@code Min} over axes, NaN where an element is. */
  public Value reduceMinimum(Value x, Shape result, boolean keepDimensions, int... axes) {
    return reduce("Min", x, result, keepDimensions, axes);
  }

  private Value reduce(String operation, Value x, Shape shape, boolean keep, int... axes) {
    Value isNan = c.ne(x, x);
    Value reduced = reduced(operation, x.type(), x, shape, keep, axes);
    Value any = reduced("Any", ElementType.BOOL, isNan, shape, keep, axes);
    return c.select(any, c.of(Float.NaN), reduced);
  }

  private Value reduced(
      String operation, ElementType type, Value x, Shape shape, boolean keep, int... axes) {
    return graph.add(
        operation,
        List.of(x, graph.constant(Tensor.vector(axes))),
        Map.of("keep_dims", Attributes.of(keep)),
        type,
        shape);
  }
}
