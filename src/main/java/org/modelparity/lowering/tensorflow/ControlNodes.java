package org.modelparity.lowering.tensorflow;

import java.util.ArrayList;
import java.util.List;
import org.modelparity.graph.Constant;
import org.modelparity.graph.GraphBuilder;
import org.modelparity.graph.Value;
import org.modelparity.lowering.Loops;
import org.modelparity.lowering.LoweringException;

/** Calls, branches and loops. */
final class ControlNodes implements NodeHandlers.Family {
  private final GraphBuilder graph;
  private final Loops loops;
  private final int budget;

  /**
   * @param budget nodes that unrolled loops may have in all
   */
  ControlNodes(GraphBuilder graph, Loops loops, int budget) {
    this.graph = graph;
    this.loops = loops;
    this.budget = budget;
  }

  @Override
  public void register(NodeHandlers handlers) {
    for (String call : List.of("PartitionedCall", "StatefulPartitionedCall")) {
      handlers.add(call, n -> n.interpreter().call(n.function("f"), n.inputs()));
    }
    for (String branch : List.of("If", "StatelessIf")) {
      handlers.add(
          branch,
          n ->
              branch(
                  n,
                  truth(n.in(0)),
                  List.of(n.function("else_branch"), n.function("then_branch"))));
    }
    for (String branch : List.of("Case", "StatelessCase")) {
      handlers.add(
          branch,
          n ->
              branch(
                  n,
                  n.in(0),
                  n.attribute("branches").getList().getFuncList().stream()
                      .map(f -> f.getName())
                      .toList()));
    }
    for (String loop : List.of("While", "StatelessWhile")) {
      handlers.add(loop, this::loop);
    }
  }

  /** If takes any number as its condition; loops and cases want an index. */
  private Value truth(Value condition) {
    if (condition instanceof Constant c) {
      boolean yes =
          c.type().isFloating() ? c.tensor().getDouble(0) != 0 : c.tensor().getLong(0) != 0;
      return graph.constant(org.modelparity.tensor.Tensor.scalar(yes ? 1 : 0));
    }
    return loops.index(condition);
  }

  private List<TfValue> branch(NodeContext node, Value index, List<String> functions) {
    List<TfValue> arguments = node.inputs().subList(1, node.size());
    if (index instanceof Constant c) {
      long chosen = c.tensor().getLong(0);
      int inRange = chosen < 0 || chosen >= functions.size() ? functions.size() - 1 : (int) chosen;
      return node.interpreter().call(functions.get(inRange), arguments);
    }
    List<java.util.function.Supplier<List<Value>>> branches = new ArrayList<>();
    for (String function : functions) {
      branches.add(() -> tensors(node.interpreter().call(function, arguments)));
    }
    return known(loops.conditional(index, branches));
  }

  private List<TfValue> loop(NodeContext node) {
    String condition = node.function("cond");
    String body = node.function("body");
    List<TfValue> state = node.inputs();
    int limit = graph.nodeCount() + budget;
    for (long trips = 0; trips < Loops.TRIPS; trips++) {
      TfValue go = node.interpreter().call(condition, state).get(0);
      if (!(go instanceof TfValue.Known known && known.value() instanceof Constant c)) {
        break;
      }
      if (c.tensor().getLong(0) == 0) {
        return state;
      }
      if (graph.nodeCount() > limit) {
        break;
      }
      state = node.interpreter().call(body, state);
    }
    return keptLoop(node, condition, body, state);
  }

  /** A loop that stays one: handles of variables do not change and are no loop variables. */
  private List<TfValue> keptLoop(
      NodeContext node, String condition, String body, List<TfValue> start) {
    List<Value> initial = new ArrayList<>();
    for (TfValue v : start) {
      if (v instanceof TfValue.Known known) {
        initial.add(known.value());
      } else if (!(v instanceof TfValue.Variable)) {
        throw new LoweringException(
            "a loop over a TensorList runs a number of times that is known only when the model"
                + " runs, or is too long to be unrolled (budget of "
                + budget
                + " nodes)");
      }
    }
    List<Value> last =
        graph.whileLoop(
            initial,
            variables ->
                tensors(node.interpreter().call(condition, merge(start, variables))).get(0),
            variables -> {
              List<TfValue> next = node.interpreter().call(body, merge(start, variables));
              List<Value> values = new ArrayList<>();
              for (int i = 0; i < next.size(); i++) {
                if (start.get(i) instanceof TfValue.Known) {
                  values.addAll(tensors(List.of(next.get(i))));
                }
              }
              return values;
            });
    return merge(start, last);
  }

  private static List<TfValue> merge(List<TfValue> all, List<Value> tensors) {
    List<TfValue> merged = new ArrayList<>();
    int next = 0;
    for (TfValue v : all) {
      merged.add(v instanceof TfValue.Known ? new TfValue.Known(tensors.get(next++)) : v);
    }
    return merged;
  }

  private static List<Value> tensors(List<TfValue> values) {
    List<Value> tensors = new ArrayList<>();
    for (TfValue v : values) {
      if (!(v instanceof TfValue.Known known)) {
        throw new LoweringException("a branch or loop has a result that is not a tensor");
      }
      tensors.add(known.value());
    }
    return tensors;
  }

  private static List<TfValue> known(List<Value> values) {
    return values.stream().<TfValue>map(TfValue.Known::new).toList();
  }
}
