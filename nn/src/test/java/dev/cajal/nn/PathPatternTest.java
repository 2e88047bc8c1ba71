package dev.cajal.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathPatternTest {

  @ParameterizedTest
  @CsvSource({
    "features.*, features.0.weight, true",
    "features.*, features.weight, true",
    "features.*, features, false",
    "*.bias, features.0.bias, true",
    "*.bias, bias, false",
    "*bias, bias, true",
    "*, '', true",
    "a*b*c, aXbXbYc, true",
    "a*b*c, aXbXbY, false",
    "layer?.weight, layer1.weight, true",
    "layer?.weight, layer10.weight, false",
    "a.b, axb, false",
    "**, x, true"
  })
  void aStarStandsForAnyCharacters(String glob, String path, boolean expected) {
    assertThat(new PathPattern(glob).matches(path)).isEqualTo(expected);
  }

  @Test
  void anEmptyPatternIsRefused() {
    assertThatThrownBy(() -> new PathPattern(""))
        .hasMessage("a path pattern must not be empty; * stands for all paths");
  }
}
