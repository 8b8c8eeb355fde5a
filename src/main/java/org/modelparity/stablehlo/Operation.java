package org.modelparity.stablehlo;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One operation of a block. Values are numbers that are unique within their function.
 *
 * @param name without dialect and version, for example {@code dot_general}; with its dialect where
 *     that is not VHLO, for example {@code sdy.sharding_constraint}
 * @param version the VHLO version of the operation, 1 or more; 0 for other dialects
 * @param attributes those that the operation's specification names
 * @param annotations any other attributes, for example {@code mhlo.sharding}
 */
public record Operation(
    String name,
    int version,
    Map<String, Attribute> attributes,
    Map<String, Attribute> annotations,
    List<Integer> operands,
    List<Integer> results,
    List<Type> resultTypes,
    List<Region> regions,
    Location location) {
  public Operation {
    attributes = Map.copyOf(attributes);
    annotations = Map.copyOf(annotations);
    operands = List.copyOf(operands);
    results = List.copyOf(results);
    resultTypes = List.copyOf(resultTypes);
    regions = List.copyOf(regions);
  }

  public Optional<Attribute> attribute(String attributeName) {
    return Optional.ofNullable(attributes.get(attributeName));
  }
}
