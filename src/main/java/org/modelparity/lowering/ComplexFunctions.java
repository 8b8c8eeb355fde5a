package org.modelparity.lowering;

import org.modelparity.graph.ComplexPair;
import org.modelparity.graph.Value;

/** Functions of complex numbers by functions of their parts. */
final class ComplexFunctions {
  private final Complexes complexes;
  private final Elementwise elementwise;
  private final Bits bits;

  ComplexFunctions(Complexes complexes, Elementwise elementwise, Bits bits) {
    this.complexes = complexes;
    this.elementwise = elementwise;
    this.bits = bits;
  }

  /** z / |z|, and 0 of 0. */
  ComplexPair sign(ComplexPair z) {
    Value size = complexes.abs(z);
    Value zero = Complexes.number(z, 0);
    Value isZero = equal(size, zero);
    return new ComplexPair(
        elementwise.select(isZero, zero, elementwise.divide(z.real(), size)),
        elementwise.select(isZero, zero, elementwise.divide(z.imaginary(), size)));
  }

  ComplexPair exp(ComplexPair z) {
    Value size = elementwise.exp(z.real());
    return new ComplexPair(
        elementwise.multiply(size, elementwise.cos(z.imaginary())), times(size, z.imaginary()));
  }

  /** size * sin(angle), where an angle of 0 gives 0 even of infinity. */
  private Value times(Value size, Value angle) {
    Value zero = Literals.scalar(angle.type(), 0);
    return elementwise.select(
        equal(angle, zero), angle, elementwise.multiply(size, elementwise.sin(angle)));
  }

  /** expm1(a) cos(b) - 2 sin^2(b/2), which loses nothing near 0. */
  ComplexPair expm1(ComplexPair z) {
    Value half = elementwise.sin(elementwise.multiply(z.imaginary(), Complexes.number(z, 0.5)));
    Value less = elementwise.multiply(elementwise.square(half), Complexes.number(z, 2));
    Value real =
        elementwise.subtract(
            elementwise.multiply(elementwise.expm1(z.real()), elementwise.cos(z.imaginary())),
            less);
    return new ComplexPair(real, times(elementwise.exp(z.real()), z.imaginary()));
  }

  ComplexPair log(ComplexPair z) {
    return new ComplexPair(
        elementwise.log(complexes.abs(z)), elementwise.atan2(z.imaginary(), z.real()));
  }

  /** log |1 + z| is log1p(a (2 + a) + b^2) / 2, which loses nothing near 0. */
  ComplexPair log1p(ComplexPair z) {
    Value a = z.real();
    Value b = z.imaginary();
    Value shifted = elementwise.add(a, Complexes.number(z, 1));
    Value square =
        elementwise.add(
            elementwise.multiply(a, elementwise.add(a, Complexes.number(z, 2))),
            elementwise.square(b));
    Value near = elementwise.multiply(elementwise.log1p(square), Complexes.number(z, 0.5));
    Value far = elementwise.log(complexes.abs(new ComplexPair(shifted, b)));
    Value small =
        elementwise.compare(
            Comparison.LT,
            false,
            elementwise.maximum(elementwise.abs(a), elementwise.abs(b)),
            Complexes.number(z, 0.5));
    return new ComplexPair(elementwise.select(small, near, far), elementwise.atan2(b, shifted));
  }

  /** The root with a real part that is not negative. */
  ComplexPair sqrt(ComplexPair z) {
    Value zero = Complexes.number(z, 0);
    Value half = Complexes.number(z, 0.5);
    Value a = elementwise.abs(z.real());
    Value size = complexes.abs(z);
    Value root =
        elementwise.sqrt(
            elementwise.add(elementwise.multiply(a, half), elementwise.multiply(size, half)));
    Value other =
        elementwise.select(
            equal(root, zero),
            zero,
            elementwise.divide(elementwise.multiply(z.imaginary(), half), root));
    Value right = elementwise.compare(Comparison.GE, false, z.real(), zero);
    Value below = elementwise.compare(Comparison.LT, false, z.imaginary(), zero);
    return new ComplexPair(
        elementwise.select(right, root, elementwise.abs(other)),
        elementwise.select(
            right, other, elementwise.select(below, elementwise.negate(root), root)));
  }

  /** exp(y log x); 0 to the power of 0 is 1, to any other 0. */
  ComplexPair power(ComplexPair x, ComplexPair y) {
    ComplexPair value = exp((ComplexPair) complexes.multiply(y, log(x)));
    Value zero = Complexes.number(x, 0);
    Value baseIsZero = bits.and(equal(x.real(), zero), equal(x.imaginary(), zero));
    Value exponentIsZero = bits.and(equal(y.real(), zero), equal(y.imaginary(), zero));
    Value ofZero = elementwise.select(exponentIsZero, Complexes.number(x, 1), zero);
    return new ComplexPair(
        elementwise.select(baseIsZero, ofZero, value.real()),
        elementwise.select(baseIsZero, zero, value.imaginary()));
  }

  ComplexPair sin(ComplexPair z) {
    return new ComplexPair(
        elementwise.multiply(elementwise.sin(z.real()), elementwise.cosh(z.imaginary())),
        elementwise.multiply(elementwise.cos(z.real()), elementwise.sinh(z.imaginary())));
  }

  ComplexPair cos(ComplexPair z) {
    return new ComplexPair(
        elementwise.multiply(elementwise.cos(z.real()), elementwise.cosh(z.imaginary())),
        elementwise.negate(
            elementwise.multiply(elementwise.sin(z.real()), elementwise.sinh(z.imaginary()))));
  }

  /** By tanh and tan of the parts, which do not overflow where sinh and cosh would. */
  ComplexPair tanh(ComplexPair z) {
    Value one = Complexes.number(z, 1);
    Value t = elementwise.tanh(z.real());
    Value u = elementwise.tan(z.imaginary());
    Value tt = elementwise.square(t);
    Value uu = elementwise.square(u);
    Value below = elementwise.add(one, elementwise.multiply(tt, uu));
    return new ComplexPair(
        elementwise.divide(elementwise.multiply(t, elementwise.add(one, uu)), below),
        elementwise.divide(elementwise.multiply(u, elementwise.subtract(one, tt)), below));
  }

  private Value equal(Value a, Value b) {
    return elementwise.compare(Comparison.EQ, false, a, b);
  }
}
