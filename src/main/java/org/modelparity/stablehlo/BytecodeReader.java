package org.modelparity.stablehlo;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads StableHLO portable artifacts: MLIR bytecode of the encoding versions 0 to 6 with operations
 * of the VHLO dialect 0.9 to 1.20.
 *
 * <p>Tensors of the result are views of the buffer that is read, which must not change.
 *
 * @see <a href="https://mlir.llvm.org/docs/BytecodeFormat/">MLIR bytecode format</a>
 * @see <a href="https://openxla.org/stablehlo/bytecode">StableHLO bytecode</a>
 */
public final class BytecodeReader {
  private BytecodeReader() {}

  /**
   * Reads the remaining bytes of a buffer, whose position stays as it is.
   *
   * @throws StableHloFormatException if they are no artifact, are damaged, or are of a version that
   *     is not known; never anything else, whatever the bytes
   */
  public static Module read(ByteBuffer artifact) throws StableHloFormatException {
    FileTables file = FileTables.read(artifact);
    OperationReader reader = new OperationReader(file);
    Operation module = reader.readRoot();
    return assemble(file, module);
  }

  private static Module assemble(FileTables file, Operation module)
      throws StableHloFormatException {
    if (!module.name().equals("builtin.module") || module.regions().size() != 1) {
      throw file.body().error("the outermost operation is " + module.name() + ", not a module");
    }
    List<Function> functions = new ArrayList<>();
    List<Operation> others = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (Block block : module.regions().get(0).blocks()) {
      for (Operation operation : block.operations()) {
        if (operation.name().equals(Functions.OPERATION) && !Functions.isDeclaration(operation)) {
          Function function = Functions.read(operation, file.body());
          if (!names.add(function.name())) {
            throw file.body().error("there are two functions named " + function.name());
          }
          functions.add(function);
        } else {
          others.add(operation);
        }
      }
    }
    Map<String, Attribute> attributes = new LinkedHashMap<>(module.annotations());
    attributes.putAll(module.attributes());
    return new Module(
        file.producer(), file.version(), attributes, functions, others, module.location());
  }
}
