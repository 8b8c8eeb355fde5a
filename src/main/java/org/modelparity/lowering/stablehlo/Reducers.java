package org.modelparity.lowering.stablehlo;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.modelparity.lowering.Reducer;
import org.modelparity.stablehlo.Block;
import org.modelparity.stablehlo.Operation;
import org.modelparity.stablehlo.Tensors;

/** Recognises what the regions of reductions, windows and scatters compute. */
final class Reducers {
  private Reducers() {}

  /** A region of one commutative operation on its two arguments. */
  static Optional<Reducer> single(Block block) {
    if (block.operations().size() != 2 || block.arguments().size() != 2) {
      return Optional.empty();
    }
    Operation operation = block.operations().get(0);
    List<Integer> arguments = block.arguments();
    boolean onArguments =
        operation.operands().equals(arguments)
            || operation.operands().equals(List.of(arguments.get(1), arguments.get(0)));
    if (!onArguments || !block.terminator().operands().equals(operation.results())) {
      return Optional.empty();
    }
    return switch (operation.name()) {
      case "add" -> Optional.of(Reducer.ADD);
      case "multiply" -> Optional.of(Reducer.MULTIPLY);
      case "maximum" -> Optional.of(Reducer.MAXIMUM);
      case "minimum" -> Optional.of(Reducer.MINIMUM);
      case "and" -> Optional.of(Reducer.AND);
      case "or" -> Optional.of(Reducer.OR);
      case "xor" -> Optional.of(Reducer.XOR);
      default -> Optional.empty();
    };
  }

  /** A region that returns its second argument: what comes new replaces what was there. */
  static boolean isReplacement(Block block) {
    return block.operations().size() == 1
        && block.terminator().operands().equals(List.of(block.arguments().get(1)));
  }

  /** Whether a region of (value, index, value, index) finds the largest or smallest. */
  enum Extreme {
    LARGEST,
    SMALLEST
  }

  /**
   * A region that keeps the larger (or smaller) of two values with its index, of equal ones that
   * with the smaller index, and NaN before all, as {@code jnp.argmax} writes it.
   */
  static Optional<Extreme> argumentExtreme(Block block, Activation around) {
    Optional<ComparisonProgram> program = ComparisonProgram.of(block, around);
    if (program.isEmpty() || block.arguments().size() != 4) {
      return Optional.empty();
    }
    for (Extreme extreme : Extreme.values()) {
      if (isExtreme(program.get(), extreme)) {
        return Optional.of(extreme);
      }
    }
    return Optional.empty();
  }

  private static boolean isExtreme(ComparisonProgram program, Extreme extreme) {
    List<Double> samples = new ArrayList<>(List.of(-1.0, 0.0, 1.0));
    boolean floating =
        Tensors.elementType(program.argumentTypes().get(0)).filter(t -> t.isFloating()).isPresent();
    if (floating) {
      samples.addAll(
          List.of(-0.0, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 2.0, -2.0));
    }
    for (double a : samples) {
      for (double b : samples) {
        for (double[] indices : new double[][] {{0, 1}, {1, 0}}) {
          List<Double> result = program.run(List.of(a, indices[0], b, indices[1]));
          boolean first = keepsFirst(extreme, a, indices[0], b, indices[1]);
          double value = first ? a : b;
          double index = first ? indices[0] : indices[1];
          if (!sameNumber(result.get(0), value) || result.get(1) != index) {
            return false;
          }
        }
      }
    }
    return true;
  }

  private static boolean keepsFirst(
      Extreme extreme, double a, double indexA, double b, double indexB) {
    if (Double.isNaN(a) || Double.isNaN(b)) {
      return Double.isNaN(a) && (!Double.isNaN(b) || indexA < indexB);
    }
    if (a == b) {
      return indexA < indexB;
    }
    return extreme == Extreme.LARGEST ? a > b : a < b;
  }

  private static boolean sameNumber(double a, double b) {
    return a == b || Double.isNaN(a) && Double.isNaN(b);
  }
}
