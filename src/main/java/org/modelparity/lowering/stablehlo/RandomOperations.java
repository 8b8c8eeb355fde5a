package org.modelparity.lowering.stablehlo;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.modelparity.graph.Constant;
import org.modelparity.graph.Value;
import org.modelparity.lowering.LoweringException;
import org.modelparity.model.StableHloProgram;
import org.modelparity.stablehlo.Attribute;
import org.modelparity.stablehlo.Block;
import org.modelparity.stablehlo.BytecodeWriter;
import org.modelparity.stablehlo.Function;
import org.modelparity.stablehlo.Location;
import org.modelparity.stablehlo.Module;
import org.modelparity.stablehlo.Operation;
import org.modelparity.stablehlo.StableHloFormatException;
import org.modelparity.stablehlo.Type;
import org.modelparity.target.ExecutionException;
import org.modelparity.tensor.Signature;
import org.modelparity.tensor.Tensor;
import org.modelparity.tensor.TensorSpec;
import org.modelparity.tensorflow.StableHloRunner;

/**
 * Random bits from a state that is known at conversion. Which bits follow from a state is XLA's own
 * affair, so that XLA itself computes them.
 */
final class RandomOperations implements OperationTable.Family {
  private static final Location NOWHERE = new Location.Unknown();

  private final Map<List<Object>, List<Value>> known = new HashMap<>();

  @Override
  public void register(OperationTable table) {
    table.many("rng_bit_generator", this::bits);
  }

  private List<Value> bits(Invocation o) {
    if (!o.isConstant(0)) {
      throw new LoweringException(
          "its random bits depend on the model's inputs; use JAX's default random generator,"
              + " threefry2x32, in place of rbg");
    }
    Tensor state = o.constant(0);
    return known.computeIfAbsent(
        List.of(state, o.operation().attributes(), o.operation().resultTypes()),
        key -> compute(o, state));
  }

  private static List<Value> compute(Invocation o, Tensor state) {
    Module module = program(o.operation(), state);
    List<TensorSpec> outputs = new ArrayList<>();
    for (int i = 0; i < o.results(); i++) {
      outputs.add(new TensorSpec("y" + i, o.resultType(i), o.resultShape(i)));
    }
    Signature signature = new Signature("bits", List.of(), outputs);
    try {
      ByteBuffer artifact = BytecodeWriter.write(module);
      StableHloProgram program =
          new StableHloProgram(
              Path.of("rng_bit_generator"), List.of(signature), module, List.of(), artifact);
      try (StableHloRunner xla = StableHloRunner.open(program, signature)) {
        return xla.run(Map.of()).values().stream().<Value>map(Constant::new).toList();
      }
    } catch (StableHloFormatException | ExecutionException e) {
      throw new LoweringException("its random bits cannot be computed: " + e.getMessage());
    }
  }

  /** A program of this operation alone, on the state as a constant. */
  private static Module program(Operation operation, Tensor state) {
    Type.RankedTensor stateType = (Type.RankedTensor) operation.resultTypes().get(0);
    Operation constant =
        operation(
            "constant",
            Map.of("value", new Attribute.Dense(stateType, state.data())),
            List.of(),
            List.of(0),
            List.of(stateType));
    List<Integer> results = List.of(1, 2);
    Operation bits =
        operation(
            operation.name(), operation.attributes(), List.of(0), results, operation.resultTypes());
    Operation end = operation("return", Map.of(), results, List.of(), List.of());
    Block body = new Block(List.of(), List.of(), List.of(), List.of(constant, bits, end));
    Function main =
        new Function(
            "main",
            new Type.FunctionType(List.of(), operation.resultTypes()),
            body,
            List.of(),
            List.of(Map.of(), Map.of()),
            Map.of("sym_visibility", new Attribute.Text("public")),
            NOWHERE);
    return new Module("StableHLO_v1.7.3", 6, Map.of(), List.of(main), List.of(), NOWHERE);
  }

  private static Operation operation(
      String name,
      Map<String, Attribute> attributes,
      List<Integer> operands,
      List<Integer> results,
      List<Type> types) {
    return new Operation(
        name, 1, attributes, Map.of(), operands, results, types, List.of(), NOWHERE);
  }
}
