package org.modelparity.evaluation;

import java.util.List;

/**
 * The outcome of an evaluation, as results.json holds it.
 *
 * @param schema version of the format, {@value #SCHEMA}
 * @param generated when, as ISO 8601 in UTC; null if the build wants no dates
 * @param suites in the order of the table
 * @param rows in the order of the table
 */
public record Results(
    int schema, String generated, List<SuiteInfo> suites, List<Result> rows, Summary summary) {
  public static final int SCHEMA = 1;

  public Results {
    suites = suites == null ? List.of() : List.copyOf(suites);
    rows = List.copyOf(rows);
  }

  /** What a report says of a suite beside its rows. */
  public record SuiteInfo(String name, String url, String description) {}

  /** Counts of rows. */
  public record Summary(int rows, int success, int fail) {}
}
