package org.modelparity.graph;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.modelparity.tensor.Tensor;
import org.modelparity.tensorflow.GraphRunner;

/**
 * Runs a portable graph in TensorFlow, which tells a wrong lowering from a wrong converter.
 *
 * <p>Inputs and outputs go by the signature's names and have the signature's types.
 */
public final class GraphExecution implements AutoCloseable {
  private final GraphDefs.Written written;
  private final GraphRunner runner;

  /**
   * @throws org.tensorflow.exceptions.TensorFlowException if TensorFlow refuses the graph
   */
  public GraphExecution(PortableGraph graph) {
    written = GraphDefs.write(graph);
    runner = new GraphRunner(written.graph());
  }

  /** Opens the graph, runs it once and closes it. */
  public static Map<String, Tensor> run(PortableGraph graph, Map<String, Tensor> inputs) {
    try (GraphExecution execution = new GraphExecution(graph)) {
      return execution.run(inputs);
    }
  }

  /**
   * Runs the graph once.
   *
   * @throws org.tensorflow.exceptions.TensorFlowException if an input is missing or TensorFlow
   *     fails
   */
  public Map<String, Tensor> run(Map<String, Tensor> inputs) {
    Map<String, Tensor> fed = new LinkedHashMap<>();
    inputs.forEach(
        (name, tensor) -> {
          String placeholder = written.inputs().get(name);
          if (placeholder != null) {
            fed.put(placeholder, tensor);
          }
        });
    Map<String, Tensor> results = runner.run(fed, List.copyOf(written.outputs().values()));
    Map<String, Tensor> outputs = new LinkedHashMap<>();
    written.outputs().forEach((name, node) -> outputs.put(name, results.get(node)));
    return outputs;
  }

  @Override
  public void close() {
    runner.close();
  }
}
