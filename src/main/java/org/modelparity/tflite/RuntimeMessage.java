package org.modelparity.tflite;

import java.util.List;
import java.util.stream.Collectors;
import org.modelparity.target.ExecutionException;

/** Makes one line of what TFLite's interpreter writes to standard error. */
final class RuntimeMessage {
  private static final String ERROR = "ERROR: ";
  private static final int LONGEST = 400;

  private RuntimeMessage() {}

  /**
   * @param failure which step failed, for example {@code cannot run the model}
   * @param output what TFLite wrote meanwhile
   */
  static ExecutionException of(String failure, String output) {
    List<String> errors =
        output
            .lines()
            .filter(l -> l.contains(ERROR))
            .map(l -> shorten(l.substring(l.indexOf(ERROR) + ERROR.length())))
            .distinct()
            .toList();
    String reason = errors.stream().collect(Collectors.joining("; "));
    if (reason.contains("Select TensorFlow op(s)")) {
      reason = "it needs TensorFlow's own operations, which this TFLite runtime does not have";
    }
    return new ExecutionException(
        "TFLite "
            + failure
            + (reason.isEmpty() ? "" : ": ")
            + (reason.length() > LONGEST ? reason.substring(0, LONGEST) + "..." : reason));
  }

  /** Without the folders of TFLite's source file, and without a final stop. */
  private static String shorten(String line) {
    return line.strip()
        .replaceFirst("^(?:[\\w.-]+/)*([\\w.-]+\\.(?:cc|h):\\d+)", "$1")
        .replaceFirst("\\.$", "");
  }
}
