package org.modelparity.lowering.stablehlo;

import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import org.modelparity.graph.ComplexPair;
import org.modelparity.graph.Value;
import org.modelparity.lowering.Bits;
import org.modelparity.lowering.Comparison;
import org.modelparity.lowering.Complexes;
import org.modelparity.lowering.Elementwise;
import org.modelparity.lowering.LoweringException;

/** Operations on each element for itself. */
final class ElementwiseOperations implements OperationTable.Family {
  private final Elementwise elementwise;
  private final Bits bits;
  private final Complexes complexes;

  ElementwiseOperations(Elementwise elementwise, Bits bits, Complexes complexes) {
    this.elementwise = elementwise;
    this.bits = bits;
    this.complexes = complexes;
  }

  @Override
  public void register(OperationTable table) {
    arithmetic(table);
    functions(table);
    logic(table);
    table.one("compare", this::compare);
    table.partwise("select", o -> elementwise.select(o.in(0), o.in(1), o.in(2)));
    table.one("clamp", o -> elementwise.clamp(o.in(0), o.in(1), o.in(2)));
    table.one("convert", this::convert);
    table.one(
        "reduce_precision",
        o ->
            elementwise.reducePrecision(
                o.in(0), o.integer("exponent_bits"), o.integer("mantissa_bits")));
  }

  private void arithmetic(OperationTable table) {
    table.binary("add", either(elementwise::add, complexes::add));
    table.binary("subtract", either(elementwise::subtract, complexes::subtract));
    table.binary("multiply", either(elementwise::multiply, complexes::multiply));
    table.binary("divide", either(elementwise::divide, complexes::divide));
    table.binary("power", either(elementwise::power, complexes::power));
    table.binary("remainder", elementwise::remainder);
    table.binary("atan2", elementwise::atan2);
    table.binary("maximum", elementwise::maximum);
    table.binary("minimum", elementwise::minimum);
  }

  private void functions(OperationTable table) {
    table.unary("abs", either(elementwise::abs, complexes::abs));
    table.unary("negate", either(elementwise::negate, complexes::negate));
    table.unary("sign", either(elementwise::sign, complexes::sign));
    table.unary("exponential", either(elementwise::exp, complexes::exp));
    table.unary("exponential_minus_one", either(elementwise::expm1, complexes::expm1));
    table.unary("log", either(elementwise::log, complexes::log));
    table.unary("log_plus_one", either(elementwise::log1p, complexes::log1p));
    table.unary("sqrt", either(elementwise::sqrt, complexes::sqrt));
    table.unary("rsqrt", either(elementwise::rsqrt, complexes::rsqrt));
    table.unary("cbrt", elementwise::cbrt);
    table.unary("sine", either(elementwise::sin, complexes::sin));
    table.unary("cosine", either(elementwise::cos, complexes::cos));
    table.unary("tan", elementwise::tan);
    table.unary("tanh", either(elementwise::tanh, complexes::tanh));
    table.unary("logistic", elementwise::logistic);
    table.unary("floor", elementwise::floor);
    table.unary("ceil", elementwise::ceil);
    table.unary("round_nearest_even", elementwise::roundNearestEven);
    table.unary("round_nearest_afz", elementwise::roundNearestAfz);
    table.unary("is_finite", elementwise::isFinite);
  }

  private void logic(OperationTable table) {
    table.binary("and", bits::and);
    table.binary("or", bits::or);
    table.binary("xor", bits::xor);
    table.unary("not", bits::not);
    table.binary("shift_left", bits::shiftLeft);
    table.binary("shift_right_logical", bits::shiftRightLogical);
    table.binary("shift_right_arithmetic", bits::shiftRightArithmetic);
    table.unary("popcnt", bits::populationCount);
    table.unary("count_leading_zeros", bits::countLeadingZeros);
    table.one("bitcast_convert", o -> bits.bitcast(o.in(0), o.resultType(0), o.resultShape(0)));
  }

  private static UnaryOperator<Value> either(
      UnaryOperator<Value> ofReals, UnaryOperator<Value> ofComplexes) {
    return x -> (x instanceof ComplexPair ? ofComplexes : ofReals).apply(x);
  }

  private static BinaryOperator<Value> either(
      BinaryOperator<Value> ofReals, BinaryOperator<Value> ofComplexes) {
    return (a, b) ->
        (a instanceof ComplexPair || b instanceof ComplexPair ? ofComplexes : ofReals).apply(a, b);
  }

  private Value compare(Invocation o) {
    Comparison direction = Comparison.valueOf(o.enumeration("comparison_direction"));
    if (o.in(0) instanceof ComplexPair) {
      return complexes.compare(direction, o.in(0), o.in(1));
    }
    boolean totalOrder =
        o.has("compare_type") && o.enumeration("compare_type").equals("TOTALORDER");
    return elementwise.compare(
        direction, totalOrder && o.in(0).type().isFloating(), o.in(0), o.in(1));
  }

  private Value convert(Invocation o) {
    Value x = o.in(0);
    if (o.resultType(0).isComplex()) {
      return x instanceof ComplexPair ? x : complexes.ofReal(x);
    }
    if (x instanceof ComplexPair) {
      throw new LoweringException("converts complex numbers to " + o.resultType(0));
    }
    return elementwise.convert(x, o.resultType(0));
  }
}
