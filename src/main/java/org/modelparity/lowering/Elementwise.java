package org.modelparity.lowering;

import java.util.Optional;
import org.modelparity.graph.Constant;
import org.modelparity.graph.GraphBuilder;
import org.modelparity.graph.Patterns;
import org.modelparity.graph.Value;
import org.modelparity.tensor.ElementType;
import org.modelparity.tensor.Tensor;

/**
 * Operations on each element, with XLA's semantics. Operands broadcast by NumPy's rules, so that
 * scalars stay scalars; the result has the broadcast shape.
 *
 * <p>The graph has TensorFlow's operations where TensorFlow computes what XLA defines, for example
 * {@code Maximum}, which keeps NaN. Kernels of a target that do otherwise are that target's to
 * replace ({@link KernelSubstitutes} has exact forms), so that plain models stay as fast as they
 * are.
 */
public final class Elementwise {
  private final Broadcasting broadcasting;
  private final Carried c;
  private final IntegerArithmetic integers;
  private final FloatFunctions floats;
  private final Bits bits;
  private final Comparing comparing;
  private final Conversion conversion;

  public Elementwise(GraphBuilder graph) {
    Shapes shapes = new Shapes(graph);
    this.broadcasting = new Broadcasting(graph, shapes);
    this.c = new Carried(graph, broadcasting);
    this.integers = new IntegerArithmetic(c);
    this.bits = new Bits(graph);
    this.floats = new FloatFunctions(c, broadcasting);
    this.comparing = new Comparing(c, broadcasting, integers, bits);
    this.conversion = new Conversion(graph, c, broadcasting, integers);
  }

  private static void sameTypes(Value a, Value b) {
    if (a.type() != b.type()) {
      throw new LoweringException("operands of types " + a.type() + " and " + b.type());
    }
  }

  /** An operation that wraps on integers. */
  private Value arithmetic(String operation, Value a, Value b) {
    sameTypes(a, b);
    ElementType type = a.type();
    if (type.isInteger() && !(a instanceof Constant && b instanceof Constant)) {
      return integers.wrap(
          broadcasting.apply(operation, ElementType.INT32, c.load(a), c.load(b)), type);
    }
    return broadcasting.apply(operation, type, a, b);
  }

  /** Of booleans, or. */
  public Value add(Value a, Value b) {
    return a.type().isBoolean() ? bits.or(a, b) : arithmetic("AddV2", a, b);
  }

  public Value subtract(Value a, Value b) {
    return arithmetic("Sub", a, b);
  }

  /** Of booleans, and. */
  public Value multiply(Value a, Value b) {
    return a.type().isBoolean() ? bits.and(a, b) : arithmetic("Mul", a, b);
  }

  /** Of integers, towards zero; {@code x / 0 = -1} and {@code MIN / -1 = MIN}. */
  public Value divide(Value a, Value b) {
    sameTypes(a, b);
    return a.type().isInteger()
        ? integers.divide(a, b)
        : broadcasting.apply("RealDiv", a.type(), a, b);
  }

  /** With the sign of the dividend; of integers, {@code x % 0 = x}. */
  public Value remainder(Value a, Value b) {
    sameTypes(a, b);
    return a.type().isInteger() ? integers.remainder(a, b) : floats.remainder(a, b);
  }

  public Value power(Value a, Value b) {
    sameTypes(a, b);
    return a.type().isInteger() ? integers.power(a, b) : floats.power(a, b);
  }

  public Value atan2(Value a, Value b) {
    sameTypes(a, b);
    return floats.atan2(a, b);
  }

  /** NaN where an operand is NaN. */
  public Value maximum(Value a, Value b) {
    sameTypes(a, b);
    if (a.type().isBoolean()) {
      return bits.or(a, b);
    }
    if (a.type().isFloating()) {
      return floats.maximum(a, b);
    }
    return extremum("Maximum", a, b);
  }

  /** NaN where an operand is NaN. */
  public Value minimum(Value a, Value b) {
    sameTypes(a, b);
    if (a.type().isBoolean()) {
      return bits.and(a, b);
    }
    if (a.type().isFloating()) {
      return broadcasting.apply("Minimum", a.type(), a, b);
    }
    return extremum("Minimum", a, b);
  }

  private Value extremum(String operation, Value a, Value b) {
    ElementType type = a.type();
    if (a instanceof Constant && b instanceof Constant) {
      return broadcasting.apply(operation, type, a, b);
    }
    Optional<Value> known = known(operation, a, b).or(() -> known(operation, b, a));
    if (known.isPresent()) {
      return known.get();
    }
    Value x = integers.ordered(a);
    Value y = integers.ordered(b);
    Value result = broadcasting.apply(operation, ElementType.INT32, x, y);
    return c.store(
        IntegerArithmetic.wideUnsigned(type) ? c.add(result, c.of(Integer.MIN_VALUE)) : result,
        type);
  }

  /** {@code min(limit, max(x, other))} is the limit where the other is not below it. */
  private Optional<Value> known(String operation, Value limit, Value clamped) {
    boolean minimum = operation.equals("Minimum");
    if (!(limit instanceof Constant constant)
        || constant.tensor().compact().size() != 1
        || IntegerArithmetic.wideUnsigned(limit.type())) {
      return Optional.empty();
    }
    long bound = constant.tensor().compact().getLong(0);
    return Patterns.made(clamped, minimum ? "Maximum" : "Minimum").stream()
        .flatMap(node -> node.inputs().stream())
        .filter(i -> i instanceof Constant other && other.tensor().compact().size() == 1)
        .map(i -> ((Constant) i).tensor().compact().getLong(0))
        .filter(other -> minimum ? bound <= other : bound >= other)
        .findFirst()
        .map(other -> broadcasting.to(limit, Broadcasting.shape(limit.shape(), clamped.shape())));
  }

  public Value negate(Value x) {
    if (!x.type().isInteger()) {
      return broadcasting.apply("Neg", x.type(), x);
    }
    return x instanceof Constant constant
        ? Constants.map(constant, x.type(), v -> -v)
        : integers.negate(x);
  }

  public Value abs(Value x) {
    ElementType type = x.type();
    if (type.isUnsigned()) {
      return x;
    }
    if (x instanceof Constant constant && type.isInteger()) {
      return Constants.map(constant, type, Math::abs);
    }
    // Abs of int32 goes through float32 in TF.js.
    return type.isInteger()
        ? integers.wrap(c.max(c.load(x), c.sub(c.of(0), c.load(x))), type)
        : broadcasting.apply("Abs", type, x);
  }

  public Value sign(Value x) {
    ElementType type = x.type();
    if (!type.isInteger()) {
      return floats.sign(x);
    }
    if (x instanceof Constant constant) {
      return Constants.map(
          constant, type, v -> type.isUnsigned() ? (v == 0 ? 0 : 1) : Long.signum(v));
    }
    return c.store(
        type.isUnsigned()
            ? c.cast(c.ne(c.load(x), c.of(0)), ElementType.INT32)
            : c.unary("Sign", c.load(x)),
        type);
  }

  /** {@code x * x}. */
  public Value square(Value x) {
    return x.type().isFloating() ? broadcasting.apply("Square", x.type(), x) : multiply(x, x);
  }

  private Value function(String operation, Value x) {
    return broadcasting.apply(operation, x.type(), x);
  }

  public Value exp(Value x) {
    return function("Exp", x);
  }

  public Value expm1(Value x) {
    return function("Expm1", x);
  }

  public Value log(Value x) {
    return function("Log", x);
  }

  public Value log1p(Value x) {
    return function("Log1p", x);
  }

  public Value sqrt(Value x) {
    return function("Sqrt", x);
  }

  public Value rsqrt(Value x) {
    return function("Rsqrt", x);
  }

  public Value cbrt(Value x) {
    return floats.cbrt(x);
  }

  public Value sin(Value x) {
    return function("Sin", x);
  }

  public Value cos(Value x) {
    return function("Cos", x);
  }

  public Value tan(Value x) {
    return floats.tan(x);
  }

  public Value tanh(Value x) {
    return function("Tanh", x);
  }

  public Value logistic(Value x) {
    return function("Sigmoid", x);
  }

  public Value floor(Value x) {
    return function("Floor", x);
  }

  public Value ceil(Value x) {
    return function("Ceil", x);
  }

  /** To the nearest integer, ties to even. */
  public Value roundNearestEven(Value x) {
    return function("Round", x);
  }

  /** To the nearest integer, ties away from zero. */
  public Value roundNearestAfz(Value x) {
    return floats.roundNearestAfz(x);
  }

  public Value isFinite(Value x) {
    return x.type().isFloating()
        ? broadcasting.apply("IsFinite", ElementType.BOOL, x)
        : new Constant(Tensor.broadcast(Tensor.scalar(true), x.shape()));
  }

  public Value erf(Value x) {
    return floats.erf(x);
  }

  public Value erfc(Value x) {
    return floats.erfc(x);
  }

  public Value asin(Value x) {
    return floats.asin(x);
  }

  public Value acos(Value x) {
    return floats.acos(x);
  }

  public Value atan(Value x) {
    return floats.atan(x);
  }

  public Value sinh(Value x) {
    return floats.sinh(x);
  }

  public Value cosh(Value x) {
    return floats.cosh(x);
  }

  public Value asinh(Value x) {
    return floats.asinh(x);
  }

  public Value acosh(Value x) {
    return floats.acosh(x);
  }

  public Value atanh(Value x) {
    return floats.atanh(x);
  }

  /**
   * Compares numbers or booleans.
   *
   * @param totalOrder floats by their sign and bits: -NaN, -infinity, ..., -0, +0, ..., NaN. The
   *     sign of a running NaN is not seen; it is the largest
   */
  public Value compare(Comparison direction, boolean totalOrder, Value a, Value b) {
    sameTypes(a, b);
    return comparing.compare(direction, totalOrder, a, b);
  }

  /** {@code predicate} may be a scalar; all three broadcast. */
  public Value select(Value predicate, Value onTrue, Value onFalse) {
    sameTypes(onTrue, onFalse);
    return comparing.select(predicate, onTrue, onFalse);
  }

  /** {@code min(max(x, min), max)}. */
  public Value clamp(Value min, Value x, Value max) {
    if (x.type().isFloating()) {
      return floats.clamp(min, x, max);
    }
    return minimum(maximum(x, min), max);
  }

  /**
   * Between any two types: floats to integers towards zero, at the ends of the range if outside of
   * it, NaN to 0; integers wrap; anything but zero is true.
   */
  public Value convert(Value x, ElementType type) {
    return conversion.convert(x, type);
  }

  /** Rounds to a format of fewer bits, ties to even; what is subnormal there becomes zero. */
  public Value reducePrecision(Value x, int exponentBits, int mantissaBits) {
    return new Precision(c, broadcasting).reduce(x, exponentBits, mantissaBits);
  }
}
