package org.modelparity.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTest {
  @ParameterizedTest
  @CsvSource({
    "4.06e-10, 4.1e-10",
    "0.14159, 0.14",
    "1e-4, 1e-4",
    "0, 0",
    "-0.0, 0",
    "12345, 12000",
    "9.99, 10",
    "1e30, 1e30",
    "-2.5e-7, -2.5e-7",
    "NaN, NaN",
    "Infinity, Infinity"
  })
  void keepsTwoDigits(double value, String text) {
    assertThat(Numbers.brief(value)).isEqualTo(text);
  }

  @Property(seed = "20261127")
  void neverRoundsALimitDown(@ForAll double value) {
    assertThat(Double.parseDouble(Numbers.briefAtLeast(value))).isGreaterThanOrEqualTo(value);
  }

  @Property(seed = "20261127")
  void tellsFloatsAndDoublesApart(@ForAll float single, @ForAll double twice) {
    assertThat(Float.parseFloat(Numbers.exact(single, ElementType.FLOAT32)) == single).isTrue();
    assertThat(Double.parseDouble(Numbers.exact(twice, ElementType.FLOAT64)) == twice).isTrue();
  }
}
