package dev.cajal.nn.data;

import dev.cajal.backend.Shape;
import java.util.List;

/** A dataset for tests: sample i is filled with i + 1000 * value position, its label is i % 3. */
record Samples(int size, Shape shape) implements Dataset {
  @Override
  public List<String> classes() {
    return List.of("a", "b", "c");
  }

  @Override
  public String description() {
    return "test samples";
  }

  @Override
  public int label(int index) {
    return index % 3;
  }

  @Override
  public void read(int index, float[] target, int offset) {
    for (int i = 0; i < shape.count(); i++) {
      target[offset + i] = index + 1000 * i;
    }
  }
}
