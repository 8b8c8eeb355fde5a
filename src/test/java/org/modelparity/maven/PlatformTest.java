package org.modelparity.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlatformTest {
  @Test
  void knowsLinux() throws Exception {
    assertThat(Platform.of("Linux", "amd64").classifier()).isEqualTo("linux-x86_64");
  }

  @ParameterizedTest
  @CsvSource({"Mac OS X, aarch64", "Windows 11, amd64", "Linux, aarch64"})
  void refusesOthersInOneSentence(String system, String architecture) {
    assertThatThrownBy(() -> Platform.of(system, architecture))
        .isInstanceOf(NativesException.class)
        .hasMessageContaining("linux-x86_64")
        .hasMessageContaining(system + " on " + architecture);
  }
}
