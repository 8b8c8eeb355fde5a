package org.modelparity.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.modelparity.evaluation.Row;

/** What can be told without a build; {@code src/it/three-modules} has the rest. */
class ReactorTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "deploy",
        "deploy:deploy",
        "org.apache.maven.plugins:maven-deploy-plugin:3.1.4:deploy",
        "deploy:deploy@late",
        "deploy:deploy-file"
      })
  void knowsWhatDeploys(String goal) {
    assertThat(Reactor.deploys(List.of("clean", goal))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"verify", "install", "site-deploy", "deployment:check"})
  void knowsWhatDoesNotDeploy(String goal) {
    assertThat(Reactor.deploys(List.of("clean", goal))).isFalse();
  }

  @Test
  void readsWhenToFail() throws Exception {
    assertThat(FailAt.of(" module ")).isEqualTo(FailAt.MODULE);
    assertThatThrownBy(() -> FailAt.of("never"))
        .isInstanceOf(ParameterException.class)
        .hasMessage("parameter failAt is 'never', but must be one of end, module");
  }

  @Test
  void classifiersHaveOnlyWhatCoordinatesMayHave() {
    assertThat(Attachments.classifier(new Row("s", "my model/ü:1", "tfjs-uint8")))
        .isEqualTo("my_model___1-tfjs-uint8");
  }
}
