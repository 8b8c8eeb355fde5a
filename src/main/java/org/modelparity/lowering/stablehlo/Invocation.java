package org.modelparity.lowering.stablehlo;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.modelparity.graph.Constant;
import org.modelparity.graph.Value;
import org.modelparity.lowering.LoweringException;
import org.modelparity.stablehlo.Attribute;
import org.modelparity.stablehlo.Block;
import org.modelparity.stablehlo.Operation;
import org.modelparity.stablehlo.Region;
import org.modelparity.stablehlo.Tensors;
import org.modelparity.stablehlo.Type;
import org.modelparity.tensor.ElementType;
import org.modelparity.tensor.Shape;
import org.modelparity.tensor.Tensor;

/** One operation in execution: its operands, attributes, declared results and regions. */
record Invocation(
    Operation operation, List<HloValue> operands, Activation activation, Interpreter interpreter) {

  int size() {
    return operands.size();
  }

  /** Operand {@code i} as a tensor. */
  Value in(int i) {
    if (i >= operands.size()) {
      throw new LoweringException("has %d operands, but needs more".formatted(operands.size()));
    }
    if (operands.get(i) instanceof HloValue.Known known) {
      return known.value();
    }
    throw new LoweringException("operand %d is no tensor".formatted(i));
  }

  List<Value> all() {
    return values(0, operands.size());
  }

  /** The operands from {@code from} to before {@code to}. */
  List<Value> values(int from, int to) {
    List<Value> values = new ArrayList<>();
    for (int i = from; i < to; i++) {
      values.add(in(i));
    }
    return values;
  }

  /** The same operation on other operands. */
  Invocation with(List<Value> values) {
    return new Invocation(
        operation,
        values.stream().<HloValue>map(HloValue.Known::new).toList(),
        activation,
        interpreter);
  }

  boolean isConstant(int i) {
    return in(i) instanceof Constant;
  }

  /** Operand {@code i}, which must be known at conversion. */
  Tensor constant(int i) {
    if (in(i) instanceof Constant constant) {
      return constant.tensor();
    }
    throw new LoweringException(
        "operand %d depends on the model's inputs, but must be known at conversion".formatted(i));
  }

  boolean has(String name) {
    return operation.attribute(name).isPresent();
  }

  Attribute attribute(String name) {
    return operation
        .attribute(name)
        .orElseThrow(() -> new LoweringException("has no attribute " + name));
  }

  int integer(String name) {
    if (attribute(name) instanceof Attribute.Int number) {
      return number.value().intValueExact();
    }
    throw wrong(name, "an integer");
  }

  double real(String name) {
    if (attribute(name) instanceof Attribute.Float number) {
      return Tensors.number(number);
    }
    throw wrong(name, "a floating number");
  }

  boolean flag(String name) {
    if (attribute(name) instanceof Attribute.Bool bool) {
      return bool.value();
    }
    throw wrong(name, "a boolean");
  }

  String text(String name) {
    return Attribute.text(attribute(name)).orElseThrow(() -> wrong(name, "a text"));
  }

  String enumeration(String name) {
    if (attribute(name) instanceof Attribute.Enumeration e) {
      return e.value();
    }
    throw wrong(name, "an enumeration");
  }

  long[] longs(String name) {
    if (attribute(name) instanceof Attribute.Dense dense) {
      return Tensors.of(dense).toLongs();
    }
    throw wrong(name, "a list of integers");
  }

  int[] ints(String name) {
    if (attribute(name) instanceof Attribute.Dense dense) {
      return Tensors.of(dense).toInts();
    }
    throw wrong(name, "a list of integers");
  }

  /** A list of {@code count} integers, all {@code preset} where the attribute says nothing. */
  long[] longs(String name, int count, long preset) {
    long[] values = has(name) ? longs(name) : new long[0];
    if (values.length == 0) {
      values = new long[count];
      java.util.Arrays.fill(values, preset);
    }
    return values;
  }

  int[] ints(String name, int count, int preset) {
    return java.util.Arrays.stream(longs(name, count, preset)).mapToInt(Math::toIntExact).toArray();
  }

  private static LoweringException wrong(String name, String wanted) {
    return new LoweringException("its attribute " + name + " is not " + wanted);
  }

  int results() {
    return operation.resultTypes().size();
  }

  ElementType resultType(int i) {
    Type type = operation.resultTypes().get(i);
    return Tensors.elementType(type)
        .orElseThrow(
            () ->
                new LoweringException(
                    String.format(Locale.ROOT, "has a result of %s", Tensors.spelling(type))));
  }

  /** The declared shape of result {@code i}, which must be static. */
  Shape resultShape(int i) {
    Type type = operation.resultTypes().get(i);
    return Tensors.shape(type)
        .filter(Shape::isStatic)
        .orElseThrow(
            () ->
                new LoweringException(
                    "its result %s has no static shape".formatted(Tensors.spelling(type))));
  }

  Block block(int i) {
    List<Region> regions = operation.regions();
    if (i >= regions.size() || regions.get(i).blocks().size() != 1) {
      throw new LoweringException("its region %d is not one block".formatted(i));
    }
    return regions.get(i).body();
  }

  /** Region {@code i} as a function; it may use values from around it. */
  UnaryOperator<List<Value>> region(int i) {
    Block block = block(i);
    return arguments -> interpreter.runRegion(block, arguments, activation);
  }
}
