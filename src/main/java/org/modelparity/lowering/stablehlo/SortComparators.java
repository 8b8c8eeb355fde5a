package org.modelparity.lowering.stablehlo;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.modelparity.lowering.SortOrder;
import org.modelparity.stablehlo.Block;
import org.modelparity.stablehlo.Tensors;
import org.modelparity.stablehlo.Type;

/**
 * Recognises what a sort's comparator orders by. It says of two rows, given as x0, y0, x1, y1 and
 * so on, whether x comes before y.
 */
final class SortComparators {
  private final ComparisonProgram program;
  private final int operands;

  private SortComparators(ComparisonProgram program) {
    this.program = program;
    operands = program.argumentTypes().size() / 2;
  }

  /** The order of a comparator of a known form. */
  static Optional<SortOrder> order(Block block, Activation around) {
    return ComparisonProgram.of(block, around)
        .filter(p -> p.argumentTypes().size() % 2 == 0)
        .map(SortComparators::new)
        .flatMap(SortComparators::find);
  }

  private Optional<SortOrder> find() {
    List<SortOrder.Key> keys = new ArrayList<>();
    for (int i = 0; i < operands; i++) {
      boolean ascending = before(i, 0, 1);
      boolean descending = before(i, 1, 0);
      if (ascending && descending) {
        return Optional.empty();
      }
      if (ascending || descending) {
        boolean zeros = isFloating(i) && (before(i, -0.0, 0.0) || before(i, 0.0, -0.0));
        keys.add(new SortOrder.Key(i, descending, zeros));
      }
    }
    keys.sort(Comparator.comparing((SortOrder.Key key) -> rank(key, keys)));
    return !keys.isEmpty() && keys.size() <= 4 && isOrder(keys)
        ? Optional.of(new SortOrder(keys))
        : Optional.empty();
  }

  /** How many keys decide before this one does. */
  private long rank(SortOrder.Key key, List<SortOrder.Key> keys) {
    return keys.stream().filter(other -> other != key && dominates(other, key)).count();
  }

  /** Whether x comes first where the first key says so and the second says the opposite. */
  private boolean dominates(SortOrder.Key first, SortOrder.Key second) {
    List<Double> row = zeros();
    set(row, first, true);
    set(row, second, false);
    return program.run(row).get(0) != 0;
  }

  private static void set(List<Double> row, SortOrder.Key key, boolean first) {
    boolean xIsSmall = first != key.descending();
    row.set(2 * key.operand(), xIsSmall ? 0.0 : 1.0);
    row.set(2 * key.operand() + 1, xIsSmall ? 1.0 : 0.0);
  }

  private boolean before(int operand, double x, double y) {
    List<Double> row = zeros();
    row.set(2 * operand, x);
    row.set(2 * operand + 1, y);
    return program.run(row).get(0) != 0;
  }

  private List<Double> zeros() {
    List<Double> row = new ArrayList<>();
    for (int i = 0; i < 2 * operands; i++) {
      row.add(0.0);
    }
    return row;
  }

  private boolean isFloating(int operand) {
    Type type = program.argumentTypes().get(2 * operand);
    return Tensors.elementType(type).filter(t -> t.isFloating()).isPresent();
  }

  /** Whether the program agrees with the keys on every order of the arguments. */
  private boolean isOrder(List<SortOrder.Key> keys) {
    return agrees(keys, 0, zeros());
  }

  private boolean agrees(List<SortOrder.Key> keys, int from, List<Double> row) {
    if (from == keys.size()) {
      boolean wanted = compare(keys, row) < 0;
      return program.run(row).get(0) != 0 == wanted;
    }
    int operand = keys.get(from).operand();
    List<Double> samples = samples(operand, keys.size());
    for (double x : samples) {
      for (double y : samples) {
        row.set(2 * operand, x);
        row.set(2 * operand + 1, y);
        if (!agrees(keys, from + 1, row)) {
          return false;
        }
      }
    }
    return true;
  }

  private List<Double> samples(int operand, int keyCount) {
    List<Double> samples = new ArrayList<>(List.of(-1.0, 0.0, 1.0));
    if (isFloating(operand)) {
      samples.addAll(List.of(-0.0, Double.NaN));
      if (keyCount < 3) {
        samples.addAll(List.of(Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 2.0, -2.0));
      }
    }
    return samples;
  }

  private static int compare(List<SortOrder.Key> keys, List<Double> row) {
    for (SortOrder.Key key : keys) {
      double x = row.get(2 * key.operand());
      double y = row.get(2 * key.operand() + 1);
      int order =
          key.distinguishesZeros()
              ? ComparisonProgram.totalOrder(x, y)
              : Double.compare(x == 0 ? 0.0 : x, y == 0 ? 0.0 : y);
      if (order != 0) {
        return key.descending() ? -order : order;
      }
    }
    return 0;
  }
}
