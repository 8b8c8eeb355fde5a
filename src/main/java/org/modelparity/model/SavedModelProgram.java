package org.modelparity.model;

import java.nio.file.Path;
import java.util.List;
import org.modelparity.tensor.Signature;
import org.tensorflow.proto.MetaGraphDef;

/**
 * A SavedModel.
 *
 * @param path its folder
 * @param graph the MetaGraph with the tag {@code serve}
 * @param variables values from the checkpoint, read on demand
 */
public record SavedModelProgram(
    Path path, List<Signature> signatures, MetaGraphDef graph, Checkpoint variables)
    implements Program {
  public SavedModelProgram {
    signatures = List.copyOf(signatures);
  }
}
