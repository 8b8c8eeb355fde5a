package org.modelparity.lowering.tensorflow;

import java.util.List;
import java.util.Map;
import org.modelparity.graph.Constant;
import org.modelparity.graph.GraphBuilder;
import org.modelparity.graph.Value;
import org.modelparity.lowering.Bits;
import org.modelparity.lowering.Comparison;
import org.modelparity.lowering.Elementwise;
import org.modelparity.lowering.LoweringException;
import org.modelparity.lowering.Shapes;
import org.modelparity.tensor.ElementType;
import org.modelparity.tensor.Shape;
import org.modelparity.tensor.Tensor;

/** Arithmetic, comparisons and selections, element by element. */
final class ElementwiseNodes implements NodeHandlers.Family {
  private final Elementwise elementwise;
  private final Bits bits;
  private final Shapes shapes;
  private final GraphBuilder graph;

  ElementwiseNodes(GraphBuilder graph) {
    this.graph = graph;
    this.elementwise = new Elementwise(graph);
    this.bits = new Bits(graph);
    this.shapes = new Shapes(graph);
  }

  @Override
  public void register(NodeHandlers handlers) {
    arithmetic(handlers);
    division(handlers);
    logic(handlers);
    functions(handlers);
    selection(handlers);
  }

  private void arithmetic(NodeHandlers handlers) {
    handlers.binary("Add", elementwise::add);
    handlers.binary("AddV2", elementwise::add);
    handlers.binary("Sub", elementwise::subtract);
    handlers.binary("Mul", elementwise::multiply);
    handlers.binary("Maximum", elementwise::maximum);
    handlers.binary("Minimum", elementwise::minimum);
    handlers.binary("Pow", elementwise::power);
    handlers.binary("Atan2", elementwise::atan2);
    handlers.binary(
        "SquaredDifference",
        (a, b) -> {
          Value difference = elementwise.subtract(a, b);
          return elementwise.multiply(difference, difference);
        });
    handlers.one(
        "AddN", n -> n.values(0, n.size()).stream().reduce(elementwise::add).orElseThrow());
    handlers.one(
        "AccumulateNV2",
        n -> n.values(0, n.size()).stream().reduce(elementwise::add).orElseThrow());
  }

  private void division(NodeHandlers handlers) {
    handlers.binary("RealDiv", elementwise::divide);
    handlers.binary("Div", elementwise::divide);
    handlers.binary("TruncateDiv", this::truncateDivide);
    handlers.binary("FloorDiv", this::floorDivide);
    handlers.binary("FloorMod", this::floorModulo);
    handlers.binary("Mod", elementwise::remainder);
    handlers.binary("TruncateMod", elementwise::remainder);
    handlers.binary("DivNoNan", (a, b) -> unlessZero(b, elementwise.divide(a, safe(b)), a.type()));
    handlers.binary("MulNoNan", (a, b) -> unlessZero(b, elementwise.multiply(a, b), a.type()));
    handlers.binary("Xdivy", (a, b) -> unlessZero(a, elementwise.divide(a, b), a.type()));
    handlers.binary(
        "Xlogy", (a, b) -> unlessZero(a, elementwise.multiply(a, elementwise.log(b)), a.type()));
    handlers.binary(
        "Xlog1py",
        (a, b) -> unlessZero(a, elementwise.multiply(a, elementwise.log1p(b)), a.type()));
  }

  private Value truncateDivide(Value a, Value b) {
    Value quotient = elementwise.divide(a, b);
    if (!a.type().isFloating()) {
      return quotient;
    }
    return elementwise.select(
        compare(Comparison.LT, quotient, number(0, a.type())),
        elementwise.ceil(quotient),
        elementwise.floor(quotient));
  }

  private Value floorDivide(Value a, Value b) {
    if (a.type().isFloating()) {
      return elementwise.floor(elementwise.divide(a, b));
    }
    Value quotient = elementwise.divide(a, b);
    if (a.type().isUnsigned()) {
      return quotient;
    }
    Value inexact = compare(Comparison.NE, elementwise.remainder(a, b), number(0, a.type()));
    Value down = bits.and(inexact, bits.xor(negative(a), negative(b)));
    return elementwise.subtract(quotient, elementwise.convert(down, a.type()));
  }

  private Value floorModulo(Value a, Value b) {
    Value remainder = elementwise.remainder(a, b);
    if (a.type().isUnsigned()) {
      return remainder;
    }
    Value inexact = compare(Comparison.NE, remainder, number(0, a.type()));
    Value other = bits.and(inexact, bits.xor(negative(remainder), negative(b)));
    return elementwise.select(other, elementwise.add(remainder, b), remainder);
  }

  private Value negative(Value x) {
    return compare(Comparison.LT, x, number(0, x.type()));
  }

  private Value unlessZero(Value divisor, Value result, ElementType type) {
    Value zero = number(0, type);
    return elementwise.select(compare(Comparison.EQ, divisor, zero), zero, result);
  }

  private Value safe(Value divisor) {
    return elementwise.select(
        compare(Comparison.EQ, divisor, number(0, divisor.type())),
        number(1, divisor.type()),
        divisor);
  }

  private void logic(NodeHandlers handlers) {
    Map<String, Comparison> comparisons =
        Map.of(
            "Equal", Comparison.EQ,
            "NotEqual", Comparison.NE,
            "Less", Comparison.LT,
            "LessEqual", Comparison.LE,
            "Greater", Comparison.GT,
            "GreaterEqual", Comparison.GE);
    comparisons.forEach(
        (name, direction) -> handlers.binary(name, (a, b) -> compare(direction, a, b)));
    handlers.one(
        "ApproximateEqual",
        n ->
            compare(
                Comparison.LT,
                elementwise.abs(elementwise.subtract(n.in(0), n.in(1))),
                graph.constant(Tensor.scalar(n.real("tolerance")))));
    for (String and : List.of("LogicalAnd", "BitwiseAnd")) {
      handlers.binary(and, bits::and);
    }
    for (String or : List.of("LogicalOr", "BitwiseOr")) {
      handlers.binary(or, bits::or);
    }
    for (String xor : List.of("LogicalXor", "BitwiseXor")) {
      handlers.binary(xor, bits::xor);
    }
    for (String not : List.of("LogicalNot", "Invert")) {
      handlers.unary(not, bits::not);
    }
    handlers.binary("LeftShift", bits::shiftLeft);
    handlers.binary(
        "RightShift",
        (a, b) ->
            a.type().isSigned() ? bits.shiftRightArithmetic(a, b) : bits.shiftRightLogical(a, b));
    handlers.one(
        "PopulationCount",
        n -> elementwise.convert(bits.populationCount(n.in(0)), ElementType.UINT8));
    handlers.one("Bitcast", this::bitcast);
  }

  private Value bitcast(NodeContext n) {
    ElementType type = n.type("type");
    Value x = n.in(0);
    if (type.bytes() == x.type().bytes()) {
      return bits.bitcast(x, type, x.shape());
    }
    throw new LoweringException(
        "bits of " + x.type() + " as " + type + ", a type of another size, while the model runs");
  }

  private void functions(NodeHandlers handlers) {
    handlers.unary("Neg", elementwise::negate);
    handlers.unary("Abs", elementwise::abs);
    handlers.unary("Sign", elementwise::sign);
    handlers.unary("Exp", elementwise::exp);
    handlers.unary("Expm1", elementwise::expm1);
    handlers.unary("Log", elementwise::log);
    handlers.unary("Log1p", elementwise::log1p);
    handlers.unary("Sqrt", elementwise::sqrt);
    handlers.unary("Rsqrt", elementwise::rsqrt);
    handlers.unary("Square", x -> elementwise.multiply(x, x));
    handlers.unary("Sin", elementwise::sin);
    handlers.unary("Cos", elementwise::cos);
    handlers.unary("Tan", elementwise::tan);
    handlers.unary("Asin", elementwise::asin);
    handlers.unary("Acos", elementwise::acos);
    handlers.unary("Atan", elementwise::atan);
    handlers.unary("Sinh", elementwise::sinh);
    handlers.unary("Cosh", elementwise::cosh);
    handlers.unary("Tanh", elementwise::tanh);
    handlers.unary("Asinh", elementwise::asinh);
    handlers.unary("Acosh", elementwise::acosh);
    handlers.unary("Atanh", elementwise::atanh);
    handlers.unary("Sigmoid", elementwise::logistic);
    handlers.unary("Floor", elementwise::floor);
    handlers.unary("Ceil", elementwise::ceil);
    handlers.unary("Round", elementwise::roundNearestEven);
    handlers.unary("Rint", elementwise::roundNearestEven);
    handlers.unary("Erf", elementwise::erf);
    handlers.unary("Erfc", elementwise::erfc);
    handlers.unary("IsFinite", elementwise::isFinite);
    handlers.unary("IsNan", x -> compare(Comparison.NE, x, x));
    handlers.unary(
        "IsInf",
        x -> compare(Comparison.EQ, elementwise.abs(x), number(Float.POSITIVE_INFINITY, x.type())));
    for (String reciprocal : List.of("Reciprocal", "Inv")) {
      handlers.unary(reciprocal, x -> elementwise.divide(number(1, x.type()), x));
    }
    handlers.one("Cast", n -> elementwise.convert(n.in(0), n.type("DstT")));
  }

  private void selection(NodeHandlers handlers) {
    handlers.one("SelectV2", n -> elementwise.select(n.in(0), n.in(1), n.in(2)));
    handlers.one("Select", this::select);
    handlers.one(
        "ClipByValue", n -> elementwise.minimum(elementwise.maximum(n.in(0), n.in(1)), n.in(2)));
    handlers.unary("ZerosLike", x -> filled(x, 0));
    handlers.unary("OnesLike", x -> filled(x, 1));
  }

  /** The first version of Select takes a condition for whole rows. */
  private Value select(NodeContext n) {
    Value condition = n.in(0);
    int rank = n.in(1).shape().rank();
    if (condition.shape().rank() == 1 && rank > 1) {
      long[] column = new long[rank];
      java.util.Arrays.fill(column, 1);
      column[0] = condition.shape().dimension(0);
      condition = shapes.reshape(condition, Shape.of(column));
    }
    return elementwise.select(condition, n.in(1), n.in(2));
  }

  private Value filled(Value x, int value) {
    return shapes.broadcastTo(number(value, x.type()), x.shape());
  }

  private Value compare(Comparison direction, Value a, Value b) {
    return elementwise.compare(direction, false, a, b);
  }

  private Value number(float value, ElementType type) {
    return elementwise.convert(new Constant(Tensor.scalar(value)), type);
  }
}
