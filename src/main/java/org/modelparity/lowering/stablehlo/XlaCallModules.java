package org.modelparity.lowering.stablehlo;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.modelparity.graph.Constant;
import org.modelparity.graph.GraphBuilder;
import org.modelparity.graph.Value;
import org.modelparity.lowering.Loops;
import org.modelparity.lowering.LoweringException;
import org.modelparity.stablehlo.BytecodeReader;
import org.modelparity.stablehlo.Function;
import org.modelparity.stablehlo.Module;
import org.modelparity.stablehlo.StableHloFormatException;
import org.modelparity.stablehlo.Tensors;
import org.modelparity.stablehlo.Type;
import org.modelparity.tensor.ElementType;
import org.modelparity.tensor.Shape;
import org.modelparity.tensor.Tensor;
import org.tensorflow.proto.AttrValue;

/** Lowers TensorFlow's {@code XlaCallModule}: an operation that holds a StableHLO program. */
public final class XlaCallModules {
  private static final String CPU = "CPU";

  private XlaCallModules() {}

  /**
   * The results of the operation, in its order.
   *
   * @param attributes of the node: {@code module}, {@code platforms}, {@code dim_args_spec}, {@code
   *     function_list} are used
   * @param arguments the node's inputs, of static shapes
   * @param unrollBudget nodes that unrolling one loop may add
   * @throws LoweringException if the program or an operation of it cannot be lowered
   */
  public static List<Value> lower(
      Map<String, AttrValue> attributes,
      List<Value> arguments,
      GraphBuilder graph,
      int unrollBudget) {
    if (strings(attributes, "function_list").isEmpty()) {
      Module module = module(attributes);
      List<Value> all = new ArrayList<>(leading(attributes, arguments, module));
      all.addAll(arguments);
      return new StableHloFrontend(graph, unrollBudget).run(module, all);
    }
    throw new LoweringException(
        "its StableHLO calls TensorFlow functions (call_tf), which is not supported");
  }

  /** With the budget for unrolling that {@link Loops} has. */
  public static List<Value> lower(
      Map<String, AttrValue> attributes, List<Value> arguments, GraphBuilder graph) {
    return lower(attributes, arguments, graph, Loops.NODE_BUDGET);
  }

  private static Module module(Map<String, AttrValue> attributes) {
    if (!attributes.containsKey("module")) {
      throw new LoweringException("XlaCallModule has no module");
    }
    try {
      return BytecodeReader.read(attributes.get("module").getS().asReadOnlyByteBuffer());
    } catch (StableHloFormatException e) {
      throw new LoweringException(e.getMessage());
    }
  }

  /**
   * What {@code main} takes before the node's inputs: where the program serves several platforms,
   * which one it runs on; then sizes of dimensions, each given as {@code argument.axis}.
   */
  private static List<Value> leading(
      Map<String, AttrValue> attributes, List<Value> arguments, Module module) {
    List<Long> numbers = new ArrayList<>();
    List<String> platforms = strings(attributes, "platforms");
    if (platforms.size() > 1) {
      numbers.add((long) Math.max(platforms.indexOf(CPU), 0));
    }
    for (String place : strings(attributes, "dim_args_spec")) {
      String[] parts = place.split("\\.", -1);
      Value argument = arguments.get(Integer.parseInt(parts[0]));
      numbers.add(argument.shape().dimension(Integer.parseInt(parts[1])));
    }
    List<Value> values = new ArrayList<>();
    for (long number : numbers) {
      values.add(scalar(number, argumentType(module, values.size())));
    }
    return values;
  }

  private static ElementType argumentType(Module module, int i) {
    List<Type> types =
        module
            .function("main")
            .map(Function::type)
            .map(Type.FunctionType::inputs)
            .orElse(List.of());
    return i < types.size()
        ? Tensors.elementType(types.get(i)).orElse(ElementType.INT32)
        : ElementType.INT32;
  }

  private static Value scalar(long number, ElementType type) {
    return new Constant(
        type == ElementType.INT64
            ? Tensor.ofLongs(Shape.scalar(), number)
            : Tensor.scalar(Math.toIntExact(number)));
  }

  private static List<String> strings(Map<String, AttrValue> attributes, String name) {
    AttrValue value = attributes.get(name);
    if (value == null) {
      return List.of();
    }
    if (value.getList().getFuncCount() > 0) {
      return value.getList().getFuncList().stream().map(f -> f.getName()).toList();
    }
    return value.getList().getSList().stream().map(s -> s.toStringUtf8()).toList();
  }
}
