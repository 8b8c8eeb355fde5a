package org.modelparity.lowering;

import java.nio.ByteBuffer;
import java.util.function.BinaryOperator;
import org.modelparity.graph.ComplexPair;
import org.modelparity.graph.Constant;
import org.modelparity.graph.GraphBuilder;
import org.modelparity.graph.Value;
import org.modelparity.tensor.ElementType;
import org.modelparity.tensor.Tensor;

/**
 * Complex numbers as pairs of their parts, for no target has complex kernels everywhere. Operands
 * may also be complex constants, or real, which stands for an imaginary part of 0.
 */
public final class Complexes {
  private final Elementwise elementwise;
  private final Bits bits;
  private final ComplexFunctions functions;

  public Complexes(GraphBuilder graph) {
    this.elementwise = new Elementwise(graph);
    this.bits = new Bits(graph);
    this.functions = new ComplexFunctions(this, elementwise, bits);
  }

  /** Any value as a pair. */
  public ComplexPair pair(Value x) {
    if (x instanceof ComplexPair pair) {
      return pair;
    }
    if (x instanceof Constant c && x.type().isComplex()) {
      return new ComplexPair(part(c.tensor(), 0), part(c.tensor(), 1));
    }
    return ofReal(x);
  }

  /** A real number as a complex one; integers and booleans are converted to float32. */
  public ComplexPair ofReal(Value x) {
    Value real = x.type().isFloating() ? x : elementwise.convert(x, ElementType.FLOAT32);
    return new ComplexPair(real, Literals.zeros(real.type(), real.shape()));
  }

  public Value real(Value x) {
    return pair(x).real();
  }

  public Value imag(Value x) {
    return pair(x).imaginary();
  }

  public Value conjugate(Value x) {
    ComplexPair z = pair(x);
    return new ComplexPair(z.real(), elementwise.negate(z.imaginary()));
  }

  public Value negate(Value x) {
    ComplexPair z = pair(x);
    return new ComplexPair(elementwise.negate(z.real()), elementwise.negate(z.imaginary()));
  }

  public Value add(Value a, Value b) {
    ComplexPair x = pair(a);
    ComplexPair y = pair(b);
    return new ComplexPair(
        elementwise.add(x.real(), y.real()), elementwise.add(x.imaginary(), y.imaginary()));
  }

  public Value subtract(Value a, Value b) {
    ComplexPair x = pair(a);
    ComplexPair y = pair(b);
    return new ComplexPair(
        elementwise.subtract(x.real(), y.real()),
        elementwise.subtract(x.imaginary(), y.imaginary()));
  }

  public Value multiply(Value a, Value b) {
    return bilinear(a, b, elementwise::multiply);
  }

  /** Products of other kinds, of matrices for example, from products of the parts. */
  public Value bilinear(Value a, Value b, BinaryOperator<Value> product) {
    ComplexPair x = pair(a);
    ComplexPair y = pair(b);
    return new ComplexPair(
        elementwise.subtract(
            product.apply(x.real(), y.real()), product.apply(x.imaginary(), y.imaginary())),
        elementwise.add(
            product.apply(x.real(), y.imaginary()), product.apply(x.imaginary(), y.real())));
  }

  /** As XLA: by zero, both parts of the numerator are divided by the zero. */
  public Value divide(Value a, Value b) {
    ComplexPair x = pair(a);
    ComplexPair y = pair(b);
    Value zero = number(y, 0);
    Value largest = elementwise.maximum(elementwise.abs(y.real()), elementwise.abs(y.imaginary()));
    Value isZero = elementwise.compare(Comparison.EQ, false, largest, zero);
    // Scaled by the larger part of the denominator, whose square might overflow.
    Value scale = elementwise.select(isZero, number(y, 1), largest);
    Value c = elementwise.divide(y.real(), scale);
    Value d = elementwise.divide(y.imaginary(), scale);
    Value square = elementwise.add(elementwise.square(c), elementwise.square(d));
    Value below = elementwise.multiply(square, scale);
    Value real =
        elementwise.add(elementwise.multiply(x.real(), c), elementwise.multiply(x.imaginary(), d));
    Value imaginary =
        elementwise.subtract(
            elementwise.multiply(x.imaginary(), c), elementwise.multiply(x.real(), d));
    return new ComplexPair(
        elementwise.select(
            isZero, elementwise.divide(x.real(), y.real()), elementwise.divide(real, below)),
        elementwise.select(
            isZero,
            elementwise.divide(x.imaginary(), y.real()),
            elementwise.divide(imaginary, below)));
  }

  /** The modulus, a real number. */
  public Value abs(Value x) {
    ComplexPair z = pair(x);
    Value a = elementwise.abs(z.real());
    Value b = elementwise.abs(z.imaginary());
    Value large = elementwise.maximum(a, b);
    Value ratio = elementwise.divide(elementwise.minimum(a, b), large);
    Value root =
        elementwise.multiply(
            large, elementwise.sqrt(elementwise.add(elementwise.square(ratio), number(z, 1))));
    Value asIs =
        bits.or(
            elementwise.compare(Comparison.EQ, false, large, number(z, 0)),
            elementwise.compare(Comparison.EQ, false, large, number(z, Double.POSITIVE_INFINITY)));
    return elementwise.select(asIs, large, root);
  }

  /** EQ or NE, as booleans. */
  public Value compare(Comparison direction, Value a, Value b) {
    ComplexPair x = pair(a);
    ComplexPair y = pair(b);
    Value real = elementwise.compare(direction, false, x.real(), y.real());
    Value imaginary = elementwise.compare(direction, false, x.imaginary(), y.imaginary());
    return switch (direction) {
      case EQ -> bits.and(real, imaginary);
      case NE -> bits.or(real, imaginary);
      default ->
          throw new LoweringException("complex numbers have no order to compare by " + direction);
    };
  }

  public Value sign(Value x) {
    return functions.sign(pair(x));
  }

  public Value exp(Value x) {
    return functions.exp(pair(x));
  }

  public Value expm1(Value x) {
    return functions.expm1(pair(x));
  }

  public Value log(Value x) {
    return functions.log(pair(x));
  }

  public Value log1p(Value x) {
    return functions.log1p(pair(x));
  }

  public Value sqrt(Value x) {
    return functions.sqrt(pair(x));
  }

  public Value rsqrt(Value x) {
    ComplexPair z = pair(x);
    return divide(new ComplexPair(number(z, 1), number(z, 0)), sqrt(z));
  }

  public Value power(Value base, Value exponent) {
    return functions.power(pair(base), pair(exponent));
  }

  public Value sin(Value x) {
    return functions.sin(pair(x));
  }

  public Value cos(Value x) {
    return functions.cos(pair(x));
  }

  public Value tanh(Value x) {
    return functions.tanh(pair(x));
  }

  static Value number(ComplexPair like, double value) {
    return Literals.scalar(like.real().type(), value);
  }

  private static Constant part(Tensor tensor, int which) {
    ElementType type =
        tensor.type() == ElementType.COMPLEX64 ? ElementType.FLOAT32 : ElementType.FLOAT64;
    int bytes = type.bytes();
    ByteBuffer all = tensor.data();
    ByteBuffer part = Tensor.allocate((long) tensor.size() * bytes);
    for (int i = 0; i < tensor.size(); i++) {
      part.put(i * bytes, all, (2 * i + which) * bytes, bytes);
    }
    return new Constant(Tensor.of(type, tensor.shape(), part));
  }
}
