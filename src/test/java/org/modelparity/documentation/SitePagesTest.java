package org.modelparity.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.modelparity.testing.HtmlValidator;

/** This project's own site, as {@code mvn site} left it in {@code target/site}. */
@EnabledIfSystemProperty(named = "parity.site", matches = "true")
class SitePagesTest {
  private static final Path SITE = Path.of("target/site").toAbsolutePath();
  private static final Pattern LINK = Pattern.compile("(?:href|src)=\"([^\"]*)\"");

  private static List<Path> pages() throws Exception {
    assertThat(SITE).as("mvn site writes it").isDirectory();
    try (Stream<Path> files = Files.list(SITE)) {
      return files.filter(f -> f.toString().endsWith(".html")).sorted().toList();
    }
  }

  @Test
  void everyDocumentIsAPage() throws Exception {
    try (Stream<Path> documents = Files.list(Path.of("src/site/markdown"))) {
      assertThat(documents.map(d -> d.getFileName().toString().replace(".md", ".html")))
          .allSatisfy(page -> assertThat(SITE.resolve(page)).isRegularFile());
    }
  }

  @Test
  void pagesAreValid() throws Exception {
    List<String> errors = new ArrayList<>();
    for (Path page : pages()) {
      errors.addAll(HtmlValidator.errors(page));
    }
    assertThat(errors).isEmpty();
  }

  @Test
  void linksLeadSomewhere() throws Exception {
    List<String> broken = new ArrayList<>();
    for (Path page : pages()) {
      Matcher links = LINK.matcher(Documents.text(page));
      while (links.find()) {
        URI link = URI.create(links.group(1).replace(" ", "%20"));
        if (!link.isAbsolute() && link.getHost() == null && !leadsSomewhere(page, link)) {
          broken.add(page.getFileName() + ": " + link);
        }
      }
    }
    assertThat(broken).isEmpty();
  }

  private static boolean leadsSomewhere(Path page, URI link) {
    Path target = link.getPath().isEmpty() ? page : page.resolveSibling(link.getPath());
    if (!Files.exists(target)) {
      return false;
    }
    String anchor = link.getFragment();
    return anchor == null
        || anchor.isEmpty()
        || Documents.text(target).contains("id=\"" + anchor + "\"")
        || Documents.text(target).contains("name=\"" + anchor + "\"");
  }
}
