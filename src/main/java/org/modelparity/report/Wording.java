package org.modelparity.report;

import java.util.Locale;
import org.modelparity.evaluation.Result;
import org.modelparity.tensor.Numbers;

/** How figures and targets are called in every report. */
public final class Wording {
  private static final int LONGEST_ERROR = 2000;

  private Wording() {}

  /** For example {@code TFLite} for {@code tflite}, {@code TFjs uint8} for {@code tfjs-uint8}. */
  public static String target(String name) {
    return switch (name) {
      case "tflite" -> "TFLite";
      case "tfjs" -> "TFjs";
      case "tensorflow" -> "TensorFlow";
      default -> name.replaceFirst("^tflite-", "TFLite ").replaceFirst("^tfjs-", "TFjs ");
    };
  }

  /** Two digits, or a dash where nothing was measured. */
  public static String figure(Double value) {
    return value == null ? "-" : Numbers.brief(value);
  }

  /** For example {@code 2.5 %}, or {@code 240 times} where it is many times the whole. */
  static String share(Double share) {
    if (share == null) {
      return "-";
    }
    return share < 10 ? Numbers.brief(100 * share) + " %" : Numbers.brief(share) + " times";
  }

  /** For example {@code 0.14 s}. */
  static String seconds(Double value) {
    return value == null ? "-" : String.format(Locale.ROOT, "%.2f s", value);
  }

  /** For example {@code 94.2 MB}, with a thousand to the step. */
  static String size(Long bytes) {
    if (bytes == null) {
      return "-";
    }
    if (bytes < 1000) {
      return bytes + " B";
    }
    String[] units = {"kB", "MB", "GB", "TB"};
    double value = bytes / 1000.0;
    int unit = 0;
    while (value >= 999.95 && unit + 1 < units.length) {
      value /= 1000;
      unit++;
    }
    return String.format(Locale.ROOT, "%.1f %s", value, units[unit]);
  }

  /** Conversion and run together; null if neither was measured. */
  static Double seconds(Result result) {
    Double convert = result.seconds().convert();
    Double run = result.seconds().run();
    if (convert == null || run == null) {
      return convert == null ? run : convert;
    }
    return convert + run;
  }

  /** The error on one line, cut if it is very long; empty on success. */
  public static String error(Result result) {
    if (result.error() == null) {
      return "";
    }
    String line = result.stage() + ": " + result.error().replaceAll("\\s+", " ").strip();
    return line.length() <= LONGEST_ERROR ? line : line.substring(0, LONGEST_ERROR) + " ...";
  }
}
