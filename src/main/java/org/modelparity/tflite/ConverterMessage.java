package org.modelparity.tflite;

import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.modelparity.target.ConversionException;

/** Makes one line of what TensorFlow's converter says, which can be hundreds of kilobytes of IR. */
final class ConverterMessage {
  private static final Pattern WITHOUT_BUILTIN =
      Pattern.compile("'(?:tf\\.)?([\\w.]+)' op is neither a custom op nor a flex op");

  private static final Pattern CAUSE = Pattern.compile("error: (?!loc\\()([^\\n]*)");
  private static final int LONGEST = 300;

  /** The values of {@code absl::StatusCode} that the converter is known to return. */
  private static final int INTERNAL = 13;

  private ConverterMessage() {}

  /**
   * @param code of the status, an {@code absl::StatusCode}
   * @param text its message
   */
  static ConversionException of(int code, String text) {
    return new ConversionException(line(code, text), text, null);
  }

  private static String line(int code, String text) {
    TreeSet<String> operations = new TreeSet<>();
    for (Matcher m = WITHOUT_BUILTIN.matcher(text); m.find(); ) {
      operations.add(m.group(1));
    }
    if (!operations.isEmpty()) {
      return "ops without a TFLite builtin: "
          + operations.stream().collect(Collectors.joining(", "));
    }
    Matcher cause = CAUSE.matcher(text);
    String reason = cause.find() ? cause.group(1) : text.lines().findFirst().orElse("").strip();
    if (reason.isEmpty()) {
      reason = "no reason given";
    }
    return "TensorFlow's converter fails"
        + (code == INTERNAL ? ": " : " (status " + code + "): ")
        + (reason.length() > LONGEST ? reason.substring(0, LONGEST) + "..." : reason);
  }
}
