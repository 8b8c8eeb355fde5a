package org.modelparity.lowering;

import org.modelparity.graph.GraphBuilder;
import org.modelparity.graph.Value;
import org.modelparity.tensor.ElementType;
import org.modelparity.tensor.Shape;

/**
 * Products of integer matrices, exact modulo the result's range. No target multiplies int32
 * matrices, but all multiply float32 ones, which hold integers below 2^24 exactly.
 */
final class IntegerMatrices {
  /** More products than this are not laid out in memory one by one. */
  private static final long MOST_PRODUCTS = 1L << 20;

  private static final long EXACT = 1L << 24;

  private final Primitives primitives;
  private final Shapes shapes;
  private final Elementwise elementwise;

  IntegerMatrices(GraphBuilder graph) {
    this.primitives = new Primitives(graph);
    this.shapes = new Shapes(graph);
    this.elementwise = new Elementwise(graph);
  }

  /** [batch, m, k] by [batch, k, n], of integers or booleans. */
  Value product(Value a, Value b, ElementType resultType) {
    if (Literals.isConstant(a, b)) {
      return constant(a, b, resultType);
    }
    if (a.type().isBoolean()) {
      Value count = narrow(asInt32(a), asInt32(b), 1);
      return elementwise.convert(
          primitives.compare("NotEqual", count, Literals.int32(0)), resultType);
    }
    boolean unsigned = a.type().isUnsigned() || b.type().isUnsigned();
    int bits = Math.max(a.type().bits(), b.type().bits());
    Value x = asInt32(a);
    Value y = asInt32(b);
    if (bits == 8) {
      return fromInt32(narrow(x, y, unsigned ? 255 * 255 : 128 * 128), resultType);
    }
    Shape s = x.shape();
    long products = s.size() * y.shape().dimension(2);
    return fromInt32(products <= MOST_PRODUCTS ? spread(x, y) : limbs(x, y), resultType);
  }

  private Value constant(Value a, Value b, ElementType resultType) {
    boolean truth = resultType.isBoolean();
    Value x = elementwise.convert(a, ElementType.INT64);
    Value y = elementwise.convert(b, ElementType.INT64);
    Value product = primitives.batchMatMul(x, y, false, false);
    return truth
        ? primitives.compare("NotEqual", product, Literals.scalar(ElementType.INT64, 0))
        : elementwise.convert(product, resultType);
  }

  /** All products side by side, added up along the contracted dimension. */
  private Value spread(Value a, Value b) {
    Shape left = a.shape();
    Shape right = b.shape();
    Value products =
        elementwise.multiply(
            shapes.reshape(a, Shape.of(left.dimension(0), left.dimension(1), left.dimension(2), 1)),
            shapes.reshape(
                b, Shape.of(right.dimension(0), 1, right.dimension(1), right.dimension(2))));
    return primitives.reduce("Sum", products, 2);
  }

  /** Through float32, in pieces of the contracted dimension whose sums stay exact. */
  private Value narrow(Value a, Value b, long largestProduct) {
    long depth = a.shape().dimension(2);
    long piece = Math.max(1, EXACT / largestProduct);
    Value sum = null;
    for (long from = 0; from < depth; from += piece) {
      long to = Math.min(depth, from + piece);
      Value part =
          elementwise.convert(
              primitives.batchMatMul(
                  asFloat(shapes.slice(a, 2, from, to)),
                  asFloat(shapes.slice(b, 1, from, to)),
                  false,
                  false),
              ElementType.INT32);
      sum = sum == null ? part : primitives.int32("AddV2", sum, part);
    }
    return sum;
  }

  /** Bytes of both operands multiplied with each other; what exceeds 2^32 falls away. */
  private Value limbs(Value a, Value b) {
    Value[] left = bytes(a);
    Value[] right = bytes(b);
    Value sum = null;
    for (int i = 0; i < 4; i++) {
      for (int j = 0; i + j < 4; j++) {
        Value part = narrow(left[i], right[j], 255 * 255);
        Value shifted =
            i + j == 0 ? part : elementwise.multiply(part, Literals.int32(1 << (8 * (i + j))));
        sum = sum == null ? shifted : primitives.int32("AddV2", sum, shifted);
      }
    }
    return sum;
  }

  private Value[] bytes(Value x) {
    Value[] bytes = new Value[4];
    Value rest = x;
    for (int i = 0; i < 4; i++) {
      bytes[i] = primitives.int32("FloorMod", rest, Literals.int32(256));
      // Exact: the rest is a multiple of 256, whose quotient float32 division would not reach.
      rest = i == 3 ? rest : floorDivide(primitives.int32("Sub", rest, bytes[i]));
    }
    return bytes;
  }

  /** A multiple of 256 by 256: 16 bits at a time, since wasm divides in float32. */
  private Value floorDivide(Value multiple) {
    Value low = primitives.int32("FloorMod", multiple, Literals.int32(1 << 16));
    Value high =
        primitives.int32(
            "FloorDiv", primitives.int32("Sub", multiple, low), Literals.int32(1 << 16));
    return primitives.int32(
        "AddV2",
        primitives.int32("Mul", high, Literals.int32(256)),
        primitives.int32("FloorDiv", low, Literals.int32(256)));
  }

  private Value asInt32(Value x) {
    return x.type().isBoolean() || Literals.isConstant(x)
        ? elementwise.convert(x, ElementType.INT32)
        : primitives.retype(x, ElementType.INT32);
  }

  private Value asFloat(Value x) {
    return elementwise.convert(x, ElementType.FLOAT32);
  }

  private Value fromInt32(Value x, ElementType type) {
    boolean carriesAll = type.isInteger() && type.bits() >= 32;
    return carriesAll ? primitives.retype(x, type) : elementwise.convert(x, type);
  }
}
