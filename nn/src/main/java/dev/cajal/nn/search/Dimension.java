package dev.cajal.nn.search;

import dev.cajal.nn.data.RandomStream;
import java.util.Arrays;
import java.util.List;

/**
 * A hyper-parameter and the values it may take.
 *
 * <p>As text: {@code batch=32,64,128} for some values; {@code lr=1e-4..1e-1:log} for a range in
 * which every factor is equally likely; {@code decay=0..0.1} for one in which every difference is;
 * {@code :int} for whole numbers; and a number, as in {@code lr=1e-4..1e-1:log:4}, for how many
 * values a grid takes of a range.
 */
public sealed interface Dimension permits Choice, Range {

  /**
   * Reads a dimension.
   *
   * @throws IllegalArgumentException if the text is none, saying how to write one
   */
  static Dimension parse(String text) {
    int equals = text.indexOf('=');
    if (equals < 1 || equals == text.length() - 1) {
      throw new IllegalArgumentException(
          "'%s' names no values; write batch=32,64,128 or lr=1e-4..1e-1:log".formatted(text));
    }
    String name = text.substring(0, equals).strip();
    String values = text.substring(equals + 1).strip();
    int dots = values.indexOf("..");
    if (dots < 0) {
      return new Choice(name, Arrays.stream(values.split(",", -1)).map(String::strip).toList());
    }
    String[] parts = values.substring(dots + 2).split(":", -1);
    try {
      Range range =
          Range.of(
              name, Double.parseDouble(values.substring(0, dots)), Double.parseDouble(parts[0]));
      for (int i = 1; i < parts.length; i++) {
        range =
            switch (parts[i]) {
              case "log" -> range.logarithmic();
              case "int" -> range.inWholeNumbers();
              default -> range.steps(Integer.parseInt(parts[i]));
            };
      }
      return range;
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "'%s' is no range; write lr=1e-4..1e-1, with :log, :int or a number of steps behind it"
              .formatted(text),
          e);
    }
  }

  /** Returns the name of the hyper-parameter. */
  String name();

  /** Draws a value. */
  String draw(RandomStream random);

  /**
   * Returns the values of a grid.
   *
   * @throws IllegalArgumentException if this is a range without a number of steps
   */
  List<String> grid();
}
