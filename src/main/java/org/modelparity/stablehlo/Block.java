package org.modelparity.stablehlo;

import java.util.List;

/** Arguments and operations, the last of which is {@code return}. */
public record Block(List<Integer> arguments, List<Type> argumentTypes, List<Operation> operations) {
  public Block {
    arguments = List.copyOf(arguments);
    argumentTypes = List.copyOf(argumentTypes);
    operations = List.copyOf(operations);
  }
}
