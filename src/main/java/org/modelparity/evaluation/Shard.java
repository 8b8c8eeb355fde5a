package org.modelparity.evaluation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One of several parts of an evaluation, each for another machine. All rows of an example are in
 * one part, since its model is opened once for all targets.
 *
 * @param index from 1 to {@code count}
 * @param count of parts
 */
public record Shard(int index, int count) {
  /** Everything. */
  public static final Shard WHOLE = new Shard(1, 1);

  /** What an example is taken to need that no earlier result tells of, in seconds. */
  private static final double UNKNOWN_SECONDS = 1;

  private static final Pattern TEXT = Pattern.compile("(\\d{1,6})/(\\d{1,6})");

  /**
   * @throws IllegalArgumentException if the index is not from 1 to the count
   */
  public Shard {
    if (index < 1 || index > count) {
      throw new IllegalArgumentException("there is no shard " + index + " of " + count);
    }
  }

  /**
   * The shard that a user wrote, for example {@code 3/16}.
   *
   * @throws EvaluationException if it is not written so
   */
  public static Shard of(String text) throws EvaluationException {
    Matcher matcher = TEXT.matcher(text.strip());
    if (matcher.matches()) {
      int index = Integer.parseInt(matcher.group(1));
      int count = Integer.parseInt(matcher.group(2));
      if (index >= 1 && index <= count) {
        return new Shard(index, count);
      }
    }
    throw new EvaluationException(
        "shard is '" + text + "', but must be like 3/16: a part, from 1, and how many there are");
  }

  boolean isWhole() {
    return count == 1;
  }

  /**
   * The suites reduced to the examples of this part; suites that it has nothing of stay, empty.
   * Examples go to the part with the least to do so far, the longest first (Graham's LPT rule), so
   * that every machine finds the same parts from the same earlier results.
   *
   * @param last results of an earlier evaluation, the same for every part; empty if there are none
   */
  public List<Suite> of(List<Suite> suites, Optional<Results> last) {
    Set<Example> mine = part(suites.stream().flatMap(s -> s.examples().stream()).toList(), last);
    return suites.stream()
        .map(
            s ->
                new Suite(
                    s.name(),
                    s.url(),
                    s.description(),
                    s.examples().stream().filter(mine::contains).toList()))
        .toList();
  }

  private Set<Example> part(List<Example> examples, Optional<Results> last) {
    Map<String, Double> seconds = seconds(last);
    List<Example> longestFirst = new ArrayList<>(examples);
    longestFirst.sort(
        Comparator.comparingDouble(
                (Example e) -> seconds.getOrDefault(e.toString(), UNKNOWN_SECONDS))
            .reversed()
            .thenComparing(Example::toString));
    double[] load = new double[count];
    Set<Example> mine = new HashSet<>();
    for (Example example : longestFirst) {
      int least = 0;
      for (int i = 1; i < count; i++) {
        least = load[i] < load[least] ? i : least;
      }
      load[least] += seconds.getOrDefault(example.toString(), UNKNOWN_SECONDS);
      if (least == index - 1) {
        mine.add(example);
      }
    }
    return mine;
  }

  private static Map<String, Double> seconds(Optional<Results> last) {
    Map<String, Double> seconds = new HashMap<>();
    for (Result row : last.map(Results::rows).orElse(List.of())) {
      Result.Seconds measured = row.seconds();
      double convert = measured.convert() == null ? 0 : measured.convert();
      double run = measured.run() == null ? 0 : measured.run();
      seconds.merge(row.suite() + "/" + row.example(), convert + run, Double::sum);
    }
    return seconds;
  }

  /** For example {@code 3/16}. */
  @Override
  public String toString() {
    return index + "/" + count;
  }
}
