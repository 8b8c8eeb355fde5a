package org.modelparity.tfjs;

import java.nio.file.Path;
import java.util.List;
import org.modelparity.target.ConvertedModel;
import org.modelparity.target.Execution;
import org.modelparity.target.ExecutionException;
import org.modelparity.tensor.TensorSpec;

/**
 * A TF.js graph model on disk.
 *
 * @param description the file model.json
 * @param shards the weights, in order
 * @param inputs of the program's signature
 * @param outputs of the program's signature
 * @param nodes how many nodes the graph has, without those of functions
 * @param anyBatch whether the batch is free
 * @param scripts what runs it
 */
public record GraphModel(
    Path description,
    List<Path> shards,
    List<TensorSpec> inputs,
    List<TensorSpec> outputs,
    int nodes,
    long bytes,
    boolean anyBatch,
    List<String> notes,
    TfjsScripts scripts)
    implements ConvertedModel {
  public GraphModel {
    shards = List.copyOf(shards);
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
    notes = List.copyOf(notes);
  }

  @Override
  public Sizes sizes() {
    return anyBatch ? Sizes.ANY_BATCH : Sizes.FIXED;
  }

  @Override
  public Execution open(String backend) throws ExecutionException {
    Backend known =
        Backend.of(backend)
            .orElseThrow(
                () ->
                    new ExecutionException(
                        "tfjs has no backend " + backend + ": use one of " + Backend.names()));
    return TfjsExecution.open(this, known);
  }
}
