package org.modelparity.graph;

import java.util.ArrayList;
import java.util.List;

/** Complex values among the variables of loops and the results of branches. */
final class Pairs {
  private Pairs() {}

  /** Each complex value as its two parts. */
  static List<Value> flatten(List<? extends Value> values) {
    List<Value> flat = new ArrayList<>();
    for (Value value : values) {
      if (value instanceof ComplexPair pair) {
        flat.add(pair.real());
        flat.add(pair.imaginary());
      } else {
        flat.add(value);
      }
    }
    return flat;
  }

  /** The reverse of {@link #flatten}, with pairs where {@code like} has them. */
  static List<Value> unflatten(List<? extends Value> flat, List<? extends Value> like) {
    List<Value> values = new ArrayList<>();
    int next = 0;
    for (Value value : like) {
      if (value instanceof ComplexPair) {
        values.add(new ComplexPair(flat.get(next++), flat.get(next++)));
      } else {
        values.add(flat.get(next++));
      }
    }
    return values;
  }

  /**
   * @throws IllegalArgumentException if the values differ in number, carrier or shape
   */
  static void requireSame(String what, List<Value> wanted, List<Value> got) {
    boolean same = wanted.size() == got.size();
    for (int i = 0; same && i < wanted.size(); i++) {
      same =
          Carrier.of(wanted.get(i).type()) == Carrier.of(got.get(i).type())
              && wanted.get(i).shape().equals(got.get(i).shape());
    }
    if (!same) {
      throw new IllegalArgumentException(
          what + " returns " + describe(got) + " where it should return " + describe(wanted));
    }
  }

  private static List<String> describe(List<Value> values) {
    return values.stream().map(v -> v.type() + "" + v.shape()).toList();
  }
}
