package org.modelparity.evaluation;

import java.nio.file.Path;
import java.util.List;

/**
 * A suite as a user declares it: where it is, and what its examples set for themselves.
 *
 * @param directory holds one folder for each example
 */
public record SuiteDeclaration(
    String name, String url, String description, Path directory, List<ExampleOverride> examples) {
  public SuiteDeclaration {
    examples = examples == null ? List.of() : List.copyOf(examples);
  }
}
