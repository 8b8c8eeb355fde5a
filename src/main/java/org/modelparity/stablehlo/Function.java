package org.modelparity.stablehlo;

import java.util.List;
import java.util.Map;

/**
 * A function of a module.
 *
 * @param argumentAttributes one map an argument, for example {@code jax.global_constant}; empty
 *     where no argument has any
 * @param resultAttributes likewise for results
 * @param attributes what else is said of the function, for example {@code sym_visibility}
 */
public record Function(
    String name,
    Type.FunctionType type,
    Block body,
    List<Map<String, Attribute>> argumentAttributes,
    List<Map<String, Attribute>> resultAttributes,
    Map<String, Attribute> attributes,
    Location location) {
  public Function {
    argumentAttributes = List.copyOf(argumentAttributes);
    resultAttributes = List.copyOf(resultAttributes);
    attributes = Map.copyOf(attributes);
  }
}
