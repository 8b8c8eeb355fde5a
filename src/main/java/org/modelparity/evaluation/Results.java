package org.modelparity.evaluation;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The outcome of an evaluation, as results.json holds it.
 *
 * @param schema version of the format, {@value #SCHEMA}
 * @param generated when, as ISO 8601 in UTC; null if the build wants no dates
 * @param includes the patterns that rows were chosen by; empty if all were
 * @param shard the part of an evaluation that this is, for example {@code 3/16}; null if it is
 *     whole
 * @param suites in the order of the table, those without rows of this shard included
 * @param rows in the order of the table
 */
public record Results(
    int schema,
    String generated,
    List<String> includes,
    String shard,
    List<SuiteInfo> suites,
    List<Result> rows,
    Summary summary) {
  public static final int SCHEMA = 1;

  public Results {
    includes = includes == null ? List.of() : List.copyOf(includes);
    suites = suites == null ? List.of() : List.copyOf(suites);
    rows = rows == null ? List.of() : List.copyOf(rows);
    summary = Summary.of(rows);
  }

  /** What a report says of a suite beside its rows. */
  public record SuiteInfo(String name, String url, String description) {
    public SuiteInfo {
      url = url == null ? "" : url;
      description = description == null ? "" : description;
    }
  }

  /** Counts of rows; {@code cached} of those that were taken from the cache. */
  public record Summary(int rows, int success, int fail, int cached) {
    static Summary of(List<Result> results) {
      int success = (int) results.stream().filter(Result::succeeded).count();
      int cached = (int) results.stream().filter(Result::cached).count();
      return new Summary(results.size(), success, results.size() - success, cached);
    }
  }

  /**
   * The results of a request, one for each of its rows, in its order. A row that nobody gave a
   * result for is a FAIL at load.
   *
   * @param generated when; null if the build wants no dates
   * @throws IllegalArgumentException if a result is given twice, or was not asked for
   */
  public static Results of(
      EvaluationRequest request, Instant generated, Includes includes, List<Result> results) {
    Map<Row, Result> byRow = new LinkedHashMap<>();
    for (Result result : results) {
      if (byRow.put(result.row(), result) != null) {
        throw new IllegalArgumentException("two results for " + result.row());
      }
    }
    List<Result> inOrder = new ArrayList<>();
    for (Row row : request.rows()) {
      Result result = byRow.remove(row);
      inOrder.add(
          result != null ? result : Result.failed(row, Stage.LOAD, "the row was not evaluated"));
    }
    if (!byRow.isEmpty()) {
      throw new IllegalArgumentException("results that were not asked for: " + byRow.keySet());
    }
    return new Results(
        SCHEMA,
        text(generated),
        includes.patterns(),
        request.shard().isWhole() ? null : request.shard().toString(),
        request.suites().stream()
            .map(s -> new SuiteInfo(s.name(), s.url(), s.description()))
            .toList(),
        inOrder,
        null);
  }

  static String text(Instant generated) {
    return generated == null ? null : generated.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /** When the results were made, if they say. */
  public Optional<Instant> generatedAt() {
    return Optional.ofNullable(generated).map(Instant::parse);
  }

  /** The targets of all rows, in the order in which they first come. */
  public List<String> targets() {
    return rows.stream().map(Result::target).distinct().toList();
  }

  /** The rows of one target in one suite, in the order of the table. */
  public List<Result> rows(String target, SuiteInfo suite) {
    return rows.stream()
        .filter(r -> r.target().equals(target) && r.suite().equals(suite.name()))
        .toList();
  }

  public Optional<Result> row(Row row) {
    return rows.stream().filter(r -> r.row().equals(row)).findFirst();
  }

  /**
   * Reads results.json.
   *
   * @throws EvaluationException if the file is missing, damaged or of another schema
   */
  public static Results read(Path file) throws EvaluationException {
    String remedy = "; run 'mvn parity:check' to make it";
    try {
      Results results = Json.reader(Results.class).readValue(Files.readString(file));
      if (results == null || results.schema != SCHEMA) {
        throw new EvaluationException(
            file + " is not of schema " + SCHEMA + ", which this version reads" + remedy);
      }
      results.generatedAt();
      return results;
    } catch (NoSuchFileException e) {
      throw new EvaluationException(file + " does not exist" + remedy, e);
    } catch (JsonProcessingException | DateTimeParseException e) {
      throw new EvaluationException(file + " does not hold results: " + firstLine(e) + remedy, e);
    } catch (IOException e) {
      throw new EvaluationException(file + " cannot be read: " + FileProblem.of(e) + remedy, e);
    }
  }

  /** Writes results.json: whole or not at all, the same bytes for the same results. */
  public void write(Path file) throws EvaluationException {
    try {
      WholeFile.write(file, Json.fileText(this));
    } catch (IOException e) {
      throw new EvaluationException(file + " cannot be written: " + FileProblem.of(e), e);
    }
  }

  static String firstLine(Exception e) {
    String message =
        e instanceof JsonProcessingException json ? json.getOriginalMessage() : e.getMessage();
    return message == null ? e.getClass().getSimpleName() : message.lines().findFirst().orElse("");
  }
}
