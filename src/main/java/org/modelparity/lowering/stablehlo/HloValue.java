package org.modelparity.lowering.stablehlo;

import java.util.List;
import org.modelparity.graph.Value;

/** What a value of a StableHLO program is while the program is executed symbolically. */
sealed interface HloValue {
  record Known(Value value) implements HloValue {}

  /** Depends on an operation that was refused; the refusal is remembered elsewhere. */
  record Refused() implements HloValue {}

  /** Orders side effects, of which an inference program has none that matter. */
  record Token() implements HloValue {}

  record Tuple(List<HloValue> elements) implements HloValue {
    public Tuple {
      elements = List.copyOf(elements);
    }
  }
}
