package dev.cajal.nn.data.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class AlphabetTest {

  @Test
  void charactersAreNumberedInTheOrderOfUnicode() {
    Alphabet alphabet = Alphabet.of("héllo 😀");
    assertThat(alphabet.symbols()).containsExactly(" ", "h", "l", "o", "é", "😀");
    assertThat(alphabet.encode("hello😀".replace('e', 'é'))).containsExactly(1, 4, 2, 2, 3, 5);
    assertThat(alphabet.decode(1, 4, 5)).isEqualTo("hé😀");
    assertThat(alphabet).isEqualTo(new Alphabet(alphabet.symbols())).hasToString("6 characters");
  }

  @Test
  void unknownCharactersAreNamed() {
    assertThatThrownBy(() -> Alphabet.of("abc").encode("abd"))
        .hasMessage(
            "character 3 of the text is U+0064 (LATIN SMALL LETTER D), which is none of the 3 that"
                + " the model knows");
    assertThatThrownBy(() -> new Alphabet(List.of("a", "bc")))
        .hasMessage("alphabet: 'bc' is no single character");
    assertThatThrownBy(() -> new Alphabet(List.of("a", "a")))
        .hasMessage("alphabet: 'a' occurs twice");
  }
}
