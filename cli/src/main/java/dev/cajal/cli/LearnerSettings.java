package dev.cajal.cli;

import dev.cajal.classic.Classifier;
import dev.cajal.classic.Learner;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** One value for each setting of a learner. */
record LearnerSettings(LearnerWords words, Map<String, String> values) {

  /** Returns every combination of the values that are given, or else usual. */
  static List<LearnerSettings> grid(LearnerWords words, Map<String, String> given) {
    for (String name : given.keySet()) {
      if (!words.usual().containsKey(name)) {
        throw new UsageException(
            "%s has no setting '%s'; there are %s"
                .formatted(words.name(), name, String.join(", ", words.usual().keySet())));
      }
    }
    List<Map<String, String>> grid = List.of(Map.of());
    for (Map.Entry<String, String> usual : words.usual().entrySet()) {
      String values = given.getOrDefault(usual.getKey(), usual.getValue());
      List<Map<String, String>> longer = new ArrayList<>();
      for (Map<String, String> chosen : grid) {
        for (String value : values.split(",", -1)) {
          Map<String, String> more = new LinkedHashMap<>(chosen);
          more.put(usual.getKey(), value.strip());
          longer.add(more);
        }
      }
      grid = longer;
    }
    return grid.stream().map(values -> new LearnerSettings(words, values)).toList();
  }

  /** Returns the learner; settings that cannot be meant are wrong usage. */
  Learner<? extends Classifier> learner(long seed) {
    try {
      return words.maker().of(this, seed);
    } catch (IllegalArgumentException e) {
      throw new UsageException(e);
    }
  }

  String word(String name) {
    return values.getOrDefault(name, "");
  }

  int whole(String name) {
    try {
      return Integer.parseInt(word(name));
    } catch (NumberFormatException e) {
      throw new UsageException("--set %s=%s: a whole number is needed".formatted(name, word(name)));
    }
  }

  double number(String name) {
    try {
      return Double.parseDouble(word(name));
    } catch (NumberFormatException e) {
      throw new UsageException("--set %s=%s: a number is needed".formatted(name, word(name)));
    }
  }

  boolean scaled() {
    return switch (word("scale")) {
      case "none" -> false;
      case "standard" -> true;
      default ->
          throw new UsageException(
              "--set scale=%s: there are none and standard".formatted(word("scale")));
    };
  }

  int components() {
    int components = whole("pca");
    if (components < 0) {
      throw new UsageException("--set pca=%d: 0 for none, or how many".formatted(components));
    }
    return components;
  }

  @Override
  public String toString() {
    return values.entrySet().stream()
        .filter(e -> !(e.getKey().equals("pca") && e.getValue().equals("0")))
        .map(e -> e.getKey() + "=" + e.getValue())
        .collect(Collectors.joining(" "));
  }
}
