package dev.cajal.nn.search;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A value for each hyper-parameter, in the order of the dimensions.
 *
 * @param values the values by name, as text
 */
public record Point(Map<String, String> values) {

  /** Copies the values. */
  public Point {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /**
   * Returns a value as text.
   *
   * @throws IllegalArgumentException if there is no hyper-parameter of that name
   */
  public String text(String name) {
    String value = values.get(name);
    if (value == null) {
      throw new IllegalArgumentException(
          "'%s' is not searched; there are %s".formatted(name, String.join(", ", values.keySet())));
    }
    return value;
  }

  /**
   * Returns a value as a number.
   *
   * @throws IllegalArgumentException if there is none of that name, or it is no number
   */
  public double number(String name) {
    try {
      return Double.parseDouble(text(name));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(name + " is no number: " + text(name), e);
    }
  }

  /**
   * Returns a value as a whole number.
   *
   * @throws IllegalArgumentException if there is none of that name, or it is no whole number
   */
  public int whole(String name) {
    try {
      return Integer.parseInt(text(name));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(name + " is no whole number: " + text(name), e);
    }
  }

  /** Returns the values as {@code lr=0.01 batch=32}. */
  @Override
  public String toString() {
    return values.entrySet().stream()
        .map(value -> value.getKey() + "=" + value.getValue())
        .collect(Collectors.joining(" "));
  }
}
