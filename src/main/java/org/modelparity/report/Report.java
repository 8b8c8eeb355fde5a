package org.modelparity.report;

import java.util.Map;
import org.modelparity.evaluation.Baseline;
import org.modelparity.evaluation.Results;
import org.modelparity.evaluation.Row;
import org.modelparity.evaluation.Verdict;

/**
 * What reports are made from.
 *
 * @param models where the model of a row is, relative to the root of the repository, with slashes
 */
public record Report(Results results, Verdict verdict, Baseline baseline, Map<Row, String> models) {
  public Report {
    models = Map.copyOf(models);
  }
}
