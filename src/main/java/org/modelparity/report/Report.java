package org.modelparity.report;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.modelparity.evaluation.Baseline;
import org.modelparity.evaluation.Change;
import org.modelparity.evaluation.Result;
import org.modelparity.evaluation.Results;
import org.modelparity.evaluation.Row;
import org.modelparity.evaluation.Verdict;

/**
 * What reports are made from.
 *
 * @param changes of every row against the baseline
 * @param models where the model of a row is, relative to the root of the repository, with slashes
 */
public record Report(
    Results results, Verdict verdict, Map<Row, Change> changes, Map<Row, String> models) {
  public Report {
    changes = Map.copyOf(changes);
    models = Map.copyOf(models);
  }

  /** A report on results that were held to a baseline. */
  public static Report of(
      Results results, Verdict verdict, Baseline baseline, Map<Row, String> models) {
    return new Report(
        results,
        verdict,
        results.rows().stream()
            .collect(Collectors.toMap(Result::row, r -> Change.of(r, baseline.entry(r.row())))),
        models);
  }

  Change change(Result result) {
    return changes.getOrDefault(result.row(), Change.NEW);
  }

  /** What the page's filter searches, in lower case. */
  String filterText(Result result) {
    return (result.row() + " " + result.status() + " " + Wording.error(result))
        .toLowerCase(Locale.ROOT);
  }

  /** What the page's filter can choose. */
  String filterStatus(Result result) {
    String status = result.succeeded() ? "success" : "fail";
    return change(result) == Change.SAME ? status : status + " changed";
  }
}
