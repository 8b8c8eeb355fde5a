package org.modelparity.target;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.modelparity.graph.PortableGraph;
import org.modelparity.model.Program;
import org.modelparity.tensor.Signature;

/**
 * What a target converts.
 *
 * @param program the opened model
 * @param signature of the program, chosen by the user, with the names that inputs and outputs have
 * @param portableGraph lowers the program when first asked, once for all targets
 * @param batch the program lowered for other sizes of its batch; empty if it has one size only, or
 *     shall have
 * @param folder exists, is empty, and is the only place to write to
 * @param options of the target, by name
 */
public record ConversionRequest(
    Program program,
    Signature signature,
    Lowering portableGraph,
    Optional<BatchLowering> batch,
    Path folder,
    Map<String, String> options) {

  /** A conversion for the inputs' shapes only. */
  public ConversionRequest(
      Program program,
      Signature signature,
      Lowering portableGraph,
      Path folder,
      Map<String, String> options) {
    this(program, signature, portableGraph, Optional.empty(), folder, options);
  }

  /** The program as a portable graph. */
  @FunctionalInterface
  public interface Lowering {
    /**
     * @throws ConversionException if the program has operations that cannot be lowered, all named
     */
    PortableGraph get() throws ConversionException;
  }

  /**
   * The portable graph in a target's forms, for every size of the batch where that can be.
   *
   * @throws ConversionException if the program cannot be lowered
   */
  public LoweredGraph lowered(LoweredGraph.Forms forms) throws ConversionException {
    return LoweredGraph.of(this, forms);
  }
}
