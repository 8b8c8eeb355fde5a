package org.modelparity.lowering.stablehlo;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.modelparity.graph.Constant;
import org.modelparity.stablehlo.Attribute;
import org.modelparity.stablehlo.Block;
import org.modelparity.stablehlo.Operation;
import org.modelparity.stablehlo.Tensors;
import org.modelparity.stablehlo.Type;

/**
 * A block of scalars that does nothing but compare, select and combine truth values, and whose only
 * constants are zero, one, the infinities and NaN. What such a block computes depends on nothing
 * but how its arguments are ordered among themselves and against those constants, so that trying
 * every order decides what it is; see {@link Reducers} and {@link SortComparators}.
 */
final class ComparisonProgram {
  private final Block block;
  private final Map<Integer, Double> captured;

  private ComparisonProgram(Block block, Map<Integer, Double> captured) {
    this.block = block;
    this.captured = captured;
  }

  /** The block as such a program, if it is one; it may use constants from around it. */
  static Optional<ComparisonProgram> of(Block block, Activation around) {
    Map<Integer, Double> captured = new HashMap<>();
    Set<Integer> known = new HashSet<>(block.arguments());
    for (Operation operation : block.operations()) {
      boolean allowed =
          switch (operation.name()) {
            case "compare", "select", "and", "or", "xor", "not", "maximum", "minimum" -> true;
            case "return" -> operation == block.terminator();
            case "constant" ->
                constant(operation).filter(ComparisonProgram::isLandmark).isPresent();
            default -> false;
          };
      if (!allowed || !operation.regions().isEmpty()) {
        return Optional.empty();
      }
      for (int operand : operation.operands()) {
        if (!known.contains(operand)) {
          Optional<Double> value = scalar(around, operand);
          if (value.isEmpty()) {
            return Optional.empty();
          }
          captured.put(operand, value.get());
        }
      }
      known.addAll(operation.results());
    }
    return block.operations().isEmpty()
        ? Optional.empty()
        : Optional.of(new ComparisonProgram(block, captured));
  }

  private static Optional<Double> scalar(Activation around, int number) {
    return around.get(number) instanceof HloValue.Known known
            && known.value() instanceof Constant constant
            && constant.tensor().size() == 1
            && !constant.type().isComplex()
        ? Optional.of(constant.tensor().getDouble(0)).filter(ComparisonProgram::isLandmark)
        : Optional.empty();
  }

  private static Optional<Double> constant(Operation operation) {
    if (!(operation.attribute("value").orElse(null) instanceof Attribute.Dense dense)
        || !dense.type().dimensions().isEmpty()
        || Tensors.elementType(dense.type()).filter(t -> !t.isComplex()).isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(Tensors.of(dense).getDouble(0));
  }

  private static boolean isLandmark(double value) {
    return value == 0 || value == 1 || Double.isNaN(value) || Double.isInfinite(value);
  }

  /** The arguments' types. */
  List<Type> argumentTypes() {
    return block.argumentTypes();
  }

  /** Runs the program; truth values are 0 and 1. */
  List<Double> run(List<Double> arguments) {
    Map<Integer, Double> values = new HashMap<>(captured);
    for (int i = 0; i < arguments.size(); i++) {
      values.put(block.arguments().get(i), arguments.get(i));
    }
    for (Operation operation : block.operations()) {
      if (operation == block.terminator()) {
        break;
      }
      List<Double> in = operation.operands().stream().map(values::get).toList();
      values.put(operation.results().get(0), apply(operation, in));
    }
    return block.terminator().operands().stream().map(values::get).toList();
  }

  private static double apply(Operation operation, List<Double> in) {
    return switch (operation.name()) {
      case "constant" -> constant(operation).orElseThrow();
      case "select" -> in.get(0) != 0 ? in.get(1) : in.get(2);
      case "and" -> truth(in.get(0) != 0 && in.get(1) != 0);
      case "or" -> truth(in.get(0) != 0 || in.get(1) != 0);
      case "xor" -> truth(in.get(0) != 0 ^ in.get(1) != 0);
      case "not" -> truth(in.get(0) == 0);
      case "maximum" -> Math.max(in.get(0), in.get(1));
      case "minimum" -> Math.min(in.get(0), in.get(1));
      default -> truth(compare(operation, in.get(0), in.get(1)));
    };
  }

  private static double truth(boolean value) {
    return value ? 1 : 0;
  }

  private static boolean compare(Operation operation, double a, double b) {
    String direction = enumeration(operation, "comparison_direction");
    if (enumeration(operation, "compare_type").equals("TOTALORDER")) {
      int order = totalOrder(a, b);
      return switch (direction) {
        case "EQ" -> order == 0;
        case "NE" -> order != 0;
        case "LT" -> order < 0;
        case "LE" -> order <= 0;
        case "GT" -> order > 0;
        default -> order >= 0;
      };
    }
    return switch (direction) {
      case "EQ" -> a == b;
      case "NE" -> a != b;
      case "LT" -> a < b;
      case "LE" -> a <= b;
      case "GT" -> a > b;
      default -> a >= b;
    };
  }

  /** IEEE 754's total order: -NaN, -inf ... -0, +0 ... inf, NaN. */
  static int totalOrder(double a, double b) {
    long x = Double.doubleToRawLongBits(a);
    long y = Double.doubleToRawLongBits(b);
    return Long.compare(x ^ (x >> 63) >>> 1, y ^ (y >> 63) >>> 1);
  }

  private static String enumeration(Operation operation, String name) {
    return operation.attribute(name).orElse(null) instanceof Attribute.Enumeration e
        ? e.value()
        : "";
  }
}
