package org.modelparity.report;

/** Puts text from strangers into GitHub-flavoured Markdown so that it shows as it is. */
final class Markdown {
  private static final String SPECIAL = "\\`*[]~|$";

  private Markdown() {}

  /**
   * Text for a table cell or a paragraph: on one line, without meaning to Markdown or HTML. Line
   * ends and control characters become spaces; an underscore within a word stays plain, which
   * CommonMark does not take for emphasis.
   */
  static String escape(String text) {
    StringBuilder escaped = new StringBuilder();
    String line = text.replaceAll("[\\p{Cntrl}\\u2028\\u2029]+", " ").strip();
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      switch (c) {
        case '&' -> escaped.append("&amp;");
        case '<' -> escaped.append("&lt;");
        case '>' -> escaped.append("&gt;");
        case '_' -> escaped.append(withinWord(line, i) ? "_" : "\\_");
        default -> escaped.append(SPECIAL.indexOf(c) >= 0 ? "\\" : "").append(c);
      }
    }
    return escaped.toString();
  }

  private static boolean withinWord(String line, int at) {
    return at > 0
        && at + 1 < line.length()
        && Character.isLetterOrDigit(line.charAt(at - 1))
        && Character.isLetterOrDigit(line.charAt(at + 1));
  }

  /**
   * A link's destination in angle brackets if need be; only web addresses are links at all.
   *
   * @return the link, or its escaped text where the address is no web address
   */
  static String link(String text, String url) {
    String address = url.strip();
    if (!address.matches("(?i)https?://[^\\p{Cntrl}]*")) {
      return escape(text + ": " + url);
    }
    String encoded =
        address
            .replace("&", "&amp;")
            .replace("<", "%3C")
            .replace(">", "%3E")
            .replace("(", "%28")
            .replace(")", "%29")
            .replace("\\", "%5C")
            .replace("|", "%7C")
            .replace(" ", "%20");
    return "[" + escape(text) + "](" + encoded + ")";
  }

  /** A line of a table; {@code cells} are Markdown already. */
  static String row(String... cells) {
    StringBuilder row = new StringBuilder("|");
    for (String cell : cells) {
      row.append(cell.isEmpty() ? "" : " ").append(cell).append(" |");
    }
    return row.append("\n").toString();
  }
}
