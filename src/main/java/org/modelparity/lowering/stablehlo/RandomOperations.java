package org.modelparity.lowering.stablehlo;

import java.util.List;
import org.modelparity.graph.Value;
import org.modelparity.lowering.LoweringException;

/** Random bits from a state. */
final class RandomOperations implements OperationTable.Family {
  @Override
  public void register(OperationTable table) {
    table.many("rng_bit_generator", RandomOperations::bits);
  }

  private static List<Value> bits(Invocation o) {
    throw new LoweringException(
        "its bits depend on the device that computes them; use JAX's default random generator,"
            + " threefry2x32, in place of rbg");
  }
}
