package org.modelparity.stablehlo;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Brings a module to the version of StableHLO that TensorFlow 2.18 reads, 1.7.3, so that its XLA
 * can run it. Nothing that changes a result is changed; what 1.7.3 cannot express is refused.
 */
public final class Downgrade {
  private static final String TARGET = "1.7.0";
  private static final int TARGET_MINOR = 7;

  /** Operations whose newer version only adds this attribute, which is a request for accuracy. */
  private static final Set<String> WITH_ACCURACY =
      Set.of(
          "cbrt",
          "cosine",
          "exponential",
          "exponential_minus_one",
          "log",
          "log_plus_one",
          "logistic",
          "rsqrt",
          "sine",
          "sqrt",
          "tan",
          "tanh");

  private static final Set<String> ALGORITHM =
      Set.of(
          "accumulation_type",
          "allow_imprecise_accumulation",
          "lhs_component_count",
          "lhs_precision_type",
          "num_primitive_operations",
          "rhs_component_count",
          "rhs_precision_type");

  private static final Attribute NONE = new Attribute.TypeOf(new Type.None());
  private static final Attribute DEFAULT_PRECISION =
      new Attribute.Enumeration("precision", "DEFAULT");

  private Downgrade() {}

  /**
   * The module as StableHLO 1.7.3, without debug locations.
   *
   * @throws StableHloFormatException if it uses what came later, named
   */
  public static Module toTensorFlow(Module module) throws StableHloFormatException {
    List<Function> functions = new ArrayList<>();
    for (Function function : module.functions()) {
      functions.add(function(function));
    }
    return new Module(
        "StableHLO_v1.7.3",
        module.bytecodeVersion(),
        annotations(module.attributes()),
        functions,
        List.of(),
        new Location.Unknown());
  }

  private static Function function(Function function) throws StableHloFormatException {
    checkTypes(function.type().inputs());
    checkTypes(function.type().outputs());
    return new Function(
        function.name(),
        function.type(),
        block(function.body()),
        function.argumentAttributes().stream().map(Downgrade::annotations).toList(),
        function.resultAttributes().stream().map(Downgrade::annotations).toList(),
        annotations(function.attributes()),
        new Location.Unknown());
  }

  /** Attributes of other dialects, such as shardings, mean nothing on one device. */
  private static Map<String, Attribute> annotations(Map<String, Attribute> attributes) {
    Map<String, Attribute> kept = new LinkedHashMap<>();
    attributes.forEach(
        (name, value) -> {
          boolean other = value instanceof Attribute.Assembly || value instanceof Attribute.Foreign;
          if (!other && !name.startsWith("sdy.")) {
            kept.put(name, value);
          }
        });
    return kept;
  }

  private static Block block(Block block) throws StableHloFormatException {
    List<Operation> operations = new ArrayList<>();
    for (Operation operation : block.operations()) {
      operations.add(operation(operation));
    }
    checkTypes(block.argumentTypes());
    List<Location> unknown =
        block.arguments().stream().<Location>map(a -> new Location.Unknown()).toList();
    return new Block(block.arguments(), block.argumentTypes(), unknown, operations);
  }

  private static Operation operation(Operation operation) throws StableHloFormatException {
    checkTypes(operation.resultTypes());
    Map<String, Attribute> attributes = new LinkedHashMap<>(operation.attributes());
    int version = adapt(operation, attributes);
    VhloOperations.Entry entry =
        VhloOperations.find(operation.name(), version)
            .orElseThrow(() -> cannot(operation, "is of another dialect"));
    if (VhloOperations.compareVersions(entry.since(), TARGET) > 0) {
      throw cannot(operation, "came with StableHLO " + entry.since());
    }
    List<Region> regions = new ArrayList<>();
    for (Region region : operation.regions()) {
      List<Block> blocks = new ArrayList<>();
      for (Block block : region.blocks()) {
        blocks.add(block(block));
      }
      regions.add(new Region(blocks));
    }
    return new Operation(
        operation.name(),
        version,
        attributes,
        annotations(operation.annotations()),
        operation.operands(),
        operation.results(),
        operation.resultTypes(),
        regions,
        new Location.Unknown());
  }

  /** Changes attributes to those of an older version of the operation, which it returns. */
  private static int adapt(Operation operation, Map<String, Attribute> attributes)
      throws StableHloFormatException {
    if (operation.version() < 2) {
      return operation.version();
    }
    if (WITH_ACCURACY.contains(operation.name())) {
      attributes.remove("result_accuracy");
      return 1;
    }
    switch (operation.name()) {
      case "custom_call" -> {
        dropEmpty(operation, attributes, "result_tilings");
        return 1;
      }
      case "composite" -> {
        if (!operation.regions().isEmpty()) {
          throw cannot(operation, "has regions");
        }
        return 1;
      }
      case "send", "recv" -> {
        dropEmpty(operation, attributes, "source_target_pairs");
        return 1;
      }
      case "dot_general" -> dropAlgorithm(operation, attributes);
      default -> {}
    }
    return operation.version();
  }

  private static void dropEmpty(Operation operation, Map<String, Attribute> attributes, String name)
      throws StableHloFormatException {
    Optional<Attribute> value = Optional.ofNullable(attributes.remove(name));
    boolean empty =
        value.isEmpty()
            || value.get() instanceof Attribute.Array array && array.elements().isEmpty()
            || value.get() instanceof Attribute.Dense dense
                && Tensors.shape(dense.type()).orElseThrow().size() == 0;
    if (!empty) {
      throw cannot(operation, "has the attribute " + name);
    }
  }

  /** TensorFlow 2.18 crashes on dot_general with an algorithm, and on an empty precision then. */
  private static void dropAlgorithm(Operation operation, Map<String, Attribute> attributes) {
    boolean plain = ALGORITHM.stream().allMatch(name -> NONE.equals(attributes.get(name)));
    if (plain || !attributes.keySet().containsAll(ALGORITHM)) {
      return;
    }
    ALGORITHM.forEach(name -> attributes.put(name, NONE));
    if (attributes.get("precision_config") instanceof Attribute.Array array
        && array.elements().isEmpty()) {
      attributes.put(
          "precision_config", new Attribute.Array(List.of(DEFAULT_PRECISION, DEFAULT_PRECISION)));
    }
  }

  private static void checkTypes(List<Type> types) throws StableHloFormatException {
    for (Type type : types) {
      checkType(type);
    }
  }

  private static void checkType(Type type) throws StableHloFormatException {
    if (type instanceof Type.RankedTensor tensor) {
      checkType(tensor.element());
    } else if (type instanceof Type.Tuple tuple) {
      checkTypes(tuple.elements());
    } else if (type instanceof Type.Buffer || type instanceof Type.Future) {
      throw newer(Tensors.spelling(type));
    } else if (ScalarKind.of(type).filter(kind -> kind.since > TARGET_MINOR).isPresent()) {
      throw newer(Tensors.spelling(type));
    }
  }

  private static StableHloFormatException newer(String type) {
    return new StableHloFormatException(
        "the type " + type + " came after StableHLO 1.7.3, which is what TensorFlow 2.18 reads");
  }

  private static StableHloFormatException cannot(Operation operation, String why) {
    return new StableHloFormatException(
        "operation %s%s %s; TensorFlow 2.18 reads StableHLO 1.7.3"
            .formatted(
                operation.name(),
                operation.location().source().map(s -> " at " + s).orElse(""),
                why));
  }
}
