package org.modelparity.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Heading;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.text.TextContentRenderer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The page of questions has a remedy for every error text of the product, and no others. */
class FaqTest {
  private static final Path PROJECT = Path.of("").toAbsolutePath();

  /** Entries for all texts of a kind, which have one remedy. */
  private static final Map<String, String> FAMILIES =
      Map.of(
          "LoweringException", "The name of an operation, and a reason",
          "FixedBatchException", "A note says \"the batch is fixed\"",
          // What is wrong with the bytes of an artifact: part of a text that ends with the remedy.
          "error", "\"is damaged or was not written by jax.export\"");

  /** Texts around a text that has its entry. */
  private static final Set<String> AROUND =
      Set.of(
          "%1$s: array '%1$s' %1$s".formatted(ErrorTexts.GAP),
          "output '%1$s' %1$s".formatted(ErrorTexts.GAP));

  private static List<ErrorTexts.Text> texts;
  private static final Set<String> HEADINGS = new TreeSet<>();
  private static final Set<String> QUOTES = new TreeSet<>();

  @BeforeAll
  static void read() throws IOException {
    texts = new ArrayList<>(ErrorTexts.in(PROJECT.resolve("src/main/java")));
    try (Stream<Path> scripts = Files.walk(PROJECT.resolve("src/main/resources"))) {
      scripts
          .filter(f -> f.getFileName().toString().equals("run.js"))
          .forEach(f -> texts.addAll(ErrorTexts.inScript(f)));
    }
    Parser.builder()
        .build()
        .parse(Documents.text(PROJECT.resolve("src/site/markdown/faq.md")))
        .accept(
            new AbstractVisitor() {
              @Override
              public void visit(Heading heading) {
                HEADINGS.add(plain(heading));
                quote(plain(heading));
              }

              @Override
              public void visit(ListItem item) {
                quote(plain(item.getFirstChild()));
              }
            });
  }

  private static String plain(Node node) {
    return TextContentRenderer.builder().build().render(node).strip();
  }

  /** A text between quotes ends at a quote that a colon or nothing follows. */
  private static void quote(String line) {
    if (line.startsWith("\"")) {
      int end = line.indexOf("\": ", 1);
      QUOTES.add(line.substring(1, end > 0 ? end : line.lastIndexOf('"')));
    }
  }

  @Test
  void findsTextsOfEveryKind() {
    assertThat(texts.stream().map(ErrorTexts.Text::maker))
        .contains(
            "ConversionException",
            "EvaluationException",
            "ExecutionException",
            "ModelException",
            "NpzException",
            "ParameterException",
            "WorkerException",
            "Death",
            "Gate.regression",
            "OutputComparison.mismatch",
            "run.js");
    assertThat(texts).hasSizeGreaterThan(300);
  }

  @Test
  void everyTextHasItsRemedy() {
    assertThat(HEADINGS).containsAll(FAMILIES.values());
    assertThat(
            texts.stream()
                .filter(t -> !FAMILIES.containsKey(t.maker()) && !AROUND.contains(t.template()))
                .filter(t -> QUOTES.stream().noneMatch(q -> isIn(q, t.template())))
                .map(t -> t.source() + ": " + t.template()))
        .as("add an entry to src/site/markdown/faq.md")
        .isEmpty();
  }

  @Test
  void everyQuoteIsATextOfTheProduct() throws IOException {
    String product;
    try (Stream<Path> files = Files.walk(PROJECT.resolve("src/main"))) {
      product =
          files
              .filter(f -> f.toString().endsWith(".java") || f.toString().endsWith(".js"))
              .map(Documents::text)
              .map(text -> text.replaceAll("\"\\s*\\+\\s*\"", ""))
              .collect(Collectors.joining("\n"));
    }
    assertThat(QUOTES).hasSizeGreaterThan(100);
    assertThat(
            QUOTES.stream()
                .filter(q -> texts.stream().noneMatch(t -> isIn(q, t.template())))
                .filter(q -> !parts(q).stream().allMatch(product::contains)))
        .isEmpty();
  }

  /** Whether the parts of a quote follow each other in a text. */
  private static boolean isIn(String quote, String template) {
    int from = 0;
    for (String part : parts(quote)) {
      int at = template.indexOf(part, from);
      if (at < 0) {
        return false;
      }
      from = at + part.length();
    }
    return true;
  }

  /** What is between the dots. */
  private static List<String> parts(String quote) {
    return Arrays.stream(quote.split("\\.\\.\\."))
        .map(String::strip)
        .filter(part -> !part.isEmpty())
        .toList();
  }
}
