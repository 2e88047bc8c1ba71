package dev.cajal.cli;

import dev.cajal.backend.Shape;
import dev.cajal.zoo.Network;
import dev.cajal.zoo.Zoo;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/** What users call models and shapes. */
final class Models {

  private Models() {}

  /** Returns a network of the zoo. */
  static Network find(String name) {
    try {
      return Zoo.find(name);
    } catch (IllegalArgumentException e) {
      throw new UsageException(e);
    }
  }

  /** Prints the networks of the zoo. */
  static void list(Common common) {
    for (Network network : Zoo.networks()) {
      if (common.json) {
        common
            .out()
            .println(
                Json.line(
                    Map.of(
                        "name",
                        network.name(),
                        "title",
                        network.title(),
                        "input",
                        network.input().toArray(),
                        "classes",
                        network.classes())));
      } else {
        common.out().printf("%-18s %s%n", network.name(), network.title());
      }
    }
  }

  /** Returns a shape as people write it: {@code 3 × 32 × 32}. */
  static String sizes(Shape shape) {
    return Arrays.stream(shape.toArray())
        .mapToObj(Long::toString)
        .collect(Collectors.joining(" × "));
  }

  /** Returns the shape meant by text such as {@code 3x224x224}. */
  static Shape shape(String text) {
    try {
      long[] sizes = Arrays.stream(text.split("x", -1)).mapToLong(Long::parseLong).toArray();
      if (Arrays.stream(sizes).allMatch(n -> n > 0)) {
        return Shape.of(sizes);
      }
    } catch (NumberFormatException e) {
      throw new UsageException("'" + text + "' is no input size; write it as 3x224x224");
    }
    throw new UsageException(
        "'" + text + "' is no input size; sizes are positive, as in 3x224x224");
  }
}
