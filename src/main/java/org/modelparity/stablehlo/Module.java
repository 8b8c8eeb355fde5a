package org.modelparity.stablehlo;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A StableHLO portable artifact.
 *
 * @param producer as written by the file's author, for example {@code StableHLO_v1.18.0}
 * @param bytecodeVersion of the MLIR bytecode encoding, 0 to 6
 */
public record Module(
    String producer,
    int bytecodeVersion,
    Map<String, Attribute> attributes,
    List<Function> functions) {
  public Module {
    attributes = Map.copyOf(attributes);
    functions = List.copyOf(functions);
  }

  public Optional<Function> function(String name) {
    return functions.stream().filter(f -> f.name().equals(name)).findFirst();
  }
}
