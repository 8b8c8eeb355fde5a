package org.modelparity.lowering.stablehlo;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.modelparity.graph.Value;
import org.modelparity.lowering.LoweringException;
import org.modelparity.stablehlo.Block;
import org.modelparity.stablehlo.Function;
import org.modelparity.stablehlo.Location;
import org.modelparity.stablehlo.Module;
import org.modelparity.stablehlo.Operation;

/**
 * Executes functions of a module symbolically, operation by operation. What cannot be lowered is
 * remembered, and the execution goes on as far as it does not depend on it, so that a user learns
 * of everything at once.
 */
final class Interpreter {
  /** With calls inlined and loops unrolled; beyond, a converted model would be of no use. */
  private static final int OPERATION_LIMIT = 3_000_000;

  private static final int DEPTH_LIMIT = 100;

  private final Module module;
  private final OperationTable table;
  private final Liveness liveness = new Liveness();
  private final Set<String> refusals = new LinkedHashSet<>();
  private final Deque<Call> calls = new ArrayDeque<>();
  private int executed;

  /** A function that is being executed, and the place that called it. */
  private record Call(String function, Location place) {}

  Interpreter(Module module, OperationTable table) {
    this.module = module;
    this.table = table;
  }

  /** What had to be refused, a sentence each, in the order of execution. */
  List<String> refusals() {
    return List.copyOf(refusals);
  }

  /**
   * Calls a function of the module.
   *
   * @param place where the call is, for messages
   */
  List<HloValue> call(String name, List<HloValue> arguments, Location place) {
    Function function =
        module
            .function(name)
            .orElseThrow(() -> new LoweringException("there is no function " + name));
    if (function.body().arguments().size() != arguments.size()) {
      throw new LoweringException(
          "function %s takes %d arguments, not %d"
              .formatted(name, function.body().arguments().size(), arguments.size()));
    }
    boolean recursive = calls.stream().anyMatch(call -> call.function().equals(name));
    if (recursive || calls.size() > DEPTH_LIMIT) {
      throw new LoweringException("function " + name + " calls itself");
    }
    calls.push(new Call(name, place));
    try {
      return run(function.body(), arguments, new Activation());
    } finally {
      calls.pop();
    }
  }

  /**
   * Runs a region's block.
   *
   * @throws RefusedInside if a result was refused
   */
  List<Value> runRegion(Block block, List<Value> arguments, Activation activation) {
    List<HloValue> known = arguments.stream().<HloValue>map(HloValue.Known::new).toList();
    List<Value> results = new ArrayList<>();
    for (HloValue result : run(block, known, activation)) {
      if (!(result instanceof HloValue.Known value)) {
        throw new RefusedInside();
      }
      results.add(value.value());
    }
    return results;
  }

  private List<HloValue> run(Block block, List<HloValue> arguments, Activation activation) {
    if (block.arguments().size() != arguments.size()) {
      throw new LoweringException(
          "a block takes %d arguments, not %d"
              .formatted(block.arguments().size(), arguments.size()));
    }
    for (int i = 0; i < arguments.size(); i++) {
      activation.define(block.arguments().get(i), arguments.get(i));
    }
    List<Operation> operations = liveness.operations(block);
    for (Operation operation : operations.subList(0, Math.max(operations.size() - 1, 0))) {
      List<HloValue> results = execute(operation, activation);
      for (int i = 0; i < results.size(); i++) {
        activation.define(operation.results().get(i), results.get(i));
      }
    }
    if (operations.isEmpty() || !block.terminator().name().equals("return")) {
      throw new LoweringException("a block does not end with return");
    }
    return block.terminator().operands().stream().map(activation::get).toList();
  }

  private List<HloValue> execute(Operation operation, Activation activation) {
    if (++executed > OPERATION_LIMIT) {
      throw new LoweringException(
          "the program executes more than %d operations once calls are inlined and loops unrolled"
              .formatted(OPERATION_LIMIT));
    }
    try {
      List<HloValue> operands = operation.operands().stream().map(activation::get).toList();
      if (operands.stream().anyMatch(HloValue.Refused.class::isInstance)
          && !operation.name().equals("call")) {
        table.check(operation);
        return refused(operation);
      }
      List<HloValue> results = table.execute(new Invocation(operation, operands, activation, this));
      if (results.size() != operation.results().size()) {
        throw new LoweringException(
            "has %d results, not %d".formatted(operation.results().size(), results.size()));
      }
      return results;
    } catch (RefusedInside e) {
      return refused(operation);
    } catch (LoweringException | IllegalArgumentException | ArithmeticException e) {
      refusals.add(describe(operation) + ": " + e.getMessage());
      return refused(operation);
    }
  }

  private static List<HloValue> refused(Operation operation) {
    return Collections.nCopies(operation.results().size(), new HloValue.Refused());
  }

  /**
   * For example {@code stablehlo.sort at model.py:12:5 (jit(f)/sort)}. An operation of a library's
   * function has no line of the user's; the nearest call of it has.
   */
  private String describe(Operation operation) {
    Optional<String> source =
        Stream.concat(Stream.of(operation.location()), calls.stream().map(Call::place))
            .map(Location::source)
            .flatMap(Optional::stream)
            .findFirst();
    String dialect = operation.version() > 0 ? "stablehlo." : "";
    return dialect
        + operation.name()
        + source.map(s -> " at " + s).orElse("")
        + operation.location().scope().map(s -> " (" + s + ")").orElse("");
  }
}
