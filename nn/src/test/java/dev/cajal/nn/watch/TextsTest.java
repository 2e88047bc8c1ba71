package dev.cajal.nn.watch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextsTest {
  @Test
  void nothingIsWrittenAsZeroAndLittleInPowersOfTen() {
    assertThat(Texts.number(0)).isEqualTo("0");
    assertThat(Texts.number(2.5e-4)).isEqualTo("2.5e-04");
    assertThat(Texts.number(2.345)).isEqualTo("2.35");
  }
}
