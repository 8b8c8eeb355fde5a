package org.modelparity.tensor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Errors counted by decade.
 *
 * @param zero errors of exactly 0
 * @param firstDecade exponent of the first count: {@code counts[i]} holds the errors in
 *     [10^(firstDecade+i), 10^(firstDecade+i+1)); 0 if there are none
 * @param counts with neither leading nor trailing zeros; empty if no error is finite and above 0
 * @param infinite errors that are infinite
 */
public record Histogram(long zero, int firstDecade, List<Long> counts, long infinite) {
  public Histogram {
    counts = List.copyOf(counts);
  }

  /** Counts errors as they come; a table of powers spares a logarithm for each element. */
  static final class Counter {
    private static final int LOWEST = -324;
    private static final int HIGHEST = 308;
    private static final double LOG10_OF_2 = 0.30102999566398120;
    private static final double[] POWERS = powers();

    private final long[] decades = new long[HIGHEST - LOWEST + 1];
    private long zero;
    private long infinite;

    private static double[] powers() {
      double[] powers = new double[HIGHEST - LOWEST + 1];
      for (int i = 0; i < powers.length; i++) {
        powers[i] = Double.parseDouble("1e" + (LOWEST + i));
      }
      return powers;
    }

    void add(double error) {
      if (error == 0) {
        zero++;
      } else if (error == Double.POSITIVE_INFINITY) {
        infinite++;
      } else {
        decades[decade(error)]++;
      }
    }

    private static int decade(double error) {
      int guess = (int) Math.floor(Math.getExponent(error) * LOG10_OF_2) - LOWEST;
      int index = Math.max(0, Math.min(POWERS.length - 1, guess));
      while (index + 1 < POWERS.length && POWERS[index + 1] <= error) {
        index++;
      }
      while (index > 0 && POWERS[index] > error) {
        index--;
      }
      return index;
    }

    Histogram histogram() {
      int first = 0;
      int end = decades.length;
      while (first < end && decades[first] == 0) {
        first++;
      }
      while (end > first && decades[end - 1] == 0) {
        end--;
      }
      List<Long> counts = new ArrayList<>(Arrays.stream(decades, first, end).boxed().toList());
      return new Histogram(zero, counts.isEmpty() ? 0 : first + LOWEST, counts, infinite);
    }
  }
}
