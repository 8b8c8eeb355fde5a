package org.modelparity.graph;

import java.util.List;
import java.util.Map;
import org.tensorflow.proto.GraphDef;

/**
 * A model made only of operations that TensorFlow runs, that its TFLite converter turns into
 * builtin operators, and that have right TF.js kernels.
 *
 * @param inputs placeholders, in the signature's order
 * @param outputs in the signature's order; a constant where an output depends on no input
 * @param notes what the lowering changed that a user should know, in a stable order
 */
public record PortableGraph(List<Input> inputs, List<Output> outputs, List<String> notes) {
  public PortableGraph {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
    notes = List.copyOf(notes);
  }

  /** A placeholder with the name and type of the signature; its node computes the carrier. */
  public record Input(String name, Running value) {}

  public record Output(String name, Value value) {}

  /** The body of a loop or branch: a graph of its own, whose inputs are its parameters. */
  public record Subgraph(String name, List<Running> parameters, List<Value> results) {
    public Subgraph {
      parameters = List.copyOf(parameters);
      results = List.copyOf(results);
    }

    /** All nodes that the results depend on, inputs of a node before it, in a stable order. */
    public List<Node> nodes() {
      return Topology.nodes(parameters, results);
    }
  }

  /** All nodes that the outputs depend on, inputs of a node before it, in a stable order. */
  public List<Node> nodes() {
    return Topology.nodes(
        inputs.stream().map(Input::value).toList(), outputs.stream().map(Output::value).toList());
  }

  /** The graph as TensorFlow's protocol buffer; see {@link GraphDefs#write}. */
  public GraphDef toGraphDef() {
    return GraphDefs.write(this).graph();
  }

  /** The subgraphs of {@code StatelessWhile} and {@code StatelessIf} nodes, by name. */
  public Map<String, Subgraph> subgraphs() {
    return Topology.subgraphs(this);
  }
}
