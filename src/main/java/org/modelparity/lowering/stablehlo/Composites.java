package org.modelparity.lowering.stablehlo;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.modelparity.graph.ComplexPair;
import org.modelparity.graph.Value;
import org.modelparity.lowering.Elementwise;
import org.modelparity.lowering.LoweringException;
import org.modelparity.lowering.Sorting;
import org.modelparity.stablehlo.Attribute;

/** Composites that are known by name; any other is its decomposition. */
final class Composites implements OperationTable.Family {
  private final Map<String, Function<Invocation, List<Value>>> known = new HashMap<>();

  Composites(Elementwise elementwise, Sorting sorting) {
    unary("erf", elementwise::erf);
    unary("erfc", elementwise::erfc);
    unary("acos", elementwise::acos);
    unary("acosh", elementwise::acosh);
    unary("asin", elementwise::asin);
    unary("asinh", elementwise::asinh);
    unary("atan", elementwise::atan);
    unary("atanh", elementwise::atanh);
    unary("cosh", elementwise::cosh);
    unary("sinh", elementwise::sinh);
    unary("tan", elementwise::tan);
    unary("square", elementwise::square);
    known.put("chlo.top_k", o -> sorting.topK(o.in(0), k(o)));
  }

  private void unary(String name, UnaryOperator<Value> operation) {
    known.put("chlo." + name, o -> List.of(operation.apply(o.in(0))));
  }

  private static long k(Invocation o) {
    return Optional.of(o.attribute("composite_attributes"))
        .filter(Attribute.Dictionary.class::isInstance)
        .flatMap(d -> ((Attribute.Dictionary) d).get("k"))
        .filter(Attribute.Int.class::isInstance)
        .map(k -> ((Attribute.Int) k).value().longValueExact())
        .orElseThrow(() -> new LoweringException("does not say how many elements to find"));
  }

  @Override
  public void register(OperationTable table) {
    table.add("composite", this::execute);
  }

  private List<HloValue> execute(Invocation o) {
    Function<Invocation, List<Value>> direct = known.get(o.text("name"));
    boolean real =
        o.operands().stream()
            .noneMatch(v -> v instanceof HloValue.Known k && k.value() instanceof ComplexPair);
    if (direct != null && real && !o.operands().isEmpty()) {
      return direct.apply(o).stream().<HloValue>map(HloValue.Known::new).toList();
    }
    return o.interpreter().call(o.text("decomposition"), o.operands(), o.operation().location());
  }
}
