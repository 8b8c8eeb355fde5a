package org.modelparity.maven;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.modelparity.evaluation.Discovery;
import org.modelparity.evaluation.EvaluationException;
import org.modelparity.evaluation.EvaluationRequest;
import org.modelparity.evaluation.ExampleOptions;
import org.modelparity.evaluation.Includes;
import org.modelparity.evaluation.RandomInputs;
import org.modelparity.evaluation.Suite;
import org.modelparity.evaluation.SuiteDeclaration;
import org.modelparity.tensor.Tolerance;
import org.modelparity.worker.TargetKind;

/** What {@link CheckMojo} was configured with, as written; the only place where it is checked. */
record Configuration(
    List<SuiteConfiguration> suites,
    File modelsDirectory,
    List<String> targets,
    List<String> tfliteBackends,
    List<String> tfjsBackends,
    double rtol,
    double atol,
    long timeout,
    RandomInputsConfiguration randomInputs,
    List<String> allowedOperations) {

  /**
   * What is to be evaluated.
   *
   * @throws ParameterException if a value is not allowed
   * @throws EvaluationException if a suite or example does not exist
   */
  EvaluationRequest toRequest(Includes includes, Path outputDirectory)
      throws ParameterException, EvaluationException {
    ExampleOptions defaults = defaults();
    Map<String, List<String>> backends = new TreeMap<>();
    for (TargetKind target : TargetKind.values()) {
      backends.put(target.toString(), backends(target.family()));
    }
    List<Suite> found = includes.filter(find(new Discovery(defaults)));
    return new EvaluationRequest(found, backends, outputDirectory);
  }

  private ExampleOptions defaults() throws ParameterException {
    return new ExampleOptions(
        new Tolerance(Parameters.tolerance("rtol", rtol), Parameters.tolerance("atol", atol)),
        Parameters.oneOrMore(
            "targets", targets, TargetKind.names(), ExampleOptions.DEFAULT.targets()),
        Parameters.seconds("timeout", timeout),
        null,
        randomInputs == null ? RandomInputs.DEFAULT : randomInputs.toRandomInputs(),
        Parameters.stripped(allowedOperations));
  }

  private List<String> backends(TargetKind.Family family) throws ParameterException {
    return switch (family) {
      case TENSORFLOW -> family.backends();
      case TFLITE -> backends("tfliteBackends", tfliteBackends, family);
      case TFJS -> backends("tfjsBackends", tfjsBackends, family);
    };
  }

  private static List<String> backends(
      String parameter, List<String> written, TargetKind.Family family) throws ParameterException {
    return Parameters.oneOrMore(
        parameter, written, family.backends(), family.backends().subList(0, 1));
  }

  private List<Suite> find(Discovery discovery) throws ParameterException, EvaluationException {
    if (suites == null || suites.isEmpty()) {
      return discovery.discover(modelsDirectory.toPath());
    }
    List<Suite> found = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (SuiteConfiguration suite : suites) {
      SuiteDeclaration declaration = suite.toDeclaration(modelsDirectory);
      if (!names.add(declaration.name())) {
        throw new ParameterException(
            "parameter suites: there are two suites '%s'; give each a name of its own"
                .formatted(declaration.name()));
      }
      found.add(discovery.find(declaration));
    }
    return found;
  }
}
