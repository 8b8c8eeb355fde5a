package org.modelparity.report;

import java.nio.file.Path;
import org.modelparity.evaluation.Result;
import org.modelparity.evaluation.Verdict;

/** What the build's log says of a row as it finishes, and at the end. */
public final class ProgressLine {
  private ProgressLine() {}

  /** How a log shows what went well and what did not. */
  public interface Emphasis {
    String good(String text);

    String bad(String text);
  }

  /** The line as it is in a log without colours. */
  public static String of(int number, int total, Result result) {
    return of(number, total, result, Plain.TEXT);
  }

  private enum Plain implements Emphasis {
    TEXT;

    @Override
    public String good(String text) {
      return text;
    }

    @Override
    public String bad(String text) {
      return text;
    }
  }

  /**
   * For example {@code [ 7/20] flax/ppo -> tflite SUCCESS 0.14 s max abs 4.1e-10}, with two spaces
   * between columns.
   *
   * @param number of the row, from 1, in the order in which rows finish
   */
  public static String of(int number, int total, Result result, Emphasis emphasis) {
    String count = ("%" + String.valueOf(total).length() + "d").formatted(number);
    String outcome =
        result.succeeded()
            ? "max abs " + Wording.figure(result.maxAbsError())
            : Wording.error(result);
    return "[%s/%d] %s  %s  %s  %s%s"
        .formatted(
            count,
            total,
            oneLine(result.row().toString()),
            result.succeeded()
                ? emphasis.good(result.status().toString())
                : emphasis.bad(result.status().toString()),
            Wording.seconds(Wording.seconds(result)),
            oneLine(outcome),
            result.cached() ? "  (cached)" : "");
  }

  /** The closing line: counts and where the report is. */
  public static String closing(Verdict verdict, Path report) {
    int cached = verdict.summary().cached();
    return "%s%s; report: %s"
        .formatted(verdict.counts(), cached > 0 ? ", " + cached + " from the cache" : "", report);
  }

  /** Names and errors come from strangers: they must not forge lines or colours of the log. */
  private static String oneLine(String text) {
    return text.replaceAll("[\\p{Cntrl}\\u2028\\u2029]+", " ");
  }
}
