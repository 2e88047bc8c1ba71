package dev.cajal.nn.data;

import java.util.List;

/**
 * A training set, its test set, and a line that says where they came from.
 *
 * @param name a short name such as {@code mnist}
 * @param train the samples to learn from
 * @param test the samples to judge by
 * @param provenance one line for the user: which files or which generator, and how many samples
 */
public record DataSource(String name, Dataset train, Dataset test, String provenance) {
  /** Checks that both parts have samples of one shape and the same classes. */
  public DataSource {
    if (!train.shape().equals(test.shape())) {
      throw new IllegalArgumentException(
          "%s: training samples are %s, test samples %s"
              .formatted(name, train.shape(), test.shape()));
    }
    if (!train.classes().equals(test.classes())) {
      throw new IllegalArgumentException(
          "%s: training classes are %s, test classes %s"
              .formatted(name, train.classes(), test.classes()));
    }
  }

  /** Returns the class names of both parts. */
  public List<String> classes() {
    return train.classes();
  }

  /** Returns this source under another provenance line. */
  public DataSource withProvenance(String line) {
    return new DataSource(name, train, test, line);
  }
}
