package dev.cajal.nn.data;

import dev.cajal.backend.Shape;
import java.util.List;
import java.util.stream.IntStream;

/** Some samples of another dataset, in a given order, without copying them. */
public final class Subset implements Dataset {
  private final Dataset whole;
  private final int[] indices;
  private final String description;

  /**
   * Creates the view.
   *
   * @param whole the dataset to look into
   * @param indices which samples, in order; a sample may occur several times
   * @param description see {@link Dataset#description()}
   * @throws IndexOutOfBoundsException if an index is not a sample of the dataset
   */
  public Subset(Dataset whole, int[] indices, String description) {
    this.whole = whole;
    this.indices = indices.clone();
    this.description = description;
    for (int index : indices) {
      if (index < 0 || index >= whole.size()) {
        throw new IndexOutOfBoundsException(
            "sample " + index + " of " + whole.size() + " in " + whole.description());
      }
    }
  }

  /**
   * Returns the first samples of a dataset, or all if it has no more.
   *
   * @param whole the dataset
   * @param count how many, at most
   */
  public static Dataset first(Dataset whole, int count) {
    if (count >= whole.size()) {
      return whole;
    }
    int[] indices = IntStream.range(0, count).toArray();
    return new Subset(whole, indices, "first " + count + " of " + whole.description());
  }

  @Override
  public int size() {
    return indices.length;
  }

  @Override
  public Shape shape() {
    return whole.shape();
  }

  @Override
  public List<String> classes() {
    return whole.classes();
  }

  @Override
  public String description() {
    return description;
  }

  @Override
  public boolean splitsByClass() {
    return whole.splitsByClass();
  }

  @Override
  public int label(int index) {
    return whole.label(indices[index]);
  }

  @Override
  public void read(int index, float[] target, int offset) {
    whole.read(indices[index], target, offset);
  }
}
