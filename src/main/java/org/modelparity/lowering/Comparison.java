package org.modelparity.lowering;

/** What a comparison asks. */
public enum Comparison {
  EQ("Equal"),
  NE("NotEqual"),
  LT("Less"),
  LE("LessEqual"),
  GT("Greater"),
  GE("GreaterEqual");

  private final String operation;

  Comparison(String operation) {
    this.operation = operation;
  }

  /** TensorFlow's operation for it. */
  String operation() {
    return operation;
  }

  /** Whether it holds for the result of a comparator. */
  boolean holds(int compared) {
    return switch (this) {
      case EQ -> compared == 0;
      case NE -> compared != 0;
      case LT -> compared < 0;
      case LE -> compared <= 0;
      case GT -> compared > 0;
      case GE -> compared >= 0;
    };
  }
}
