package org.modelparity.benchmark;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.modelparity.evaluation.Result;
import org.modelparity.evaluation.Results;
import org.modelparity.evaluation.Stage;

/**
 * Writes {@code coverage.md} from the results of a suite whose suites are operations: operation by
 * target, with the reason for each no.
 *
 * <p>Arguments: {@code results.json}, the Markdown file, what was evaluated in a few words.
 */
public final class CoverageTable {
  private static final int LONGEST_REASON = 160;

  private static final String NOTES =
      """

      A sort that is not stable may order equal keys as it likes, and XLA's order is its own: where the
      other operands of such a sort differ, so may the numbers. A NaN has no sign on the targets, so
      that top_k has all of them first where XLA has the negative ones last.
      """;

  private CoverageTable() {}

  /** Reads the results and writes the page. */
  public static void main(String[] arguments) throws Exception {
    Results results = Results.read(Path.of(arguments[0]));
    Files.writeString(Path.of(arguments[1]), page(results, arguments[2]));
  }

  public static String page(Results results, String subject) {
    StringBuilder page = new StringBuilder();
    page.append("# Coverage\n\nGenerated from ").append(subject).append(".\n\n");
    List<String> targets = results.targets();
    page.append(
        "| | rows | right | refused at convert | other |\n| --- | --- | --- | --- | --- |\n");
    for (String target : targets) {
      List<Result> rows = results.rows().stream().filter(r -> r.target().equals(target)).toList();
      long right = rows.stream().filter(Result::succeeded).count();
      long refused = rows.stream().filter(r -> r.stage() == Stage.CONVERT).count();
      page.append(
          String.format(
              Locale.ROOT,
              "| %s | %d | %d (%.1f %%) | %d | %d |%n",
              target,
              rows.size(),
              right,
              100.0 * right / rows.size(),
              refused,
              rows.size() - right - refused));
    }
    page.append("\n| operation |");
    targets.forEach(t -> page.append(' ').append(t).append(" |"));
    page.append(" why not |\n| --- |").append(" --- |".repeat(targets.size())).append(" --- |\n");
    operations(results).forEach((name, rows) -> page.append(row(name, rows, targets)));
    page.append(NOTES);
    return page.toString().replace("\r\n", "\n");
  }

  private static Map<String, List<Result>> operations(Results results) {
    Map<String, List<Result>> operations = new TreeMap<>();
    results
        .rows()
        .forEach(r -> operations.computeIfAbsent(r.suite(), s -> new ArrayList<>()).add(r));
    return operations;
  }

  private static String row(String name, List<Result> rows, List<String> targets) {
    StringBuilder line = new StringBuilder("| ").append(name).append(" |");
    TreeSet<String> reasons = new TreeSet<>();
    for (String target : targets) {
      List<Result> own = rows.stream().filter(r -> r.target().equals(target)).toList();
      long right = own.stream().filter(Result::succeeded).count();
      line.append(' ').append(right).append('/').append(own.size()).append(" |");
    }
    rows.stream().filter(r -> !r.succeeded()).forEach(r -> reasons.add(reason(r)));
    return line.append(' ').append(String.join("<br/>", reasons)).append(" |\n").toString();
  }

  private static String reason(Result result) {
    String error = String.valueOf(result.error()).replaceAll("\\s+", " ");
    String brief =
        error.length() <= LONGEST_REASON ? error : error.substring(0, LONGEST_REASON) + "...";
    String escaped = brief.replace("|", "\\|").replace("<", "&lt;");
    return result.stage().toString().toLowerCase(Locale.ROOT) + ": " + escaped;
  }
}
