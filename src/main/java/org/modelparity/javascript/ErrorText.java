package org.modelparity.javascript;

/** The one place that words what JavaScript said. */
public final class ErrorText {
  private static final int LONGEST = 500;

  private ErrorText() {}

  /** What a throwable says, in one line. */
  public static String oneLine(Throwable e) {
    return oneLine(e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage());
  }

  /**
   * A message of a JavaScript error in one line, without the words {@code Error:} it begins with.
   */
  public static String oneLine(String message) {
    String line = message.strip().replaceFirst("^(Uncaught )?Error: ", "").replaceAll("\\s+", " ");
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST - 3) + "...";
  }
}
