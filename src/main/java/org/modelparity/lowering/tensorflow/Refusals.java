package org.modelparity.lowering.tensorflow;

import java.util.Map;
import org.modelparity.model.HostOperations;

/** Why an operation is not converted, where there is more to say than that it is not known. */
final class Refusals {
  private static final Map<String, String> REASONS =
      Map.ofEntries(
          Map.entry("RandomUniform", random()),
          Map.entry("RandomUniformInt", random()),
          Map.entry("RandomStandardNormal", random()),
          Map.entry("TruncatedNormal", random()),
          Map.entry("RandomGamma", random()),
          Map.entry("RandomPoissonV2", random()),
          Map.entry("RandomShuffle", random()),
          Map.entry("Multinomial", random()),
          Map.entry("StatefulUniform", random()),
          Map.entry("StatefulStandardNormalV2", random()),
          Map.entry("HashTableV2", tables()),
          Map.entry("MutableHashTableV2", tables()),
          Map.entry("LookupTableFindV2", tables()),
          Map.entry("LookupTableSizeV2", tables()),
          Map.entry("Where", "the shape of its result depends on the input's values"),
          Map.entry("Unique", "the shape of its result depends on the input's values"),
          Map.entry("UniqueV2", "the shape of its result depends on the input's values"),
          Map.entry("NonMaxSuppressionV3", "the shape of its result depends on the input's values"),
          Map.entry("Switch", controlFlow()),
          Map.entry("Merge", controlFlow()),
          Map.entry("Enter", controlFlow()),
          Map.entry("Exit", controlFlow()),
          Map.entry("NextIteration", controlFlow()),
          Map.entry("LoopCond", controlFlow()));

  private Refusals() {}

  private static String random() {
    return "the result is random, so that nothing can be compared; give it a constant seed"
        + " (stateless random operations are converted)";
  }

  private static String tables() {
    return "hash tables are not converted; look the keys up before the model";
  }

  private static String controlFlow() {
    return "control flow of TensorFlow 1 is not converted; export the model with control flow v2";
  }

  static String reason(String operation) {
    if (HostOperations.isOne(operation)) {
      return "operations on files and on the host are not converted";
    }
    return REASONS.getOrDefault(operation, "has no portable form");
  }
}
