package org.modelparity.stablehlo;

import java.util.List;
import java.util.Map;

/**
 * A function of a module.
 *
 * @param argumentAttributes one map an argument, for example {@code jax.global_constant}
 */
public record Function(
    String name,
    Type.FunctionType type,
    Block body,
    List<Map<String, Attribute>> argumentAttributes,
    List<Map<String, Attribute>> resultAttributes,
    Location location) {
  public Function {
    argumentAttributes = List.copyOf(argumentAttributes);
    resultAttributes = List.copyOf(resultAttributes);
  }
}
