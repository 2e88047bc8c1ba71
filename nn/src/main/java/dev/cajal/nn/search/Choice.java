package dev.cajal.nn.search;

import dev.cajal.nn.data.RandomStream;
import java.util.List;

/**
 * A hyper-parameter that takes one of some values, all equally likely.
 *
 * @param name the name of the hyper-parameter
 * @param values at least one, none twice
 */
public record Choice(String name, List<String> values) implements Dimension {

  /** Checks the values. */
  public Choice {
    values = List.copyOf(values);
    if (values.isEmpty() || values.stream().anyMatch(String::isEmpty)) {
      throw new IllegalArgumentException(name + " has an empty value; write " + name + "=a,b,c");
    }
    if (values.stream().distinct().count() < values.size()) {
      throw new IllegalArgumentException(name + " has a value twice: " + String.join(",", values));
    }
  }

  @Override
  public String draw(RandomStream random) {
    return values.get(random.nextInt(values.size()));
  }

  @Override
  public List<String> grid() {
    return values;
  }

  @Override
  public String toString() {
    return name + "=" + String.join(",", values);
  }
}
