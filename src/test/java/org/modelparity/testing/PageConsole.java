package org.modelparity.testing;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * What a page writes to the console of the user's Chrome or Chromium, from a file as users open it.
 */
public final class PageConsole {
  private PageConsole() {}

  /**
   * Opens a page and waits until it is loaded.
   *
   * @return what the console got, one message each; empty if this machine has no Chrome or Chromium
   */
  public static Optional<List<String>> of(Path page) throws Exception {
    Optional<Path> chrome = chrome();
    if (chrome.isEmpty()) {
      return Optional.empty();
    }
    Path profile = Files.createTempDirectory("parity-console");
    Path output = profile.resolve("output.txt");
    Process process =
        new ProcessBuilder(
                chrome.get().toString(),
                "--headless",
                "--no-sandbox",
                "--no-first-run",
                "--disable-gpu",
                "--disable-quic",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-dev-shm-usage",
                "--disable-sync",
                "--enable-logging=stderr",
                "--user-data-dir=" + profile,
                "--virtual-time-budget=2000",
                "--dump-dom",
                page.toUri().toString())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      if (!process.waitFor(60, TimeUnit.SECONDS)) {
        throw new IllegalStateException("the browser does not end: " + Files.readString(output));
      }
      String said = Files.readString(output, StandardCharsets.UTF_8);
      if (!said.contains("</html>")) {
        throw new IllegalStateException("the browser did not open " + page + ": " + said);
      }
      return Optional.of(said.lines().filter(line -> line.contains(":CONSOLE")).toList());
    } finally {
      process.destroyForcibly();
    }
  }

  private static Optional<Path> chrome() {
    String named = System.getenv("CHROME_BIN");
    if (named != null) {
      return Optional.of(Path.of(named));
    }
    return Stream.of(System.getenv("PATH").split(":"))
        .flatMap(
            folder -> Stream.of("chromium", "google-chrome").map(name -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
