package org.modelparity.graph;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.modelparity.tensor.ElementType;
import org.modelparity.tensor.Shape;
import org.modelparity.tensorflow.EagerRuntime;

/**
 * Builds a portable graph anew, node by node, with a target's own forms of some operations in
 * place. What is no longer used disappears, what is equal is shared, as in any graph that is built.
 */
public final class GraphRewriter {
  private final GraphBuilder builder;
  private final Rule rule;

  private GraphRewriter(GraphBuilder builder, Rule rule) {
    this.builder = builder;
    this.rule = rule;
  }

  /** What a target replaces. */
  @FunctionalInterface
  public interface Rule {
    /**
     * Looks at one node.
     *
     * @return values for the node's outputs, of their types and shapes, or empty to keep the node
     */
    Optional<List<Value>> rewrite(Site site);
  }

  /** A node of the old graph, while the new graph is built up to there. */
  public final class Site {
    private final Node node;
    private final Region region;

    private Site(Node node, Region region) {
      this.node = node;
      this.region = region;
    }

    /** Of the old graph. */
    public Node node() {
      return node;
    }

    /** Builds the new graph. */
    public GraphBuilder graph() {
      return builder;
    }

    /** The value in the new graph for one of the old graph that came before the node. */
    public Value now(Value before) {
      return region.now(before);
    }

    /** The value in the new graph for an input of the node. */
    public Value input(int position) {
      return now(node.inputs().get(position));
    }

    /** The nodes of the old graph that use an old node; one that is a result is its own user. */
    public List<Node> users(Node used) {
      return region.users.getOrDefault(used, List.of());
    }
  }

  /** Applies a rule to every node, those of loops and branches too. */
  public static PortableGraph rewrite(PortableGraph graph, Rule rule) {
    try (EagerRuntime runtime = new EagerRuntime()) {
      return rewrite(graph, rule, runtime);
    }
  }

  /** As {@link #rewrite(PortableGraph, Rule)}, in a runtime that is there already. */
  public static PortableGraph rewrite(PortableGraph graph, Rule rule, EagerRuntime runtime) {
    try (FoldingGraphBuilder builder = new FoldingGraphBuilder(runtime)) {
      GraphRewriter rewriter = new GraphRewriter(builder, rule);
      Region region = rewriter.new Region();
      for (PortableGraph.Input input : graph.inputs()) {
        Running old = input.value();
        Value now = builder.input(input.name(), old.type(), old.shape());
        region.put(old.node(), List.of(now));
      }
      List<Value> results = graph.outputs().stream().map(PortableGraph.Output::value).toList();
      region.replay(graph.nodes(), results);
      graph.notes().forEach(builder::note);
      List<PortableGraph.Output> outputs = new ArrayList<>();
      for (PortableGraph.Output output : graph.outputs()) {
        outputs.add(new PortableGraph.Output(output.name(), region.result(output.value())));
      }
      return builder.build(outputs);
    }
  }

  /** The old graph or one of its functions. */
  private final class Region {
    // Nodes are compared by identity.
    private final Map<Node, List<Value>> now = new HashMap<>();
    private final Map<Node, List<Node>> users = new HashMap<>();

    void put(Node node, List<Value> values) {
      now.put(node, values);
    }

    Value now(Value before) {
      if (before instanceof ComplexPair pair) {
        return new ComplexPair(now(pair.real()), now(pair.imaginary()));
      }
      if (!(before instanceof Running running)) {
        return before;
      }
      Value value = now.get(running.node()).get(running.output());
      return value instanceof Running r && r.type() != running.type()
          ? builder.retype(r, running.type())
          : value;
    }

    /** As {@link #now}, and constants in the type of the program too. */
    Value result(Value before) {
      if (before instanceof ComplexPair pair) {
        return new ComplexPair(result(pair.real()), result(pair.imaginary()));
      }
      return now(before) instanceof Constant constant
          ? new Constant(Carrier.store(constant.tensor(), before.type()))
          : now(before);
    }

    void replay(List<Node> nodes, List<? extends Value> results) {
      for (Node node : nodes) {
        for (Value input : node.inputs()) {
          use(input, node);
        }
      }
      for (Value result : Pairs.flatten(results)) {
        if (result instanceof Running running) {
          use(running, running.node());
        }
      }
      for (Node node : nodes) {
        if (!now.containsKey(node)) {
          Site site = new Site(node, this);
          put(node, rule.rewrite(site).orElseGet(() -> keep(node)));
        }
      }
    }

    private void use(Value value, Node user) {
      if (value instanceof Running running) {
        users.computeIfAbsent(running.node(), k -> new ArrayList<>()).add(user);
      }
    }

    private List<Value> keep(Node node) {
      List<Value> inputs = node.inputs().stream().map(this::now).toList();
      return switch (node.operation()) {
        case "StatelessWhile" ->
            builder.whileLoop(
                inputs,
                variables -> replay(node.subgraphs().get("cond"), variables).get(0),
                variables -> replay(node.subgraphs().get("body"), variables));
        case "StatelessIf" -> {
          List<Value> passed = inputs.subList(1, inputs.size());
          yield builder.ifElse(
              inputs.get(0),
              () -> replay(node.subgraphs().get("then_branch"), passed),
              () -> replay(node.subgraphs().get("else_branch"), passed));
        }
        default -> add(node, inputs);
      };
    }

    private List<Value> add(Node node, List<Value> inputs) {
      List<ElementType> types = node.outputTypes();
      List<Shape> shapes = node.outputShapes();
      return builder.add(node.operation(), inputs, node.attributes(), types, shapes);
    }

    private List<Value> replay(PortableGraph.Subgraph function, List<Value> arguments) {
      Region region = new Region();
      for (int i = 0; i < function.parameters().size(); i++) {
        region.put(function.parameters().get(i).node(), List.of(arguments.get(i)));
      }
      region.replay(function.nodes(), function.results());
      return function.results().stream().map(region::now).toList();
    }
  }
}
