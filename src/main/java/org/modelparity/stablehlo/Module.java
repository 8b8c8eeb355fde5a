package org.modelparity.stablehlo;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A StableHLO portable artifact.
 *
 * @param producer as written by the file's author, for example {@code StableHLO_v1.18.0}
 * @param bytecodeVersion of the MLIR bytecode encoding, 0 to 6
 * @param functions those that have a body
 * @param others what else stands beside them, for example {@code sdy.mesh}
 */
public record Module(
    String producer,
    int bytecodeVersion,
    Map<String, Attribute> attributes,
    List<Function> functions,
    List<Operation> others,
    Location location) {
  public Module {
    attributes = Map.copyOf(attributes);
    functions = List.copyOf(functions);
    others = List.copyOf(others);
  }

  public Optional<Function> function(String name) {
    return functions.stream().filter(f -> f.name().equals(name)).findFirst();
  }
}
