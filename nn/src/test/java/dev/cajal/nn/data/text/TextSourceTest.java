package dev.cajal.nn.data.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cajal.backend.Shape;
import dev.cajal.nn.data.DataSource;
import dev.cajal.nn.data.Dataset;
import dev.cajal.nn.data.format.FormatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextSourceTest {

  @Test
  void aSampleIsAWindowAndItsLabelIsWhatComesNext() {
    Alphabet alphabet = Alphabet.of("abcdefghij");
    Dataset windows = new TextWindows(alphabet, alphabet.encode("abcdefghij"), 3, 3);
    assertThat(windows.size()).isEqualTo(3);
    assertThat(windows.shape()).isEqualTo(Shape.of(3));
    float[] sample = new float[4];
    windows.read(1, sample, 1);
    assertThat(sample).containsExactly(0, 3, 4, 5);
    assertThat(windows.label(1)).isEqualTo(6);
    assertThat(windows.label(2)).isEqualTo(9);
    assertThatThrownBy(() -> windows.label(3)).hasMessage("sample 3 of 3");
  }

  @Test
  void textsThatAreTooShortAreRefused() {
    Alphabet alphabet = Alphabet.of("abc");
    assertThatThrownBy(() -> new TextWindows(alphabet, alphabet.encode("abc"), 3, 1))
        .hasMessage("a text of 3 characters is too short for windows of 3 and what comes next");
    assertThatThrownBy(() -> new TextWindows(alphabet, new int[9], 0, 1))
        .hasMessage("text windows: 0 steps, stride 1; both must be at least 1");
  }

  @Test
  void theEndOfAFileIsForTheTest(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("abc.txt");
    Files.writeString(file, "a".repeat(90) + "b".repeat(10));
    DataSource source = TextSource.open(file, 4);
    assertThat(source.classes()).containsExactly("a", "b");
    assertThat(source.train().description()).isEqualTo("90 characters in windows of 4");
    assertThat(source.test().size()).isEqualTo(6);
    assertThat(source.test().label(0)).isEqualTo(1);
    assertThat(source.provenance())
        .isEqualTo(
            "abc.txt: 100 characters, 2 different, of which the last tenth is for the test, from "
                + file);
    assertThat(TextSource.open(file, Alphabet.of("xab"), 4).classes())
        .containsExactly("a", "b", "x");
    assertThatThrownBy(() -> TextSource.open(file, Alphabet.of("a"), 4))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining("character 91 of the text is U+0062");
  }

  @Test
  void whatIsNoTextIsRefused(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("noise");
    Files.write(file, new byte[] {(byte) 0xff, (byte) 0xfe, 0});
    assertThatThrownBy(() -> TextSource.open(file, 4))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining("no text in UTF-8");
  }

  @Test
  void generatedVerbsAgreeWithTheirSubjects() {
    String text = GeneratedText.of(3, 400);
    assertThat(text).isEqualTo(GeneratedText.of(3, 400)).isNotEqualTo(GeneratedText.of(4, 400));
    assertThat(text.lines()).hasSize(400).allMatch(line -> line.endsWith("."));
    assertThat(text.lines().filter(line -> line.matches("two \\w+ (\\w+ )?sleep.*")))
        .isNotEmpty()
        .noneMatch(line -> line.contains("sleeps"));
    assertThat(text.lines().filter(line -> line.matches("every \\w+ that the \\w+s \\w+ .*")))
        .isNotEmpty()
        .allMatch(line -> line.matches("every \\w+ that the \\w+s \\w+ \\w+s .*|.*\\w+s\\."));
  }
}
