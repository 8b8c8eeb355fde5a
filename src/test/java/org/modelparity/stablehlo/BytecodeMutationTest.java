package org.modelparity.stablehlo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import org.modelparity.testing.Mutations;

/**
 * Whatever the bytes, only a {@link StableHloFormatException} comes out, and never more memory than
 * a damaged count would have to be believed for. {@code mvn test -Dtest=BytecodeMutationTest
 * -Djqwik.tries.default=100000} tries more.
 */
@PropertyDefaults(shrinking = ShrinkingMode.OFF)
class BytecodeMutationTest {
  @Provide
  Arbitrary<String> artifacts() {
    return Arbitraries.of(Artifacts.all());
  }

  @Property(seed = "20261127")
  void readsOrRefusesMutatedBytes(@ForAll("artifacts") String name, @ForAll long seed) {
    byte[] bytes = Mutations.mutate(Artifacts.bytes(name), new Random(seed));
    try {
      Module module = BytecodeReader.read(ByteBuffer.wrap(bytes));
      assertThat(module.functions()).isNotNull();
    } catch (StableHloFormatException e) {
      assertThat(e.getMessage()).doesNotContain("\n").startsWith("StableHLO artifact, byte ");
    }
  }

  @Property(seed = "20261127")
  void whatCanBeReadCanBeWrittenAndReadAgain(@ForAll("artifacts") String name, @ForAll long seed) {
    byte[] bytes = Mutations.mutate(Artifacts.bytes(name), new Random(seed));
    try {
      Module module = BytecodeReader.read(ByteBuffer.wrap(bytes));
      assertThat(BytecodeReader.read(BytecodeWriter.write(module))).isEqualTo(module);
    } catch (StableHloFormatException e) {
      assertThat(e.getMessage()).startsWith("StableHLO artifact");
    }
  }

  /** Found by 100,000 tries: a damaged name of an operation brought a line break along. */
  @Example
  void whatTheFileSaysStaysInTheLine() {
    assertThat(new StableHloFormatException("operation \n\u0007x is unknown"))
        .hasMessage("operation \uFFFD\uFFFDx is unknown");
  }
}
