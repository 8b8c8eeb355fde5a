package org.modelparity.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What {@link FuzzSuite} starts from, and all that it ever found. */
class FuzzTargetsTest {
  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  void whatBrokeSomethingIsReadOrRefused(FuzzTarget target) throws Exception {
    List<byte[]> seeds = target.seeds();
    assertThat(seeds).isNotEmpty();
    for (byte[] seed : seeds) {
      target.read(seed, folder);
    }
  }
}
