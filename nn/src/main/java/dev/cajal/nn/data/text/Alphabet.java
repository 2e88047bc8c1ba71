package dev.cajal.nn.data.text;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The characters that a model knows, each with a number. A character is a Unicode code point.
 *
 * <pre>{@code
 * Alphabet alphabet = Alphabet.of("hello");
 * alphabet.symbols(); // e, h, l, o
 * int[] numbers = alphabet.encode("hole");
 * }</pre>
 */
public final class Alphabet {
  private final List<String> symbols;
  private final Map<Integer, Integer> numbers = new HashMap<>();

  /**
   * Creates an alphabet.
   *
   * @param symbols one character each, all different
   * @throws IllegalArgumentException if one is no single character, or occurs twice
   */
  public Alphabet(List<String> symbols) {
    this.symbols = List.copyOf(symbols);
    for (String symbol : symbols) {
      if (symbol.isEmpty() || symbol.codePointCount(0, symbol.length()) != 1) {
        throw new IllegalArgumentException("alphabet: '" + symbol + "' is no single character");
      }
      if (numbers.put(symbol.codePointAt(0), numbers.size()) != null) {
        throw new IllegalArgumentException("alphabet: '" + symbol + "' occurs twice");
      }
    }
  }

  /** Returns the characters of a text, in the order of Unicode. */
  public static Alphabet of(String text) {
    return new Alphabet(
        text.codePoints().distinct().sorted().mapToObj(Character::toString).toList());
  }

  /** Returns the characters in the order of their numbers. */
  public List<String> symbols() {
    return symbols;
  }

  /**
   * Returns the numbers of the characters of a text.
   *
   * @throws IllegalArgumentException if one is not in the alphabet, saying where
   */
  public int[] encode(String text) {
    int[] points = text.codePoints().toArray();
    int[] encoded = new int[points.length];
    for (int i = 0; i < points.length; i++) {
      Integer number = numbers.get(points[i]);
      if (number == null) {
        throw new IllegalArgumentException(
            "character %d of the text is U+%04X (%s), which is none of the %d that the model knows"
                .formatted(i + 1, points[i], Character.getName(points[i]), symbols.size()));
      }
      encoded[i] = number;
    }
    return encoded;
  }

  /** Returns the text that numbers stand for. */
  public String decode(int... encoded) {
    List<String> parts = new ArrayList<>();
    for (int number : encoded) {
      parts.add(symbols.get(number));
    }
    return String.join("", parts);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Alphabet alphabet && symbols.equals(alphabet.symbols);
  }

  @Override
  public int hashCode() {
    return symbols.hashCode();
  }

  @Override
  public String toString() {
    return symbols.size() + " characters";
  }
}
