package org.modelparity.report;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.modelparity.evaluation.Aggregate;
import org.modelparity.evaluation.Baseline;
import org.modelparity.evaluation.Change;
import org.modelparity.evaluation.OutputFolders;
import org.modelparity.evaluation.Result;
import org.modelparity.evaluation.Results;
import org.modelparity.evaluation.Row;
import org.modelparity.evaluation.Verdict;

/**
 * What reports are made from.
 *
 * @param changes of every row against the baseline
 * @param origins where rows come from
 * @param pictures that are in it
 */
public record Report(
    Results results,
    Verdict verdict,
    Map<Row, Change> changes,
    Map<Row, Aggregate.Origin> origins,
    Pictures pictures) {
  public Report {
    changes = Map.copyOf(changes);
    origins = Map.copyOf(origins);
  }

  /** A report on all modules of a build. */
  public static Report of(Aggregate aggregate) {
    return new Report(
        aggregate.results(),
        aggregate.verdict(),
        aggregate.changes(),
        aggregate.origins(),
        Pictures.DRAWN);
  }

  /**
   * A report on results that were held to a baseline.
   *
   * @param models where the model of a row is, relative to the root of the repository, with slashes
   */
  public static Report of(
      Results results, Verdict verdict, Baseline baseline, Map<Row, String> models) {
    return new Report(
        results,
        verdict,
        results.rows().stream()
            .collect(Collectors.toMap(Result::row, r -> Change.of(r, baseline.entry(r.row())))),
        results.rows().stream()
            .map(Result::row)
            .collect(Collectors.toMap(row -> row, row -> origin(row, models.get(row)))),
        Pictures.DRAWN);
  }

  /** The same report with pictures from elsewhere. */
  public Report with(Pictures other) {
    return new Report(results, verdict, changes, origins, other);
  }

  private static Aggregate.Origin origin(Row row, String model) {
    String folder = OutputFolders.relativeModel(row).toString();
    return new Aggregate.Origin(model, folder, Verdict.command(row));
  }

  Aggregate.Origin origin(Row row) {
    Aggregate.Origin known = origins.get(row);
    return known == null ? origin(row, null) : known;
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
