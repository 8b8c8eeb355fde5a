package org.modelparity.report;

import java.util.ArrayDeque;
import java.util.Deque;

/** Writes HTML that is well-formed and in which text stays text. */
final class Html {
  private final StringBuilder out = new StringBuilder();
  private final Deque<String> open = new ArrayDeque<>();

  /**
   * Opens an element.
   *
   * @param attributes names and values by turns; one with a null value is left out
   */
  Html open(String tag, String... attributes) {
    tag(tag, attributes);
    open.push(tag);
    return this;
  }

  /** Closes the element that was opened last. */
  Html close() {
    out.append("</").append(open.pop()).append(">");
    return this;
  }

  /** An element that holds text only. */
  Html element(String tag, String text, String... attributes) {
    return open(tag, attributes).text(text).close();
  }

  /** An element that has no end. */
  Html empty(String tag, String... attributes) {
    tag(tag, attributes);
    return this;
  }

  Html text(String text) {
    out.append(escape(text));
    return this;
  }

  /** Markup that this product made itself. */
  Html raw(String markup) {
    out.append(markup);
    return this;
  }

  Html line() {
    out.append("\n");
    return this;
  }

  private void tag(String tag, String... attributes) {
    out.append("<").append(tag);
    for (int i = 0; i < attributes.length; i += 2) {
      if (attributes[i + 1] != null) {
        out.append(" ").append(attributes[i]);
        out.append("=\"").append(escape(attributes[i + 1])).append("\"");
      }
    }
    out.append(">");
  }

  /** Whether a link from a report may lead there: not to a script, for example. */
  static boolean isWebAddress(String address) {
    return address.matches("(?i)https?://.*");
  }

  /** Text for content and attributes; characters that HTML forbids become U+FFFD. */
  static String escape(String text) {
    StringBuilder escaped = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.appendCodePoint(isAllowed(c) ? c : 0xfffd);
              }
            });
    return escaped.toString();
  }

  private static boolean isAllowed(int c) {
    boolean control = (c < 0x20 && c != '\n' && c != '\t') || (c >= 0x7f && c < 0xa0);
    boolean surrogate = c >= 0xd800 && c <= 0xdfff;
    boolean noncharacter = (c & 0xfffe) == 0xfffe || (c >= 0xfdd0 && c <= 0xfdef);
    return !control && !surrogate && !noncharacter;
  }

  /**
   * @throws IllegalStateException if an element is still open
   */
  @Override
  public String toString() {
    if (!open.isEmpty()) {
      throw new IllegalStateException("<" + open.peek() + "> is still open");
    }
    return out.toString();
  }
}
