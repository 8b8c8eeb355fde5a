package org.modelparity.graph;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.modelparity.tensor.ElementType;
import org.modelparity.tensor.Shape;
import org.modelparity.tensor.Tensor;
import org.modelparity.tensorflow.EagerRuntime;
import org.tensorflow.proto.AttrValue;

/** The graph builder: folds with TensorFlow, and shares what was already added. */
public final class FoldingGraphBuilder implements GraphBuilder {
  private final EagerRuntime runtime;
  private final boolean ownsRuntime;
  private final List<PortableGraph.Input> inputs = new ArrayList<>();
  private final Map<String, Integer> counts = new HashMap<>();
  private final Set<String> names = new HashSet<>();
  private final Set<String> notes = new LinkedHashSet<>();
  private Scope scope = new Scope(null, v -> v);
  private int nodes;

  public FoldingGraphBuilder() {
    this.runtime = new EagerRuntime();
    this.ownsRuntime = true;
  }

  /** A builder that folds in a runtime that others use too and that it does not close. */
  public FoldingGraphBuilder(EagerRuntime runtime) {
    this.runtime = runtime;
    this.ownsRuntime = false;
  }

  @Override
  public Running input(String name, ElementType type, Shape shape) {
    if (scope.parent() != null) {
      throw new IllegalStateException("input " + name + " in a function");
    }
    noteCarrier(type);
    Running value = placeholder(readable(name), type, shape);
    inputs.add(new PortableGraph.Input(name, value));
    return value;
  }

  private Running placeholder(String name, ElementType type, Shape shape) {
    Node node =
        node(
            name,
            "Placeholder",
            List.of(),
            new TreeMap<>(),
            List.of(Carrier.of(type)),
            List.of(shape),
            new TreeMap<>());
    return new Running(node, 0, type, shape);
  }

  @Override
  public Value add(
      String operation,
      List<Value> inputs,
      Map<String, AttrValue> attributes,
      ElementType type,
      Shape shape) {
    return add(operation, inputs, attributes, List.of(type), List.of(shape)).get(0);
  }

  @Override
  public List<Value> add(
      String operation,
      List<Value> inputs,
      Map<String, AttrValue> attributes,
      List<ElementType> types,
      List<Shape> shapes) {
    if (shapes.stream().allMatch(s -> s.size() == 0)) {
      return Folding.empty(types, shapes);
    }
    if (inputs.stream().allMatch(Constant.class::isInstance)) {
      return Folding.fold(runtime, operation, inputs, attributes, types, shapes);
    }
    types.forEach(this::noteCarrier);
    List<Value> arguments = new ArrayList<>();
    for (Value input : inputs) {
      arguments.add(argument(operation, input));
    }
    List<ElementType> carriers = types.stream().map(Carrier::of).toList();
    SortedMap<String, AttrValue> sorted = new TreeMap<>(attributes);
    Scope.Key key = Scope.Key.of(operation, arguments, sorted, carriers);
    Node node = scope.find(key);
    if (node == null) {
      node =
          node(unique(operation), operation, arguments, sorted, carriers, shapes, new TreeMap<>());
      scope.remember(key, node);
    }
    return outputs(node, types, shapes);
  }

  /** Narrow integers and uint32 are computed exactly; the others are not. */
  private void noteCarrier(ElementType type) {
    boolean exact = type.isBoolean() || (type.isInteger() && type.bits() <= 32);
    if (!exact && type != Carrier.of(type)) {
      note(type + " is computed as " + Carrier.of(type));
    }
  }

  private Value argument(String operation, Value input) {
    if (input instanceof ComplexPair) {
      throw new IllegalArgumentException(operation + " of a complex pair");
    }
    if (input instanceof Constant constant) {
      return loaded(constant.tensor());
    }
    return scope.resolve(input);
  }

  private Constant loaded(Tensor tensor) {
    if (tensor.type() == ElementType.INT64 || tensor.type() == ElementType.UINT64) {
      note64(tensor);
    }
    return new Constant(Carrier.load(tensor));
  }

  private void note64(Tensor tensor) {
    Tensor compact = tensor.compact();
    for (int i = 0; i < compact.size(); i++) {
      long value = compact.getLong(i);
      if (value != (int) value) {
        note("64-bit integers are computed in 32 bits; the constant " + value + " does not fit");
        return;
      }
    }
  }

  private static List<Value> outputs(Node node, List<ElementType> types, List<Shape> shapes) {
    List<Value> outputs = new ArrayList<>();
    for (int i = 0; i < types.size(); i++) {
      outputs.add(
          shapes.get(i).size() == 0
              ? Folding.empty(List.of(types.get(i)), List.of(shapes.get(i))).get(0)
              : new Running(node, i, types.get(i), shapes.get(i)));
    }
    return outputs;
  }

  private Node node(
      String name,
      String operation,
      List<Value> inputs,
      SortedMap<String, AttrValue> attributes,
      List<ElementType> types,
      List<Shape> shapes,
      SortedMap<String, PortableGraph.Subgraph> subgraphs) {
    Node node = new Node(name, operation, inputs, attributes, types, shapes, subgraphs);
    scope.own(node);
    nodes++;
    return node;
  }

  /** The operation's name, numbered from its second use on. */
  private String unique(String base) {
    while (true) {
      int count = counts.merge(base, 1, Integer::sum);
      String name = count == 1 ? base : base + "_" + (count - 1);
      if (names.add(name)) {
        return name;
      }
    }
  }

  /** A name that TensorFlow allows for nodes, as close to the signature's as can be. */
  private String readable(String name) {
    String allowed = name.replaceAll("[^A-Za-z0-9_.]", "_");
    boolean starts = !allowed.isEmpty() && Character.isLetterOrDigit(allowed.charAt(0));
    return unique(starts ? allowed : "input" + allowed);
  }

  @Override
  public Running retype(Running value, ElementType type) {
    if (Carrier.of(value.type()) != Carrier.of(type)) {
      throw new IllegalArgumentException(value.type() + " and " + type + " have other carriers");
    }
    return new Running(value.node(), value.output(), type, value.shape());
  }

  @Override
  public List<Value> whileLoop(
      List<Value> initial,
      Function<List<Value>, Value> condition,
      Function<List<Value>, List<Value>> body) {
    String name = unique("StatelessWhile");
    List<Value> variables = Pairs.flatten(initial);
    FunctionScope test = new FunctionScope(name + "_cond", variables);
    test.run(p -> List.of(condition.apply(Pairs.unflatten(p, initial))));
    FunctionScope step = new FunctionScope(name + "_body", variables);
    step.run(p -> body.apply(Pairs.unflatten(p, initial)));
    Pairs.requireSame(name, variables, step.results);
    List<Value> arguments = new ArrayList<>();
    variables.forEach(v -> arguments.add(argument(name, v)));
    for (Running captured : captures(test, step)) {
      arguments.add(captured);
      test.pass(captured);
      step.results.add(step.pass(captured));
    }
    TreeMap<String, PortableGraph.Subgraph> subgraphs = new TreeMap<>();
    subgraphs.put("cond", test.subgraph());
    subgraphs.put("body", step.subgraph());
    // A loop's outputs are all its variables, the captured ones too.
    List<Value> outputs = new ArrayList<>(variables);
    outputs.addAll(arguments.subList(variables.size(), arguments.size()));
    List<Value> results = function(name, "StatelessWhile", arguments, subgraphs, outputs);
    return Pairs.unflatten(results.subList(0, variables.size()), initial);
  }

  @Override
  public List<Value> ifElse(
      Value predicate, Supplier<List<Value>> onTrue, Supplier<List<Value>> onFalse) {
    if (predicate instanceof Constant constant) {
      return (constant.tensor().getBoolean(0) ? onTrue : onFalse).get();
    }
    String name = unique("StatelessIf");
    FunctionScope then = new FunctionScope(name + "_then", List.of());
    List<Value> like = then.run(p -> onTrue.get());
    FunctionScope otherwise = new FunctionScope(name + "_else", List.of());
    otherwise.run(p -> onFalse.get());
    Pairs.requireSame(name, then.results, otherwise.results);
    List<Value> arguments = new ArrayList<>(List.of(argument(name, predicate)));
    for (Running captured : captures(then, otherwise)) {
      arguments.add(captured);
      then.pass(captured);
      otherwise.pass(captured);
    }
    TreeMap<String, PortableGraph.Subgraph> subgraphs = new TreeMap<>();
    subgraphs.put("then_branch", then.subgraph());
    subgraphs.put("else_branch", otherwise.subgraph());
    List<Value> results = function(name, "StatelessIf", arguments, subgraphs, Pairs.flatten(like));
    return Pairs.unflatten(results, like);
  }

  private static Set<Running> captures(FunctionScope first, FunctionScope second) {
    Set<Running> captures = new LinkedHashSet<>(first.scope.captures());
    captures.addAll(second.scope.captures());
    return captures;
  }

  private List<Value> function(
      String name,
      String operation,
      List<Value> arguments,
      SortedMap<String, PortableGraph.Subgraph> subgraphs,
      List<Value> outputs) {
    List<ElementType> types = outputs.stream().map(Value::type).toList();
    List<Shape> shapes = outputs.stream().map(Value::shape).toList();
    List<ElementType> carriers = types.stream().map(Carrier::of).toList();
    Node node = node(name, operation, arguments, new TreeMap<>(), carriers, shapes, subgraphs);
    return outputs(node, types, shapes);
  }

  /** Builds one function of a loop or branch. */
  private final class FunctionScope {
    private final String name;
    private final Scope scope;
    private final List<Running> parameters = new ArrayList<>();
    private final List<Value> results = new ArrayList<>();

    FunctionScope(String name, List<Value> variables) {
      this.name = name;
      this.scope = new Scope(FoldingGraphBuilder.this.scope, this::parameter);
      variables.forEach(v -> parameters.add(parameter(v)));
    }

    private Running parameter(Value like) {
      return within(() -> placeholder(unique(name + "_arg"), like.type(), like.shape()));
    }

    private <T> T within(Supplier<T> work) {
      Scope outer = FoldingGraphBuilder.this.scope;
      FoldingGraphBuilder.this.scope = scope;
      try {
        return work.get();
      } finally {
        FoldingGraphBuilder.this.scope = outer;
      }
    }

    /** What the function returns, in the program's types. */
    List<Value> run(Function<List<Value>, List<Value>> function) {
      return within(
          () -> {
            List<Value> returned = function.apply(List.copyOf(parameters));
            Pairs.flatten(returned).forEach(v -> results.add(argument(name, v)));
            return returned;
          });
    }

    /** Adds a parameter for an outer value, whether or not the function uses it. */
    Running pass(Running outer) {
      Running parameter = scope.capture(outer);
      parameters.add(parameter);
      return parameter;
    }

    PortableGraph.Subgraph subgraph() {
      return new PortableGraph.Subgraph(name, parameters, results);
    }
  }

  @Override
  public void note(String text) {
    notes.add(text);
  }

  @Override
  public int nodeCount() {
    return nodes;
  }

  @Override
  public PortableGraph build(List<PortableGraph.Output> outputs) {
    return new PortableGraph(inputs, outputs, List.copyOf(notes));
  }

  @Override
  public void close() {
    if (ownsRuntime) {
      runtime.close();
    }
  }
}
