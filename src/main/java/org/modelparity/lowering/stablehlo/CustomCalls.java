package org.modelparity.lowering.stablehlo;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.modelparity.graph.Constant;
import org.modelparity.graph.Value;
import org.modelparity.lowering.Elementwise;
import org.modelparity.lowering.LoweringException;
import org.modelparity.lowering.Shapes;
import org.modelparity.lowering.Sorting;
import org.modelparity.stablehlo.Attribute;

/** Calls of what XLA has under a name of its own. */
final class CustomCalls implements OperationTable.Family {
  /** Checks the shapes of inputs against what was exported; it has no result. */
  static final String SHAPE_ASSERTION = "shape_assertion";

  /** What says where a value is kept, which is of no account on one device. */
  private static final Set<String> ANNOTATIONS =
      Set.of(
          "Sharding",
          "SPMDFullToShardShape",
          "SPMDShardToFullShape",
          "annotate_device_placement",
          "xla.sdy.FuncResultSharding",
          "xla.sdy.GlobalToLocalShape",
          "xla.sdy.LocalToGlobalShape",
          "MoveToHost",
          "MoveToDevice",
          "LayoutConstraint");

  private final Map<String, OperationTable.Handler> known = new HashMap<>();

  CustomCalls(Elementwise elementwise, Shapes shapes, Sorting sorting, LapackCalls lapack) {
    ANNOTATIONS.forEach(name -> known.put(name, o -> o.operands().subList(0, 1)));
    known.put(SHAPE_ASSERTION, CustomCalls::assertShapes);
    known.put("mhlo.topk", o -> known(topK(o, sorting)));
    known.put("mhlo.erf", o -> known(List.of(elementwise.erf(o.in(0)))));
    known.put("mhlo.asin", o -> known(List.of(elementwise.asin(o.in(0)))));
    known.put("mhlo.acos", o -> known(List.of(elementwise.acos(o.in(0)))));
    known.put("mhlo.atan", o -> known(List.of(elementwise.atan(o.in(0)))));
    known.put("mhlo.asinh", o -> known(List.of(elementwise.asinh(o.in(0)))));
    known.put("mhlo.acosh", o -> known(List.of(elementwise.acosh(o.in(0)))));
    known.put("mhlo.atanh", o -> known(List.of(elementwise.atanh(o.in(0)))));
    known.put("mhlo.sinh", o -> known(List.of(elementwise.sinh(o.in(0)))));
    known.put("mhlo.cosh", o -> known(List.of(elementwise.cosh(o.in(0)))));
    known.put("mhlo.tan", o -> known(List.of(elementwise.tan(o.in(0)))));
    known.put("ApproxTopK", o -> known(approximateTopK(o, shapes, sorting)));
    known.put("PartialReduce", o -> known(approximateTopK(o, shapes, sorting)));
    lapack.register(known);
  }

  @Override
  public void register(OperationTable table) {
    table.add("custom_call", this::execute);
  }

  private List<HloValue> execute(Invocation o) {
    String target = o.text("call_target_name");
    OperationTable.Handler handler = known.get(target);
    if (handler == null) {
      throw new LoweringException(reason(target));
    }
    return handler.execute(o);
  }

  private static String reason(String target) {
    if (target.startsWith("lapack_")) {
      return target + " is of LAPACK and has no portable form; move it out of the model";
    }
    if (target.contains("callback")) {
      return target + " calls back into Python, which a converted model cannot";
    }
    if (target.startsWith("cu") || target.startsWith("hip") || target.contains("gpu")) {
      return target + " is for one kind of device; export the model for the platform cpu";
    }
    return "calls " + target + ", which is not known";
  }

  static List<HloValue> known(List<Value> values) {
    return values.stream().<HloValue>map(HloValue.Known::new).toList();
  }

  /** A setting of a call, from wherever its version of the format keeps it. */
  static Optional<Attribute> setting(Invocation o, String name) {
    return Stream.of(
            o.operation().attribute("backend_config"),
            Optional.ofNullable(o.operation().annotations().get("mhlo.backend_config")),
            Optional.ofNullable(o.operation().annotations().get("mhlo.attributes")))
        .flatMap(Optional::stream)
        .map(CustomCalls::dictionary)
        .flatMap(Optional::stream)
        .map(d -> d.get(name))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Optional<Attribute.Dictionary> dictionary(Attribute attribute) {
    if (attribute instanceof Attribute.Builtin builtin) {
      return dictionary(builtin.value());
    }
    return attribute instanceof Attribute.Dictionary d ? Optional.of(d) : Optional.empty();
  }

  static Optional<Long> number(Invocation o, String name) {
    return setting(o, name)
        .map(a -> a instanceof Attribute.Builtin b ? b.value() : a)
        .filter(Attribute.Int.class::isInstance)
        .map(a -> ((Attribute.Int) a).value().longValueExact());
  }

  private static List<HloValue> assertShapes(Invocation o) {
    if (o.in(0) instanceof Constant holds && !holds.tensor().getBoolean(0)) {
      throw new LoweringException(
          "the shapes of the inputs are not what the model was exported for: " + message(o));
    }
    return List.of();
  }

  /** The assertion's text with its numbers filled in, without what follows them. */
  private static String message(Invocation o) {
    String text =
        Optional.ofNullable(o.operation().annotations().get("error_message"))
            .flatMap(Attribute::text)
            .orElse("no reason given");
    for (int i = 1; i < o.size(); i++) {
      if (o.in(i) instanceof Constant c && c.tensor().size() == 1) {
        text = text.replace("{" + (i - 1) + "}", Long.toString(c.tensor().getLong(0)));
      }
    }
    int advice = text.indexOf(" Please see ");
    return (advice < 0 ? text : text.substring(0, advice)).replace('\n', ' ').strip();
  }

  private static List<Value> topK(Invocation o, Sorting sorting) {
    long k =
        number(o, "k").orElseThrow(() -> new LoweringException("does not say how many to find"));
    boolean smallest =
        setting(o, "largest")
            .map(a -> a instanceof Attribute.Builtin b ? b.value() : a)
            .filter(a -> a instanceof Attribute.Bool b && !b.value())
            .isPresent();
    if (smallest) {
      throw new LoweringException("finds the smallest elements");
    }
    return sorting.topK(o.in(0), k);
  }

  /** Without an accelerator, XLA finds the largest exactly; so does the converted model. */
  private static List<Value> approximateTopK(Invocation o, Shapes shapes, Sorting sorting) {
    if (o.size() != 4) {
      throw new LoweringException("of %d operands is not known".formatted(o.size()));
    }
    Value x = o.in(0);
    int rank = x.shape().rank();
    int axis =
        number(o, "reduction_dim")
            .map(Math::toIntExact)
            .orElseThrow(() -> new LoweringException("does not say along which dimension"));
    long k =
        number(o, "top_k")
            .orElseThrow(() -> new LoweringException("does not say how many to find"));
    int[] last = new int[rank];
    for (int i = 0; i < rank; i++) {
      last[i] = i;
    }
    last[axis] = rank - 1;
    last[rank - 1] = axis;
    boolean smallest = isLessThan(o);
    List<Value> found =
        smallest
            ? sorting.bottomK(shapes.transpose(x, last), k)
            : sorting.topK(shapes.transpose(x, last), k);
    List<Value> results = new ArrayList<>();
    found.forEach(v -> results.add(shapes.transpose(v, last)));
    return results;
  }

  private static boolean isLessThan(Invocation o) {
    if (o.attribute("called_computations") instanceof Attribute.Array called
        && called.elements().size() == 1) {
      String name = Attribute.text(called.elements().get(0)).orElse("");
      if (name.contains("_gt_")) {
        return false;
      }
      if (name.contains("_lt_")) {
        return true;
      }
    }
    throw new LoweringException("its comparator is not known");
  }
}
