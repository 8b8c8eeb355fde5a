package org.modelparity.browser;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.modelparity.target.ExecutionException;

/**
 * Finds a Chrome, Chromium or Edge: the one that the environment variable {@code CHROME_BIN} names,
 * else one in {@code PATH}, else where installers put them.
 */
final class ChromeFinder {
  static final String VARIABLE = "CHROME_BIN";

  private static final List<String> NAMES =
      List.of(
          "google-chrome",
          "google-chrome-stable",
          "chromium",
          "chromium-browser",
          "chrome",
          "microsoft-edge",
          "msedge");
  private static final List<String> MAC_NAMES =
      List.of("Google Chrome", "Chromium", "Microsoft Edge");
  private static final List<String> WINDOWS_FOLDERS =
      List.of("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA");
  private static final List<String> WINDOWS_PATHS =
      List.of(
          "Google\\Chrome\\Application\\chrome.exe",
          "Chromium\\Application\\chrome.exe",
          "Microsoft\\Edge\\Application\\msedge.exe");

  private final Map<String, String> environment;
  private final boolean windows;

  ChromeFinder() {
    this(
        System.getenv(),
        System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows"));
  }

  ChromeFinder(Map<String, String> environment, boolean windows) {
    this.environment = environment;
    this.windows = windows;
  }

  /**
   * @throws ExecutionException if there is none, with what to do
   */
  Path find() throws ExecutionException {
    String named = environment.getOrDefault(VARIABLE, "");
    if (!named.isBlank()) {
      Path browser = Path.of(named);
      if (isProgram(browser)) {
        return browser;
      }
      throw new ExecutionException(
          "there is no browser at " + browser + ", which " + VARIABLE + " names");
    }
    for (Path candidate : candidates()) {
      if (isProgram(candidate)) {
        return candidate;
      }
    }
    throw new ExecutionException(
        "this backend runs in Chrome, Chromium or Edge, and none is in PATH: install one, or name"
            + " it with "
            + VARIABLE);
  }

  private static boolean isProgram(Path path) {
    return Files.isRegularFile(path) && Files.isExecutable(path);
  }

  private List<Path> candidates() {
    List<Path> candidates = new ArrayList<>();
    for (String folder : environment.getOrDefault("PATH", "").split(File.pathSeparator)) {
      for (String name : NAMES) {
        candidates.add(Path.of(folder, windows ? name + ".exe" : name));
      }
    }
    for (String name : MAC_NAMES) {
      candidates.add(Path.of("/Applications", name + ".app", "Contents", "MacOS", name));
    }
    for (String variable : WINDOWS_FOLDERS) {
      String folder = environment.get(variable);
      if (folder != null) {
        WINDOWS_PATHS.forEach(p -> candidates.add(Path.of(folder, p)));
      }
    }
    return candidates;
  }
}
