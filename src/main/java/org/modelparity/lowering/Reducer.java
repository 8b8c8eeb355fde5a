package org.modelparity.lowering;

import org.modelparity.graph.Constant;
import org.modelparity.graph.Value;
import org.modelparity.tensor.ElementType;
import org.modelparity.tensor.Tensor;

/**
 * The associative and commutative operations that reductions, windows and scatters combine with.
 */
public enum Reducer {
  /** Of booleans: or. */
  ADD,
  /** Of booleans: and. */
  MULTIPLY,
  MAXIMUM,
  MINIMUM,
  AND,
  OR,
  XOR;

  /** The same reducer of booleans, where sums, products and extremes are logical operations. */
  Reducer on(ElementType type) {
    if (!type.isBoolean()) {
      return this;
    }
    return switch (this) {
      case ADD, MAXIMUM -> OR;
      case MULTIPLY, MINIMUM -> AND;
      default -> this;
    };
  }

  /** The value that changes nothing. */
  public Constant identity(ElementType type) {
    return switch (on(type)) {
      case ADD, OR, XOR -> Literals.scalar(type, 0);
      case MULTIPLY -> Literals.scalar(type, 1);
      case MAXIMUM -> Literals.lowest(type);
      case MINIMUM -> Literals.highest(type);
      case AND -> Literals.allOnes(type);
    };
  }

  /** Whether combining with this value changes nothing; -0 and 0 are both the identity of a sum. */
  boolean isIdentity(Value value) {
    if (!(value instanceof Constant c)) {
      return false;
    }
    return this == ADD && !c.type().isBoolean()
        ? allZero(c)
        : Literals.isSplat(value, identity(value.type()));
  }

  private static boolean allZero(Constant c) {
    Tensor elements = c.tensor().compact();
    for (int i = 0; i < elements.size(); i++) {
      if (elements.getDouble(i) != 0) {
        return false;
      }
    }
    return true;
  }
}
