package org.modelparity.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.modelparity.target.ExecutionException;

class ChromeFinderTest {
  @TempDir Path folder;
  private Path chromium;

  @BeforeEach
  void makeProgram() throws Exception {
    chromium = Files.createFile(folder.resolve("chromium"));
    assertThat(chromium.toFile().setExecutable(true)).isTrue();
  }

  private static Path find(Map<String, String> environment) throws ExecutionException {
    return new ChromeFinder(environment, false).find();
  }

  @Test
  void looksInPath() throws Exception {
    assertThat(find(Map.of("PATH", folder.toString()))).isEqualTo(chromium);
  }

  @Test
  void prefersTheVariableToThePath() throws Exception {
    assertThat(find(Map.of("CHROME_BIN", chromium.toString(), "PATH", "/nowhere")))
        .isEqualTo(chromium);
  }

  @Test
  void saysWhatIsWrongWithTheNamedBrowser() {
    Path missing = folder.resolve("missing");
    assertThatThrownBy(() -> find(Map.of("CHROME_BIN", missing.toString())))
        .isInstanceOf(ExecutionException.class)
        .hasMessage("there is no browser at " + missing + ", which CHROME_BIN names");
  }

  @Test
  void saysHowToProvideABrowser() {
    assertThatThrownBy(() -> find(Map.of("PATH", "/nowhere")))
        .isInstanceOf(ExecutionException.class)
        .hasMessageContaining("install one, or name it with CHROME_BIN");
  }
}
