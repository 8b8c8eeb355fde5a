package org.modelparity.report;

import java.util.Optional;
import java.util.function.Supplier;
import org.modelparity.evaluation.OutputResult;

/** Where a report's pictures come from: to draw one takes long in a young JVM. */
@FunctionalInterface
public interface Pictures {
  /** Each is drawn. */
  Pictures DRAWN = (kind, output, drawing) -> drawing.get();

  /**
   * A picture as inline SVG.
   *
   * @param kind which of an output's pictures
   * @param output all that the picture depends on
   * @param drawing draws it; empty if that is not possible
   */
  Optional<String> svg(String kind, OutputResult output, Supplier<Optional<String>> drawing);
}
