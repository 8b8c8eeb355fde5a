package org.modelparity.graph;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Walks a graph from its results. */
final class Topology {
  private Topology() {}

  /** Nodes of the inputs first, then the others in the order of a depth-first walk. */
  static List<Node> nodes(List<Running> inputs, List<? extends Value> results) {
    Set<Node> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    List<Node> ordered = new ArrayList<>();
    for (Running input : inputs) {
      if (seen.add(input.node())) {
        ordered.add(input.node());
      }
    }
    for (Value result : Pairs.flatten(results)) {
      if (result instanceof Running running) {
        visit(running.node(), seen, ordered);
      }
    }
    return ordered;
  }

  /** Not recursive: graphs of unrolled loops are deeper than a thread's stack. */
  private static void visit(Node root, Set<Node> seen, List<Node> ordered) {
    record Step(Node node, int[] next) {}

    if (!seen.add(root)) {
      return;
    }
    Deque<Step> path = new ArrayDeque<>();
    path.push(new Step(root, new int[1]));
    while (!path.isEmpty()) {
      Step step = path.peek();
      if (step.next[0] == step.node.inputs().size()) {
        ordered.add(step.node);
        path.pop();
      } else if (step.node.inputs().get(step.next[0]++) instanceof Running input
          && seen.add(input.node())) {
        path.push(new Step(input.node(), new int[1]));
      }
    }
  }

  static Map<String, PortableGraph.Subgraph> subgraphs(PortableGraph graph) {
    Map<String, PortableGraph.Subgraph> found = new LinkedHashMap<>();
    collect(graph.nodes(), found);
    return found;
  }

  private static void collect(List<Node> nodes, Map<String, PortableGraph.Subgraph> found) {
    for (Node node : nodes) {
      for (PortableGraph.Subgraph subgraph : node.subgraphs().values()) {
        found.put(subgraph.name(), subgraph);
        collect(subgraph.nodes(), found);
      }
    }
  }
}
