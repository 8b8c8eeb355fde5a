package org.modelparity.documentation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The committed pages for users, and what they show of POMs and commands. */
public final class Documents {
  private static final Pattern FENCED = Pattern.compile("(?ms)^```(\\w*)\\n(.*?)^```$");
  private static final Pattern INLINE = Pattern.compile("`(mvn [^`]+)`");

  private Documents() {}

  /**
   * Something that a reader may copy.
   *
   * @param page file name
   */
  public record Snippet(Path page, String language, String text) {
    @Override
    public String toString() {
      return page.getFileName() + ": " + text.strip().lines().findFirst().orElse("");
    }
  }

  /** README, CONTRIBUTING and the site's pages. */
  public static List<Path> pages(Path project) {
    try (Stream<Path> site = Files.list(project.resolve("src/site/markdown"))) {
      return Stream.concat(
              Stream.of(project.resolve("README.md"), project.resolve("CONTRIBUTING.md")),
              site.sorted())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What is between fences. */
  public static List<Snippet> fenced(Path project) {
    List<Snippet> snippets = new ArrayList<>();
    for (Path page : pages(project)) {
      Matcher matcher = FENCED.matcher(text(page));
      while (matcher.find()) {
        snippets.add(new Snippet(page, matcher.group(1), matcher.group(2)));
      }
    }
    return snippets;
  }

  public static List<Snippet> xml(Path project) {
    return fenced(project).stream().filter(s -> s.language().equals("xml")).toList();
  }

  /** Lines that start with {@code mvn}, between fences or inline. */
  public static List<Snippet> commands(Path project) {
    List<Snippet> commands = new ArrayList<>();
    for (Snippet block : fenced(project)) {
      block
          .text()
          .lines()
          .filter(line -> line.startsWith("mvn "))
          .map(line -> line.replaceFirst("\\s+#.*", ""))
          .forEach(line -> commands.add(new Snippet(block.page(), "", line)));
    }
    for (Path page : pages(project)) {
      Matcher matcher = INLINE.matcher(FENCED.matcher(text(page)).replaceAll(""));
      while (matcher.find()) {
        commands.add(new Snippet(page, "", matcher.group(1).replaceAll("\\s+", " ")));
      }
    }
    return commands;
  }

  static String text(Path page) {
    try {
      return Files.readString(page);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
