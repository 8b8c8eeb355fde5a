package org.modelparity.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.CustomNode;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MarkdownTest {
  private static Node parse(String markdown) {
    return Parser.builder().extensions(List.of(TablesExtension.create())).build().parse(markdown);
  }

  /** Text of the table's cells; fails on any node that a plain cell does not have. */
  private static List<String> cells(String markdown) {
    List<String> cells = new ArrayList<>();
    parse(markdown)
        .accept(
            new AbstractVisitor() {
              @Override
              public void visit(CustomNode node) {
                if (node instanceof TableCell) {
                  StringBuilder text = new StringBuilder();
                  for (Node n = node.getFirstChild(); n != null; n = n.getNext()) {
                    assertThat(n).isInstanceOf(Text.class);
                    text.append(((Text) n).getLiteral());
                  }
                  cells.add(text.toString());
                } else {
                  visitChildren(node);
                }
              }
            });
    return cells;
  }

  @Property(seed = "20261127")
  void aCellShowsWhatItWasGiven(@ForAll("hostile") String text) {
    String table =
        Markdown.row("a", "b")
            + Markdown.row("---", "---")
            + Markdown.row(Markdown.escape(text), "x");
    String shown = text.replaceAll("[\\p{Cntrl}\\u2028\\u2029]+", " ").strip();
    assertThat(cells(table)).containsExactly("a", "b", shown.replaceAll("\0", "\ufffd"), "x");
  }

  @Provide
  Arbitrary<String> hostile() {
    return Arbitraries.oneOf(
            Arbitraries.of(
                "|",
                "\\",
                "`",
                "*",
                "_",
                "[x](javascript:alert(1))",
                "<script>",
                "</td>",
                "&amp;",
                "&#124;",
                "\n",
                "\r\n| a | b |",
                "~~",
                "$$",
                "![i](x)",
                "a_b",
                "__",
                " ",
                "https://x",
                "\u0000",
                "\u2028",
                "'",
                "\"",
                "#",
                "-",
                "1.",
                "+",
                ":",
                "<!--",
                "é",
                "😀"),
            Arbitraries.strings().ofMaxLength(3))
        .list()
        .ofMaxSize(8)
        .map(parts -> String.join("", parts));
  }

  @ParameterizedTest
  @CsvSource({"pixelcnn++, pixelcnn++", "nlp_seq, nlp_seq", "_a_, \\_a\\_", "a|b, a\\|b"})
  void leavesPlainNamesAsTheyAre(String text, String escaped) {
    assertThat(Markdown.escape(text)).isEqualTo(escaped);
  }

  @Test
  void linksOnlyToWebAddresses() {
    assertThat(Markdown.link("URL", "https://example.org/a_(b)|<c>"))
        .isEqualTo("[URL](https://example.org/a_%28b%29%7C%3Cc%3E)");
    assertThat(Markdown.link("URL", "javascript:alert(1)")).isEqualTo("URL: javascript:alert(1)");
    List<String> destinations = new ArrayList<>();
    parse(Markdown.link("URL", "https://example.org/?a=1&b=2"))
        .accept(
            new AbstractVisitor() {
              @Override
              public void visit(Link link) {
                destinations.add(link.getDestination());
              }
            });
    assertThat(destinations).containsExactly("https://example.org/?a=1&b=2");
  }
}
