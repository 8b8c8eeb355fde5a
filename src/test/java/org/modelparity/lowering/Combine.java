package org.modelparity.lowering;

import java.util.function.DoubleBinaryOperator;
import org.modelparity.tensor.ElementType;

/** Reducers on plain numbers. */
final class Combine {
  private Combine() {}

  static DoubleBinaryOperator of(Reducer kind, ElementType type) {
    if (type.isFloating()) {
      return switch (kind) {
        case ADD -> (a, b) -> a + b;
        case MULTIPLY -> (a, b) -> a * b;
        case MAXIMUM -> Math::max;
        case MINIMUM -> Math::min;
        default -> throw new IllegalArgumentException(kind + " of " + type);
      };
    }
    boolean truth = type.isBoolean();
    return switch (kind) {
      case ADD -> (a, b) -> truth ? Math.max(a, b) : Grid.wrap(type, (long) a + (long) b);
      case MULTIPLY -> (a, b) -> truth ? Math.min(a, b) : Grid.wrap(type, (long) a * (long) b);
      case MAXIMUM -> Math::max;
      case MINIMUM -> Math::min;
      case AND -> (a, b) -> Grid.wrap(type, (long) a & (long) b);
      case OR -> (a, b) -> Grid.wrap(type, (long) a | (long) b);
      case XOR -> (a, b) -> Grid.wrap(type, (long) a ^ (long) b);
    };
  }

  /** Kinds that a type has. */
  static Reducer kind(int number, ElementType type) {
    return Reducer.values()[number % (type.isFloating() ? 4 : 7)];
  }
}
