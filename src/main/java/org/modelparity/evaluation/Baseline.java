package org.modelparity.evaluation;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The committed statuses and errors that rows are held to. Its file is sorted and has no date of
 * its own, so that a change of it shows what changed.
 *
 * @param rows sorted, one for each row
 */
public record Baseline(int schema, List<Entry> rows) {
  public static final int SCHEMA = 1;

  /** Holds nothing: every FAIL is a regression. */
  public static final Baseline EMPTY = new Baseline(SCHEMA, List.of());

  public Baseline {
    rows = rows == null ? List.of() : List.copyOf(rows);
  }

  /**
   * What a row is held to.
   *
   * @param stage of a FAIL that is accepted; null for a SUCCESS
   * @param error of a FAIL that is accepted; null for a SUCCESS
   * @param maxAbsError that the row had when it was accepted; null if none was measured
   * @param reason why a FAIL or a larger error was accepted; null if none was given
   * @param until last day on which a FAIL is accepted, as {@code 2027-01-31}; null for always
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Entry(
      String suite,
      String example,
      String target,
      Status status,
      Stage stage,
      String error,
      Double maxAbsError,
      String reason,
      String until) {
    public Row row() {
      return new Row(suite, example, target);
    }

    public Optional<LocalDate> lastDay() {
      return Optional.ofNullable(until).map(LocalDate::parse);
    }
  }

  static Baseline of(Collection<Entry> entries) {
    return new Baseline(SCHEMA, entries.stream().sorted(Comparator.comparing(Entry::row)).toList());
  }

  public Optional<Entry> entry(Row row) {
    return rows.stream().filter(e -> e.row().equals(row)).findFirst();
  }

  /**
   * Entries whose rows no longer exist: chosen by the results' patterns and of a target that was
   * evaluated, and yet without a result. A shard cannot tell.
   */
  public List<Entry> stale(Results results) {
    if (results.shard() != null) {
      return List.of();
    }
    Includes includes = new Includes(results.includes());
    Set<Row> existing = new HashSet<>(results.rows().stream().map(Result::row).toList());
    Set<String> targets = new HashSet<>(results.targets());
    return rows.stream()
        .filter(e -> targets.contains(e.target()) && includes.matches(e.row()))
        .filter(e -> !existing.contains(e.row()))
        .toList();
  }

  /**
   * Reads a baseline; one that does not exist is {@link #EMPTY}.
   *
   * @throws EvaluationException if the file is damaged, of another schema, or has a row twice
   */
  public static Baseline read(Path file) throws EvaluationException {
    String remedy = "; mend it, or restore it from version control";
    try {
      Baseline baseline = Json.reader(Baseline.class).readValue(Files.readString(file));
      if (baseline == null || baseline.schema != SCHEMA) {
        throw new EvaluationException(
            file
                + " is not a baseline of schema "
                + SCHEMA
                + ", which this version reads"
                + remedy);
      }
      TreeMap<Row, Entry> seen = new TreeMap<>();
      for (Entry entry : baseline.rows) {
        requireComplete(file, entry, remedy);
        if (seen.put(entry.row(), entry) != null) {
          throw new EvaluationException(file + " has two entries for " + entry.row() + remedy);
        }
      }
      return of(seen.values());
    } catch (NoSuchFileException e) {
      return EMPTY;
    } catch (JsonProcessingException e) {
      throw new EvaluationException(
          file + " is not a baseline: " + Results.firstLine(e) + remedy, e);
    } catch (IOException e) {
      throw new EvaluationException(file + " cannot be read: " + FileProblem.of(e) + remedy, e);
    }
  }

  private static void requireComplete(Path file, Entry entry, String remedy)
      throws EvaluationException {
    if (entry == null
        || entry.suite() == null
        || entry.example() == null
        || entry.target() == null
        || entry.status() == null
        || (entry.status() == Status.FAIL && entry.stage() == null)) {
      throw new EvaluationException(
          file + " has an entry without suite, example, target, status or stage" + remedy);
    }
    try {
      entry.lastDay();
    } catch (DateTimeParseException e) {
      throw new EvaluationException(
          "%s: until of %s is '%s', but must be a date like 2027-01-31"
              .formatted(file, entry.row(), entry.until()),
          e);
    }
  }

  /** Writes the file: whole or not at all, the same bytes for the same entries. */
  public void write(Path file) throws EvaluationException {
    try {
      WholeFile.write(file, Json.fileText(this));
    } catch (IOException e) {
      throw new EvaluationException(
          file + " cannot be written: " + FileProblem.of(e) + "; make it writable, or set baseline",
          e);
    }
  }
}
