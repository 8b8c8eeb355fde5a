package org.modelparity.evaluation;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Patterns that choose rows: {@code suite/example} or {@code suite/example:target}, where {@code *}
 * stands for any text. No patterns choose every row.
 */
public record Includes(List<String> patterns) {
  public static final Includes ALL = new Includes(List.of());

  public Includes {
    patterns = List.copyOf(patterns);
  }

  /** The pattern for exactly this row, as a user would write it in a comma-separated list. */
  public static String patternFor(Row row) {
    return (row.suite() + "/" + row.example() + ":" + row.target()).replaceAll("[,*]", "*");
  }

  public boolean matches(Row row) {
    String example = row.suite() + "/" + row.example();
    return patterns.isEmpty()
        || patterns.stream()
            .map(Includes::regex)
            .anyMatch(
                p ->
                    p.matcher(example).matches()
                        || p.matcher(example + ":" + row.target()).matches());
  }

  /** The suites reduced to the chosen rows; suites and examples without any are left out. */
  public List<Suite> filter(List<Suite> suites) {
    return suites.stream()
        .map(
            suite ->
                new Suite(
                    suite.name(),
                    suite.url(),
                    suite.description(),
                    suite.examples().stream().flatMap(this::filter).toList()))
        .filter(suite -> !suite.examples().isEmpty())
        .toList();
  }

  private Stream<Example> filter(Example example) {
    List<String> targets =
        example.options().targets().stream().filter(t -> matches(example.row(t))).toList();
    return targets.isEmpty() ? Stream.empty() : Stream.of(example.withTargets(targets));
  }

  private static Pattern regex(String pattern) {
    return Pattern.compile(
        Stream.of(pattern.strip().split("\\*", -1))
            .map(Pattern::quote)
            .collect(Collectors.joining(".*")),
        Pattern.DOTALL);
  }
}
