package org.modelparity.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParametersTest {
  @ParameterizedTest
  @CsvSource({"1, 8, 1", "3, 2, 3", "0.5C, 8, 4", "0.5C, 1, 1", "2C, 4, 8", "1.5C, 3, 4"})
  void readsNumbersOfProcesses(String written, int cores, int expected) throws Exception {
    assertThat(Parameters.forks("forkCount", written, cores)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "1.5", "C", "0C", "2 c", "many", ""})
  void refusesWhatIsNoNumberOfProcesses(String written) {
    assertThatThrownBy(() -> Parameters.forks("forkCount", written, 2))
        .isInstanceOf(ParameterException.class)
        .hasMessageContaining("parameter forkCount is '" + written + "'");
  }

  @Test
  void quotesKeepSpacesTogether() throws Exception {
    assertThat(Parameters.words("argLine", "  -Xmx1g \t-Da='b c'\"d\" \"\" "))
        .containsExactly("-Xmx1g", "-Da=b cd", "");
    assertThat(Parameters.words("argLine", null)).isEmpty();
    assertThatThrownBy(() -> Parameters.words("argLine", "-Da='b"))
        .hasMessageContaining("quotes are closed");
  }

  @Test
  void valuesAreStrippedAndUnique() throws Exception {
    List<String> allowed = List.of("wasm", "cpu");
    assertThat(
            Parameters.oneOrMore(
                "tfjsBackends", Arrays.asList(" cpu", "", null, "cpu", "wasm"), allowed, allowed))
        .containsExactly("cpu", "wasm");
    assertThat(Parameters.oneOrMore("tfjsBackends", List.of(" "), allowed, List.of("wasm")))
        .containsExactly("wasm");
    assertThatThrownBy(
            () -> Parameters.oneOrMore("tfjsBackends", List.of("metal"), allowed, allowed))
        .hasMessage("parameter tfjsBackends is 'metal', but must be one or more of wasm, cpu");
  }
}
