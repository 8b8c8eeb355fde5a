package org.modelparity.lowering.stablehlo;

import java.util.HashMap;
import java.util.Map;
import org.modelparity.lowering.LoweringException;

/** The values of one call of a function, by their numbers in the program. */
final class Activation {
  private final Map<Integer, HloValue> values = new HashMap<>();

  void define(int number, HloValue value) {
    values.put(number, value);
  }

  HloValue get(int number) {
    HloValue value = values.get(number);
    if (value == null) {
      throw new LoweringException("uses a value before it is computed");
    }
    return value;
  }
}
