package dev.cajal.nn.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Cuts a dataset into parts that share no sample. */
public final class Splits {
  private Splits() {}

  /**
   * Cuts a dataset at random so that every class has the same share in each part, as nearly as
   * whole samples allow. The parts keep the order of the dataset, and together they are all of it.
   *
   * <pre>{@code
   * List<Dataset> parts = Splits.stratified(data, 1, 0.9, 0.1);
   * Dataset train = parts.get(0);
   * Dataset validation = parts.get(1);
   * }</pre>
   *
   * @param data what to cut
   * @param seed the same seed gives the same parts
   * @param shares the size of each part, positive; they need not add up to 1
   * @throws IllegalArgumentException if there are no shares or one is not a positive number
   */
  public static List<Dataset> stratified(Dataset data, long seed, double... shares) {
    double total = 0;
    for (double share : shares) {
      if (!(share > 0) || share == Double.POSITIVE_INFINITY) {
        throw new IllegalArgumentException("split shares must be positive numbers, found " + share);
      }
      total += share;
    }
    if (shares.length == 0) {
      throw new IllegalArgumentException("a split needs at least one share");
    }
    int[] part = new int[data.size()];
    RandomStream random = new RandomStream(seed, "split");
    List<int[]> classes = indicesByClass(data);
    for (int label = 0; label < classes.size(); label++) {
      random.at(label, 0);
      assign(classes.get(label), shares, total, random, part);
    }
    List<Dataset> parts = new ArrayList<>();
    for (int p = 0; p < shares.length; p++) {
      int wanted = p;
      int[] indices = IntStream.range(0, part.length).filter(i -> part[i] == wanted).toArray();
      String what =
          "%d of %d samples of %s".formatted(indices.length, part.length, data.description());
      parts.add(new Subset(data, indices, what));
    }
    return parts;
  }

  private static void assign(
      int[] members, double[] shares, double total, RandomStream random, int[] part) {
    random.shuffle(members, members.length);
    double sum = 0;
    int from = 0;
    for (int p = 0; p < shares.length; p++) {
      sum += shares[p];
      int to =
          p == shares.length - 1 ? members.length : (int) Math.round(members.length * sum / total);
      for (int i = from; i < to; i++) {
        part[members[i]] = p;
      }
      from = to;
    }
  }

  private static List<int[]> indicesByClass(Dataset data) {
    int[] counts = new int[data.classes().size()];
    for (int i = 0; i < data.size(); i++) {
      counts[data.label(i)]++;
    }
    List<int[]> indices = new ArrayList<>();
    for (int count : counts) {
      indices.add(new int[count]);
    }
    Arrays.fill(counts, 0);
    for (int i = 0; i < data.size(); i++) {
      int label = data.label(i);
      indices.get(label)[counts[label]++] = i;
    }
    return indices;
  }
}
