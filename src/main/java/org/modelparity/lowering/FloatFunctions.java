package org.modelparity.lowering;

import java.util.function.UnaryOperator;
import org.modelparity.graph.Constant;
import org.modelparity.graph.Value;
import org.modelparity.tensor.ElementType;
import org.modelparity.tensor.Shape;

/** Functions of floats that not every target has. */
final class FloatFunctions {
  private static final double[] ERF_NUMERATOR = {
    -2.72614225801306e-10,
    2.77068142495902e-08,
    -2.10102402082508e-06,
    -5.69250639462346e-05,
    -7.34990630326855e-04,
    -2.95459980854025e-03,
    -1.60960333262415e-02
  };
  private static final double[] ERF_DENOMINATOR = {
    -1.45660718464996e-05,
    -2.13374055278905e-04,
    -1.68282697438203e-03,
    -7.37332916720468e-03,
    -1.42647390514189e-02
  };
  private static final double[] ERFC_BELOW_2 = {
    2.326819970068386e-2, -1.387039388740657e-1, 3.687424674597105e-1, -5.824733027278666e-1,
    6.210004621745983e-1, -4.944515323274145e-1, 3.404879937665872e-1, -2.741127028184656e-1,
    5.638259427386472e-1
  };
  private static final double[] ERFC_FROM_2 = {
    -1.047766399936249e+1, 1.297719955372516e+1, -7.495518717768503, 2.921019019210786,
    -1.015265279202700, 4.218463358204948e-1, -2.820767439740514e-1, 5.641895067754075e-1
  };

  private final Carried c;
  private final Broadcasting broadcasting;

  FloatFunctions(Carried carried, Broadcasting broadcasting) {
    this.c = carried;
    this.broadcasting = broadcasting;
  }

  /** Whether a value is a constant of one finite value only, and which; NaN if not. */
  private static double splat(Value x) {
    if (x instanceof Constant constant && constant.tensor().compact().size() == 1) {
      return constant.tensor().compact().getDouble(0);
    }
    return Double.NaN;
  }

  private static boolean constant(Value... values) {
    for (Value value : values) {
      if (!(value instanceof Constant)) {
        return false;
      }
    }
    return true;
  }

  /** {@code max(x, 0)} is Relu, which keeps NaN on every target and fuses with what precedes it. */
  Value maximum(Value a, Value b) {
    if (!constant(a, b)) {
      Shape shape = Broadcasting.shape(a.shape(), b.shape());
      if (splat(b) == 0 && a.shape().equals(shape)) {
        return broadcasting.apply("Relu", a.type(), a);
      }
      if (splat(a) == 0 && b.shape().equals(shape)) {
        return broadcasting.apply("Relu", b.type(), b);
      }
    }
    return broadcasting.apply("Maximum", a.type(), a, b);
  }

  Value clamp(Value min, Value x, Value max) {
    if (splat(min) == 0 && splat(max) == 6 && !constant(x)) {
      return broadcasting.apply("Relu6", x.type(), x);
    }
    return broadcasting.apply("Minimum", x.type(), maximum(x, min), max);
  }

  Value sign(Value x) {
    return broadcasting.apply("Sign", x.type(), x);
  }

  Value power(Value x, Value y) {
    if (splat(y) == 1) {
      return broadcasting.to(x, Broadcasting.shape(x.shape(), y.shape()));
    }
    if (splat(y) == 2 && !constant(x)) {
      Value squared = broadcasting.apply("Square", x.type(), x);
      return broadcasting.to(squared, Broadcasting.shape(x.shape(), y.shape()));
    }
    return broadcasting.apply("Pow", x.type(), x, y);
  }

  /** TFLite does not repeat operands of Atan2. */
  Value atan2(Value x, Value y) {
    Shape shape = Broadcasting.shape(x.shape(), y.shape());
    if (constant(x, y) || x.shape().equals(y.shape()) && !repeats(x) && !repeats(y)) {
      return broadcasting.apply("Atan2", x.type(), x, y);
    }
    return broadcasting.applyRepeated("Atan2", x.type(), shape, x, y);
  }

  private boolean repeats(Value x) {
    return broadcasting.compact(x).shape() != x.shape();
  }

  Value remainder(Value x, Value y) {
    if (x instanceof Constant p && y instanceof Constant q) {
      return Constants.zipReal(p, q, (v, w) -> v % w);
    }
    Value a = c.load(x);
    Value b = c.load(y);
    Value divisor = c.abs(b);
    Value floored = c.floorMod(c.abs(a), divisor);
    Value signed = c.select(c.lt(a, c.of(0f)), c.unary("Neg", floored), floored);
    double known = splat(y);
    if (!Double.isNaN(known) && !Double.isInfinite(known)) {
      return c.store(signed, x.type());
    }
    Value whole =
        c.and(
            c.eq(divisor, c.of(Float.POSITIVE_INFINITY)),
            c.lt(c.abs(a), c.of(Float.POSITIVE_INFINITY)));
    return c.store(c.select(whole, a, signed), x.type());
  }

  Value cbrt(Value x) {
    if (x instanceof Constant known) {
      return Constants.mapReal(known, Math::cbrt);
    }
    Value a = c.load(x);
    Value root = broadcasting.apply("Pow", ElementType.FLOAT32, c.abs(a), c.of((float) (1 / 3.0)));
    return c.store(c.select(c.lt(a, c.of(0f)), c.unary("Neg", root), root), x.type());
  }

  Value tan(Value x) {
    return constant(x)
        ? broadcasting.apply("Tan", x.type(), x)
        : c.store(c.div(c.unary("Sin", c.load(x)), c.unary("Cos", c.load(x))), x.type());
  }

  Value roundNearestAfz(Value x) {
    if (x instanceof Constant known) {
      return Constants.mapReal(known, FloatFunctions::roundAwayFromZero);
    }
    Value a = c.load(x);
    Value magnitude = c.abs(a);
    Value floor = c.unary("Floor", magnitude);
    Value up = c.ge(c.sub(magnitude, floor), c.of(0.5f));
    Value rounded = c.add(floor, c.select(up, c.of(1f), c.of(0f)));
    return c.store(c.select(c.lt(a, c.of(0f)), c.unary("Neg", rounded), rounded), x.type());
  }

  private static double roundAwayFromZero(double x) {
    double floor = Math.floor(Math.abs(x));
    return Math.copySign(Math.abs(x) - floor >= 0.5 ? floor + 1 : floor, x);
  }

  private Value either(String kernel, Value x, UnaryOperator<Value> form) {
    return constant(x)
        ? broadcasting.apply(kernel, x.type(), x)
        : c.store(form.apply(c.load(x)), x.type());
  }

  /** Eigen's and XLA's rational approximation. */
  Value erf(Value x) {
    return either("Erf", x, this::rationalErf);
  }

  private Value rationalErf(Value x) {
    Value near = c.min(c.max(x, c.of(-4f)), c.of(4f));
    Value square = c.unary("Square", near);
    Value ratio = c.div(c.polynomial(square, ERF_NUMERATOR), c.polynomial(square, ERF_DENOMINATOR));
    return c.mul(near, ratio);
  }

  /** XLA's approximation; near zero, of the error function. */
  Value erfc(Value x) {
    return either("Erfc", x, this::rationalErfc);
  }

  private Value rationalErfc(Value x) {
    Value magnitude = c.abs(x);
    Value inner = c.max(magnitude, c.of(1f));
    Value negativeSquare = c.unary("Neg", c.unary("Square", inner));
    Value q = c.div(c.of(1f), inner);
    Value y = c.unary("Square", q);
    Value below = c.polynomial(y, ERFC_BELOW_2);
    Value p = c.select(c.lt(inner, c.of(2f)), below, c.polynomial(y, ERFC_FROM_2));
    Value tail = c.mul(c.mul(c.unary("Exp", negativeSquare), q), p);
    Value vanishes = c.lt(negativeSquare, c.of(-88.72283905206835f));
    Value upper = c.select(vanishes, c.of(0f), tail);
    Value far = c.select(c.lt(x, c.of(0f)), c.sub(c.of(2f), upper), upper);
    return c.select(c.lt(magnitude, c.of(1f)), c.sub(c.of(1f), rationalErf(x)), far);
  }

  Value atan(Value x) {
    Constant one = c.of(1f);
    return either(
        "Atan",
        x,
        a -> broadcasting.applyRepeated("Atan2", ElementType.FLOAT32, a.shape(), a, one));
  }

  Value asin(Value x) {
    return either("Asin", x, a -> broadcasting.apply("Atan2", ElementType.FLOAT32, a, cosineOf(a)));
  }

  Value acos(Value x) {
    return either("Acos", x, a -> broadcasting.apply("Atan2", ElementType.FLOAT32, cosineOf(a), a));
  }

  /** {@code sqrt(1 - x^2)} without cancellation. */
  private Value cosineOf(Value x) {
    Constant one = c.of(1f);
    return c.unary("Sqrt", c.mul(c.sub(one, x), c.add(one, x)));
  }

  private Value signed(Value magnitude, Value like) {
    return c.select(c.lt(like, c.of(0f)), c.unary("Neg", magnitude), magnitude);
  }

  /** By {@code e = expm1(|x|)}; halves of the exponent where {@code e} alone overflows. */
  Value sinh(Value x) {
    return either(
        "Sinh",
        x,
        a -> {
          Value magnitude = c.abs(a);
          Value e = c.unary("Expm1", magnitude);
          Value small = c.mul(c.of(0.5f), c.add(e, c.div(e, c.add(e, c.of(1f)))));
          Value half = c.unary("Exp", c.mul(magnitude, c.of(0.5f)));
          Value large = c.mul(c.mul(c.of(0.5f), half), half);
          return signed(c.select(c.lt(magnitude, c.of(20f)), small, large), a);
        });
  }

  Value cosh(Value x) {
    return either(
        "Cosh",
        x,
        a -> {
          Value half = c.unary("Exp", c.mul(c.abs(a), c.of(0.5f)));
          Value reciprocal = c.div(c.of(0.5f), half);
          return c.add(c.mul(c.mul(c.of(0.5f), half), half), c.div(reciprocal, half));
        });
  }

  Value asinh(Value x) {
    return either(
        "Asinh",
        x,
        a -> {
          Value magnitude = c.abs(a);
          Value large = c.ge(magnitude, c.of(0x1p14f));
          Value inner = c.select(large, c.of(1f), magnitude);
          Value square = c.unary("Square", inner);
          Value root = c.unary("Sqrt", c.add(square, c.of(1f)));
          Value small = c.unary("Log1p", c.add(inner, c.div(square, c.add(c.of(1f), root))));
          Value far = c.add(c.unary("Log", magnitude), c.of((float) Math.log(2)));
          return signed(c.select(large, far, small), a);
        });
  }

  Value acosh(Value x) {
    return either(
        "Acosh",
        x,
        a -> {
          Value large = c.ge(a, c.of(0x1p14f));
          Value above = c.sub(c.select(large, c.of(1f), a), c.of(1f));
          // Two roots, so that numbers below 1 are NaN.
          Value root = c.mul(c.unary("Sqrt", above), c.unary("Sqrt", c.add(above, c.of(2f))));
          Value small = c.unary("Log1p", c.add(above, root));
          Value far = c.add(c.unary("Log", a), c.of((float) Math.log(2)));
          return c.select(large, far, small);
        });
  }

  Value atanh(Value x) {
    return either(
        "Atanh",
        x,
        a -> {
          Value up = c.unary("Log1p", a);
          Value down = c.unary("Log1p", c.unary("Neg", a));
          return c.mul(c.of(0.5f), c.sub(up, down));
        });
  }
}
