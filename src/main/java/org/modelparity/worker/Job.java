package org.modelparity.worker;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.modelparity.evaluation.Example;

/**
 * What a worker is asked for: some rows of one example, in this order.
 *
 * @param targets of the rows that a result is owed for
 * @param backends by target
 * @param outputDirectory where converted models and details go
 */
record Job(
    Example example,
    List<String> targets,
    Map<String, List<String>> backends,
    Path outputDirectory) {
  Job {
    targets = List.copyOf(targets);
    backends = Map.copyOf(backends);
  }

  /** The same example for the targets that are still owed. */
  Job withTargets(List<String> owed) {
    return new Job(example, owed, backends, outputDirectory);
  }
}
