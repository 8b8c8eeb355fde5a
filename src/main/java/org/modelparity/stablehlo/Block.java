package org.modelparity.stablehlo;

import java.util.List;

/** Arguments and operations, the last of which is {@code return}. */
public record Block(
    List<Integer> arguments,
    List<Type> argumentTypes,
    List<Location> argumentLocations,
    List<Operation> operations) {
  public Block {
    arguments = List.copyOf(arguments);
    argumentTypes = List.copyOf(argumentTypes);
    argumentLocations = List.copyOf(argumentLocations);
    operations = List.copyOf(operations);
  }

  /** The operation that ends the block. */
  public Operation terminator() {
    return operations.get(operations.size() - 1);
  }
}
