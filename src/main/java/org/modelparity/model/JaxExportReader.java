package org.modelparity.model;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.modelparity.stablehlo.Module;
import org.modelparity.tensor.ElementType;
import org.modelparity.tensor.Shape;
import org.modelparity.tensor.Signature;
import org.modelparity.tensor.TensorSpec;

/**
 * Opens what {@code jax.export.Exported.serialize} returns (JAX 0.4.30 and later): the StableHLO
 * module of a function and the types that its author sees.
 *
 * <p>Inputs are named {@code x0}, {@code x1}, ... and outputs {@code y0}, {@code y1}, ... by their
 * position, unless all of them are in dictionaries, whose keys are then their names.
 */
final class JaxExportReader {
  private static final int ARRAY = 0;

  private JaxExportReader() {}

  /**
   * Opens an export.
   *
   * @throws ModelException if the file is damaged, or the function needs what a model file cannot
   *     give: side effects, random keys as arguments, types that no target has
   */
  static StableHloProgram open(Path file) throws ModelException {
    ByteBuffer bytes = StableHloReader.map(file).order(ByteOrder.LITTLE_ENDIAN);
    try {
      return open(file, ExportedTable.root(bytes));
    } catch (IndexOutOfBoundsException | BufferUnderflowException | IllegalArgumentException e) {
      throw new ModelException(
          file
              + " is damaged or was not written by jax.export ("
              + e.getMessage()
              + "); write it again with jax.export.export(jax.jit(f))(...).serialize()",
          e);
    }
  }

  private static StableHloProgram open(Path file, ExportedTable exported) throws ModelException {
    List<ExportedTable> effects = exported.tables(ExportedTable.ORDERED_EFFECTS);
    if (!effects.isEmpty()) {
      throw new ModelException(
          file
              + " has ordered side effects ("
              + effects.get(0).text(ExportedTable.EFFECT_NAME)
              + "), which no target has; export the function without them");
    }
    List<TensorSpec> inputs =
        specs(
            file,
            exported,
            "x",
            ExportedTable.IN_TREE,
            ExportedTable.IN_AVALS,
            ExportedTable.IN_AVAL_INDEXES);
    List<TensorSpec> outputs =
        specs(
            file,
            exported,
            "y",
            ExportedTable.OUT_TREE,
            ExportedTable.OUT_AVALS,
            ExportedTable.OUT_AVAL_INDEXES);
    ByteBuffer artifact = exported.bytes(ExportedTable.MODULE);
    if (!artifact.hasRemaining()) {
      throw new IllegalArgumentException("it has no module");
    }
    Module module = StableHloReader.module(file, artifact);
    return new StableHloProgram(
        file,
        List.of(new Signature(Models.DEFAULT_SIGNATURE, inputs, outputs)),
        module,
        arguments(file, exported, inputs, module),
        artifact);
  }

  /** JAX drops arguments that the function does not use, and adds one for several platforms. */
  private static List<StableHloProgram.Argument> arguments(
      Path file, ExportedTable exported, List<TensorSpec> inputs, Module module)
      throws ModelException {
    List<StableHloProgram.Argument> arguments = new ArrayList<>();
    List<Integer> kept = exported.shorts(ExportedTable.KEPT_VARIABLES);
    int declared = StableHloReader.main(file, module).type().inputs().size();
    if (declared == kept.size() + 1) {
      List<String> platforms = exported.texts(ExportedTable.PLATFORMS);
      arguments.add(
          new StableHloProgram.Argument.PlatformIndex(Math.max(0, platforms.indexOf("cpu"))));
    } else if (declared != kept.size()) {
      throw new IllegalArgumentException(
          "its main function takes " + declared + " arguments instead of " + kept.size());
    }
    for (int index : kept) {
      arguments.add(new StableHloProgram.Argument.Input(inputs.get(index).name()));
    }
    return arguments;
  }

  private static List<TensorSpec> specs(
      Path file, ExportedTable exported, String letter, int tree, int avals, int indexes)
      throws ModelException {
    List<ExportedTable> values = new ArrayList<>();
    List<ExportedTable> unique = exported.tables(ExportedTable.UNIQUE_AVALS);
    for (int index : exported.ints(indexes)) {
      values.add(unique.get(index));
    }
    if (values.isEmpty()) {
      values = exported.tables(avals);
    }
    Optional<List<String>> names = PyTree.names(exported.table(tree), values.size());
    List<TensorSpec> specs = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      String name = names.isPresent() ? names.get().get(i) : letter + i;
      specs.add(spec(file, name, values.get(i)));
    }
    return specs;
  }

  private static TensorSpec spec(Path file, String name, ExportedTable value)
      throws ModelException {
    if (value.number(ExportedTable.AVAL_KIND) != ARRAY) {
      throw new ModelException("'" + name + "' of " + file + " is a token, which no target has");
    }
    int number = value.number(ExportedTable.AVAL_TYPE);
    ElementType type =
        elements(number)
            .orElseThrow(
                () ->
                    new ModelException(
                        "'"
                            + name
                            + "' of "
                            + file
                            + " has a type that no target has (number "
                            + number
                            + " of JAX's DType: float0, 8-bit or 4-bit floats, 4-bit integers and"
                            + " random keys are not supported)"));
    List<String> dimensions = value.texts(ExportedTable.AVAL_SHAPE);
    return new TensorSpec(
        name, type, Shape.of(dimensions.stream().mapToLong(JaxExportReader::dimension).toArray()));
  }

  /** A number, or an expression of symbols such as {@code 2*b}. */
  private static long dimension(String text) {
    return text.matches("\\d{1,18}") ? Long.parseLong(text) : Shape.UNKNOWN;
  }

  private static Optional<ElementType> elements(int number) {
    return Optional.ofNullable(
        switch (number) {
          case 0 -> ElementType.BOOL;
          case 1 -> ElementType.INT8;
          case 2 -> ElementType.INT16;
          case 3 -> ElementType.INT32;
          case 4 -> ElementType.INT64;
          case 5 -> ElementType.UINT8;
          case 6 -> ElementType.UINT16;
          case 7 -> ElementType.UINT32;
          case 8 -> ElementType.UINT64;
          case 9 -> ElementType.FLOAT16;
          case 10 -> ElementType.FLOAT32;
          case 11 -> ElementType.FLOAT64;
          case 12 -> ElementType.COMPLEX64;
          case 13 -> ElementType.COMPLEX128;
          case 14 -> ElementType.BFLOAT16;
          default -> null;
        });
  }
}
