package org.modelparity.graph;

import java.util.List;
import java.util.Map;

/** Walks a graph from its outputs. */
final class Topology {
  private Topology() {}

  static List<Node> nodes(List<PortableGraph.Input> inputs, List<PortableGraph.Output> outputs) {
    throw new UnsupportedOperationException("in work");
  }

  static Map<String, PortableGraph.Subgraph> subgraphs(PortableGraph graph) {
    throw new UnsupportedOperationException("in work");
  }
}
