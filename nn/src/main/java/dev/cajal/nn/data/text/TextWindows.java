package dev.cajal.nn.data.text;

import dev.cajal.backend.Shape;
import dev.cajal.nn.data.Dataset;
import java.util.Arrays;
import java.util.List;

/**
 * Windows of a text: a sample holds the numbers of so many characters, its label is the number of
 * the one that comes next.
 */
public final class TextWindows implements Dataset {
  private final Alphabet alphabet;
  private final int[] text;
  private final int steps;
  private final int stride;

  /**
   * Cuts a text.
   *
   * @param alphabet its characters
   * @param text their numbers
   * @param steps the characters of a sample, at least 1
   * @param stride from the beginning of one sample to that of the next, at least 1
   * @throws IllegalArgumentException if the text is too short for one sample
   */
  public TextWindows(Alphabet alphabet, int[] text, int steps, int stride) {
    this.alphabet = alphabet;
    this.text = text.clone();
    this.steps = steps;
    this.stride = stride;
    if (steps < 1 || stride < 1) {
      throw new IllegalArgumentException(
          "text windows: %d steps, stride %d; both must be at least 1".formatted(steps, stride));
    }
    if (text.length <= steps) {
      throw new IllegalArgumentException(
          "a text of %,d characters is too short for windows of %d and what comes next"
              .formatted(text.length, steps));
    }
  }

  /** Returns the alphabet, whose symbols are the classes. */
  public Alphabet alphabet() {
    return alphabet;
  }

  /**
   * Returns a part of the text, with the same windows.
   *
   * @param from the first character
   * @param to the first that is left out
   * @throws IllegalArgumentException if it is too short
   */
  public TextWindows part(int from, int to) {
    return new TextWindows(alphabet, Arrays.copyOfRange(text, from, to), steps, stride);
  }

  /** Returns the number of characters. */
  public int length() {
    return text.length;
  }

  @Override
  public int size() {
    return (text.length - steps - 1) / stride + 1;
  }

  @Override
  public Shape shape() {
    return Shape.of(steps);
  }

  @Override
  public List<String> classes() {
    return alphabet.symbols();
  }

  @Override
  public String description() {
    return "%,d characters in windows of %d".formatted(text.length, steps);
  }

  @Override
  public boolean splitsByClass() {
    return false;
  }

  @Override
  public int label(int index) {
    return text[start(index) + steps];
  }

  @Override
  public void read(int index, float[] target, int offset) {
    int from = start(index);
    for (int i = 0; i < steps; i++) {
      target[offset + i] = text[from + i];
    }
  }

  private int start(int index) {
    if (index < 0 || index >= size()) {
      throw new IndexOutOfBoundsException("sample " + index + " of " + size());
    }
    return index * stride;
  }
}
