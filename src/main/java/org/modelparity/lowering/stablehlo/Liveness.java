package org.modelparity.lowering.stablehlo;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.modelparity.stablehlo.Attribute;
import org.modelparity.stablehlo.Block;
import org.modelparity.stablehlo.Operation;
import org.modelparity.stablehlo.Region;

/** Which operations of a block its results depend on: what is dead need not be convertible. */
final class Liveness {
  private final Map<Block, List<Operation>> known = new IdentityHashMap<>();

  /** The live operations of a block in their order, its terminator last. */
  List<Operation> operations(Block block) {
    List<Operation> live = known.get(block);
    if (live == null) {
      live = find(block);
      known.put(block, live);
    }
    return live;
  }

  private static List<Operation> find(Block block) {
    Set<Integer> needed = new HashSet<>();
    List<Operation> live = new ArrayList<>();
    List<Operation> all = block.operations();
    for (int i = all.size() - 1; i >= 0; i--) {
      Operation operation = all.get(i);
      boolean wanted =
          i == all.size() - 1
              || checksSomething(operation)
              || operation.results().stream().anyMatch(needed::contains);
      if (wanted) {
        live.add(operation);
        addUses(operation, needed);
      }
    }
    Collections.reverse(live);
    return live;
  }

  private static boolean checksSomething(Operation operation) {
    return operation.name().equals("custom_call")
        && operation
            .attribute("call_target_name")
            .flatMap(Attribute::text)
            .filter(CustomCalls.SHAPE_ASSERTION::equals)
            .isPresent();
  }

  private static void addUses(Operation operation, Set<Integer> needed) {
    needed.addAll(operation.operands());
    for (Region region : operation.regions()) {
      for (Block block : region.blocks()) {
        block.operations().forEach(inner -> addUses(inner, needed));
      }
    }
  }
}
