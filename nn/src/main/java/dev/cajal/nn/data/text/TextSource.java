package dev.cajal.nn.data.text;

import dev.cajal.nn.data.DataSource;
import dev.cajal.nn.data.Dataset;
import dev.cajal.nn.data.format.FormatException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/**
 * Texts as training and test data: the last tenth is kept for the test, since characters in the
 * middle of what was learnt would be known by heart.
 *
 * <pre>{@code
 * DataSource data = TextSource.generated(1, 64); // windows of 64
 * }</pre>
 */
public final class TextSource {
  private static final double TEST = 0.1;
  private static final int OVERLAP = 4;
  private static final int SENTENCES = 12_000;
  private static final int MAX_ALPHABET = 4096;
  private static final long MAX_BYTES = 1L << 30;

  private TextSource() {}

  /**
   * Opens a text file in UTF-8, over the characters that occur in it.
   *
   * @param file the file
   * @param steps the characters of a sample
   * @throws FormatException if it is no text, or too long
   * @throws IOException if it cannot be read
   */
  public static DataSource open(Path file, int steps) throws IOException {
    String text = read(file);
    return of(file, text, Alphabet.of(text), steps);
  }

  /**
   * Opens a text file for a model that knows an alphabet.
   *
   * @throws FormatException if it is no text, too long, or has characters that are not in the
   *     alphabet
   * @throws IOException if it cannot be read
   */
  public static DataSource open(Path file, Alphabet alphabet, int steps) throws IOException {
    return of(file, read(file), alphabet, steps);
  }

  private static DataSource of(Path file, String text, Alphabet alphabet, int steps)
      throws FormatException {
    try {
      return of(file.getFileName().toString(), text, alphabet, steps, "from " + file);
    } catch (IllegalArgumentException e) {
      throw new FormatException(file.toString(), 0, String.valueOf(e.getMessage()));
    }
  }

  /** Returns generated sentences, see {@link GeneratedText}. */
  public static DataSource generated(long seed, int steps) {
    String text = GeneratedText.of(seed, SENTENCES);
    return of("text", text, Alphabet.of(text), steps, "generated sentences, seed " + seed);
  }

  /**
   * Returns a text that is at hand.
   *
   * @param name a short name
   * @param text what to learn
   * @param alphabet its characters
   * @param steps the characters of a sample
   * @param origin where the text came from, for the user
   * @throws IllegalArgumentException if the text is too short, or has characters that are not in
   *     the alphabet
   */
  public static DataSource of(
      String name, String text, Alphabet alphabet, int steps, String origin) {
    if (alphabet.symbols().size() > MAX_ALPHABET) {
      throw new IllegalArgumentException(
          "the text has %,d different characters, more than %,d; is it text?"
              .formatted(alphabet.symbols().size(), MAX_ALPHABET));
    }
    int[] encoded = alphabet.encode(text);
    int cut = (int) Math.round(encoded.length * (1 - TEST));
    Dataset train = new TextWindows(alphabet, Arrays.copyOf(encoded, cut), steps, steps);
    // Neighbouring windows share most of what they see, so that more characters are judged.
    Dataset test =
        new TextWindows(
            alphabet,
            Arrays.copyOfRange(encoded, cut, encoded.length),
            steps,
            Math.max(1, steps / OVERLAP));
    String provenance =
        String.format(
            Locale.ROOT,
            "%s: %,d characters, %d different, of which the last tenth is for the test, %s",
            name,
            encoded.length,
            alphabet.symbols().size(),
            origin);
    return new DataSource(name, train, test, provenance);
  }

  private static String read(Path file) throws IOException {
    if (Files.size(file) > MAX_BYTES) {
      throw new FormatException(file.toString(), 0, "larger than 1 GiB; give a part of it");
    }
    try {
      return Files.readString(file);
    } catch (CharacterCodingException e) {
      throw new FormatException(file.toString(), 0, "no text in UTF-8");
    }
  }
}
