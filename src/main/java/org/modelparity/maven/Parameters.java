package org.modelparity.maven;

import java.io.File;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Checks and reads what a user wrote. */
final class Parameters {
  private static final Pattern FORKS = Pattern.compile("(\\d+(?:\\.\\d+)?)(C?)");

  private Parameters() {}

  /**
   * The values without spaces around them, each once; all of them must be allowed.
   *
   * @param written null or empty for the default
   */
  static List<String> oneOrMore(
      String parameter, List<String> written, List<String> allowed, List<String> byDefault)
      throws ParameterException {
    List<String> values = stripped(written);
    for (String value : values) {
      if (!allowed.contains(value)) {
        throw new ParameterException(
            parameter, value, "one or more of " + String.join(", ", allowed));
      }
    }
    return values.isEmpty() ? byDefault : values;
  }

  /** The values without spaces around them, each once, without empty ones. */
  static List<String> stripped(List<String> written) {
    LinkedHashSet<String> values = new LinkedHashSet<>();
    if (written != null) {
      written.stream()
          .filter(v -> v != null && !v.isBlank())
          .forEach(value -> values.add(value.strip()));
    }
    return List.copyOf(values);
  }

  /** A file that is to be written; a property in its name that is not defined would be its name. */
  static File output(String parameter, File file) throws ParameterException {
    if (file != null && file.getPath().contains("${")) {
      throw new ParameterException(parameter, file, "a path whose properties are all defined");
    }
    return file;
  }

  static double tolerance(String parameter, double value) throws ParameterException {
    if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
      throw new ParameterException(parameter, value, "a finite number of at least 0");
    }
    return value;
  }

  static long seconds(String parameter, long value) throws ParameterException {
    if (value < 1) {
      throw new ParameterException(parameter, value, "a number of seconds of at least 1");
    }
    return value;
  }

  /** A number of megabytes, in bytes. */
  static long megabytes(String parameter, long value) throws ParameterException {
    if (value < 0 || value > Long.MAX_VALUE >> 20) {
      throw new ParameterException(parameter, value, "a number of megabytes of at least 0");
    }
    return value << 20;
  }

  /** A number of processes: {@code 2}, or {@code 0.5C} for one on every second core. */
  static int forks(String parameter, String value, int cores) throws ParameterException {
    Matcher matcher = FORKS.matcher(value.strip());
    if (matcher.matches()) {
      double number = Double.parseDouble(matcher.group(1));
      boolean perCore = !matcher.group(2).isEmpty();
      if (number > 0 && (perCore || number == Math.rint(number))) {
        return (int) Math.max(1, perCore ? number * cores : number);
      }
    }
    throw new ParameterException(
        parameter, value, "a number of processes like 2, or of processes per core like 0.5C");
  }

  /** The words of a command line; single or double quotes keep spaces together. */
  static List<String> words(String parameter, String line) throws ParameterException {
    List<String> words = new ArrayList<>();
    StringBuilder word = null;
    char quote = 0;
    for (char c : (line == null ? "" : line).toCharArray()) {
      if (quote == 0 && Character.isWhitespace(c)) {
        if (word != null) {
          words.add(word.toString());
        }
        word = null;
        continue;
      }
      word = word == null ? new StringBuilder() : word;
      if (c == quote) {
        quote = 0;
      } else if (quote == 0 && (c == '"' || c == '\'')) {
        quote = c;
      } else {
        word.append(c);
      }
    }
    if (quote != 0) {
      throw new ParameterException(parameter, line, "JVM arguments whose quotes are closed");
    }
    if (word != null) {
      words.add(word.toString());
    }
    return words;
  }
}
