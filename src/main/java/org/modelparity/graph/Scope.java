package org.modelparity.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.UnaryOperator;
import org.modelparity.tensor.ElementType;
import org.tensorflow.proto.AttrValue;

/** The nodes of a graph, or of a function within one, while it is being built. */
final class Scope {
  private final Scope parent;
  private final UnaryOperator<Running> newParameter;
  private final Set<Node> own = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Map<Key, Node> known = new HashMap<>();
  private final Map<Port, Running> captured = new LinkedHashMap<>();
  private final List<Running> outer = new ArrayList<>();

  /**
   * @param parent null for a whole graph
   * @param newParameter makes a parameter of this scope that stands for an outer value
   */
  Scope(Scope parent, UnaryOperator<Running> newParameter) {
    this.parent = parent;
    this.newParameter = newParameter;
  }

  Scope parent() {
    return parent;
  }

  void own(Node node) {
    own.add(node);
  }

  /** The value as this scope sees it: itself, or the parameter that brings it in. */
  Value resolve(Value value) {
    if (!(value instanceof Running running) || own.contains(running.node())) {
      return value;
    }
    if (parent == null) {
      throw new IllegalStateException(
          running.node()
              + " belongs to a loop or branch that has been closed, or to another graph");
    }
    Running visible = (Running) parent.resolve(running);
    Running parameter = capture(carried(visible));
    return new Running(parameter.node(), parameter.output(), running.type(), running.shape());
  }

  /** The value without the program's type, so that a value is captured once. */
  private static Running carried(Running value) {
    Node node = value.node();
    return new Running(node, value.output(), node.outputTypes().get(value.output()), value.shape());
  }

  /** The parameter for a value of the parent scope. */
  Running capture(Running visible) {
    Port port = new Port(visible.node(), visible.output());
    Running parameter = captured.get(port);
    if (parameter == null) {
      parameter = newParameter.apply(visible);
      captured.put(port, parameter);
      outer.add(visible);
    }
    return parameter;
  }

  /** Values of the parent scope that were used, in the order of first use. */
  List<Running> captures() {
    return List.copyOf(outer);
  }

  Node find(Key key) {
    return known.get(key);
  }

  void remember(Key key, Node node) {
    known.put(key, node);
  }

  /** An output of a node, compared by identity of the node. */
  private record Port(Node node, int output) {
    @Override
    public boolean equals(Object other) {
      return other instanceof Port p && node == p.node && output == p.output;
    }

    @Override
    public int hashCode() {
      return 31 * System.identityHashCode(node) + output;
    }
  }

  /** What makes two nodes the same. */
  record Key(
      String operation,
      List<Object> inputs,
      SortedMap<String, AttrValue> attributes,
      List<ElementType> types) {
    static Key of(
        String operation,
        List<Value> inputs,
        SortedMap<String, AttrValue> attributes,
        List<ElementType> types) {
      Object[] ports = new Object[inputs.size()];
      for (int i = 0; i < ports.length; i++) {
        ports[i] =
            inputs.get(i) instanceof Running r
                ? new Port(r.node(), r.output())
                : new Content(((Constant) inputs.get(i)).tensor());
      }
      return new Key(operation, Arrays.asList(ports), attributes, types);
    }
  }
}
