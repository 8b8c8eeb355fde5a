package org.modelparity.model;

import java.nio.file.Path;
import java.util.List;
import org.modelparity.stablehlo.Module;
import org.modelparity.tensor.Signature;

/**
 * A StableHLO module by itself: a portable artifact, or what {@code jax.export} serialized.
 *
 * @param arguments for each argument of {@code main}, what feeds it
 * @param artifact the bytes of the portable artifact
 */
public record StableHloProgram(
    Path path,
    List<Signature> signatures,
    Module module,
    List<Argument> arguments,
    java.nio.ByteBuffer artifact)
    implements Program {
  public StableHloProgram {
    signatures = List.copyOf(signatures);
    arguments = List.copyOf(arguments);
  }

  /** What feeds an argument of {@code main}. */
  public sealed interface Argument {
    /** An input of the signature. */
    record Input(String name) implements Argument {}

    /** The index of the platform, where a module serves several. */
    record PlatformIndex(int index) implements Argument {}
  }
}
