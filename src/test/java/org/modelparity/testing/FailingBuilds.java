package org.modelparity.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How builds of {@code src/it} fail: with a cause and with something to do about it. */
public final class FailingBuilds {
  private static final Pattern FAILURE =
      Pattern.compile(
          "\\[ERROR] Failed to execute goal org\\.modelparity:parity-maven-plugin\\S* \\(\\S+\\) on"
              + " project (\\S+): (.*?)(?=\\[ERROR] -> \\[Help|-> \\[Help|\\[ERROR] *\\R\\[ERROR]"
              + " To see the full)",
          Pattern.DOTALL);

  /** Every way in which a text of this product says what to do. A new one is added here. */
  private static final Pattern REMEDY =
      Pattern.compile(
          "Mend the models, or accept the rows as shown"
              + "|but must be (one|a|an|like|JVM arguments) "
              + "|; mend it, or restore it"
              + "|; give each a name of its own"
              + "|; make .{1,2000} writable, or set "
              + "|; put one there,? or set "
              + "|; make it, or set "
              + "|; it has "
              + "|; mend argLine"
              + "|; merge when all have finished"
              + "|; run 'mvn parity:"
              + "|Give it with -Dparity");

  private FailingBuilds() {}

  /**
   * The texts that failed builds end with.
   *
   * @param log of all builds of one integration test
   * @throws AssertionError if one of them has no cause or no remedy, or if there are not as many
   */
  public static List<String> read(String log, int failing) {
    List<String> texts = new ArrayList<>();
    Matcher matcher = FAILURE.matcher(log);
    while (matcher.find()) {
      texts.add(text(matcher));
    }
    if (texts.size() != failing) {
      throw new AssertionError(failing + " builds should fail, but these do: " + texts);
    }
    for (String text : texts) {
      fault(text)
          .ifPresent(
              fault -> {
                throw new AssertionError(fault);
              });
    }
    return texts;
  }

  /** The text that the build of a project ends with, if it fails. */
  static Optional<String> text(String log, String project) {
    return FAILURE
        .matcher(log)
        .results()
        .filter(failure -> failure.group(1).equals(project))
        .map(FailingBuilds::text)
        .findFirst();
  }

  private static String text(MatchResult failure) {
    return failure.group(2).replace("[ERROR] ", "").strip();
  }

  /** What a text lacks. */
  static Optional<String> fault(String text) {
    if (text.length() < 20 || text.contains("Exception")) {
      return Optional.of("no cause for a user: " + text);
    }
    return REMEDY.matcher(text).find() ? Optional.empty() : Optional.of("no remedy: " + text);
  }
}
