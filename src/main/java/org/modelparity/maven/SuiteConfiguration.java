package org.modelparity.maven;

import java.io.File;
import java.util.ArrayList;
import java.util.List;
import org.apache.maven.plugins.annotations.Parameter;
import org.modelparity.evaluation.ExampleOverride;
import org.modelparity.evaluation.SuiteDeclaration;

/** A suite as the POM declares it; see {@link CheckMojo}. */
public final class SuiteConfiguration {
  /** Name of the suite, as in the table. */
  @Parameter(required = true)
  String name;

  /** Where the examples come from, for the table. */
  @Parameter String url;

  /** What the examples are, for the table. */
  @Parameter String description;

  /** Holds one folder for each example; by default the folder of the suite's name. */
  @Parameter File directory;

  /** What single examples set for themselves; examples that are not named here are found. */
  @Parameter List<ExampleConfiguration> examples;

  SuiteDeclaration toDeclaration(File modelsDirectory) throws ParameterException {
    if (name == null || name.isEmpty()) {
      throw new ParameterException("parameter suites: a suite has no <name>");
    }
    List<ExampleOverride> overrides = new ArrayList<>();
    for (ExampleConfiguration example :
        examples == null ? List.<ExampleConfiguration>of() : examples) {
      overrides.add(example.toOverride(name));
    }
    File folder = directory != null ? directory : new File(modelsDirectory, name);
    return new SuiteDeclaration(name, url, description, folder.toPath().normalize(), overrides);
  }
}
