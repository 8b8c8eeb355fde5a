package org.modelparity.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How builds of {@code src/it} fail: with a cause and with something to do about it. */
public final class FailingBuilds {
  private static final Pattern FAILURE =
      Pattern.compile(
          "\\[ERROR] Failed to execute goal org\\.modelparity:parity-maven-plugin\\S* \\(\\S+\\) on project"
              + " \\S+: (.*?)(?=\\[ERROR] -> \\[Help|-> \\[Help|\\[ERROR] *\\R\\[ERROR] To see the"
              + " full)",
          Pattern.DOTALL);

  /** Every way in which a text of this product says what to do. A new one is added here. */
  private static final Pattern REMEDY =
      Pattern.compile(
          "Mend the models, or accept the rows as shown"
              + "|but must be (one|a|an|like) "
              + "|; put one there, or set "
              + "|; make it, or set "
              + "|; it has "
              + "|; mend argLine"
              + "|; merge when all have finished"
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
      texts.add(matcher.group(1).replace("[ERROR] ", "").strip());
    }
    if (texts.size() != failing) {
      throw new AssertionError(failing + " builds should fail, but these do: " + texts);
    }
    for (String text : texts) {
      if (text.length() < 20 || text.contains("Exception")) {
        throw new AssertionError("no cause for a user: " + text);
      }
      if (!REMEDY.matcher(text).find()) {
        throw new AssertionError("no remedy: " + text);
      }
    }
    return texts;
  }
}
