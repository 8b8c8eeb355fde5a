package org.modelparity.lowering.stablehlo;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.modelparity.graph.Value;
import org.modelparity.lowering.Loops;
import org.modelparity.lowering.LoweringException;
import org.modelparity.stablehlo.Attribute;

/** Calls, branches and loops, and what only orders them. */
final class ControlFlowOperations implements OperationTable.Family {
  private final Loops loops;

  ControlFlowOperations(Loops loops) {
    this.loops = loops;
  }

  @Override
  public void register(OperationTable table) {
    table.add("call", o -> o.interpreter().call(callee(o), o.operands(), o.operation().location()));
    table.many("case", this::branch);
    table.many("if", this::branch);
    table.many("while", this::loop);
    table.add("optimization_barrier", Invocation::operands);
    table.add("create_token", o -> List.of(new HloValue.Token()));
    table.add("after_all", o -> List.of(new HloValue.Token()));
    table.add("tuple", o -> List.of(new HloValue.Tuple(o.operands())));
    table.add("get_tuple_element", o -> List.of(element(o)));
    // On one device, a sharding constrains nothing.
    table.add("sdy.sharding_constraint", o -> o.operands().subList(0, 1));
  }

  private static String callee(Invocation o) {
    if (o.attribute("callee") instanceof Attribute.Symbol symbol) {
      return symbol.path().get(0);
    }
    return o.text("callee");
  }

  private List<Value> branch(Invocation o) {
    List<Supplier<List<Value>>> branches = new ArrayList<>();
    for (int i = 0; i < o.operation().regions().size(); i++) {
      var region = o.region(i);
      branches.add(() -> region.apply(List.of()));
    }
    if (o.operation().name().equals("if")) {
      // A predicate counts its branches the other way around: true is the first.
      branches = List.of(branches.get(1), branches.get(0));
    }
    return loops.conditional(o.in(0), branches);
  }

  private List<Value> loop(Invocation o) {
    var condition = o.region(0);
    var body = o.region(1);
    return loops.whileLoop(o.all(), state -> condition.apply(state).get(0), body::apply);
  }

  private static HloValue element(Invocation o) {
    int index = o.integer("index");
    return Optional.of(o.operands().get(0))
        .filter(HloValue.Tuple.class::isInstance)
        .map(v -> ((HloValue.Tuple) v).elements())
        .filter(elements -> index >= 0 && index < elements.size())
        .map(elements -> elements.get(index))
        .orElseThrow(() -> new LoweringException("its operand has no element " + index));
  }
}
