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
   * @throws IllegalArgumentException if there are no shares, one is not a positive number, or a
   *     class has fewer samples than there are parts
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
      checkClass(data, label, classes.get(label).length, shares.length, "part");
      random.at(label, 0);
      assign(classes.get(label), shares, total, random, part);
    }
    List<Dataset> parts = new ArrayList<>();
    for (int p = 0; p < shares.length; p++) {
      int wanted = p;
      parts.add(subset(data, IntStream.range(0, part.length).filter(i -> part[i] == wanted)));
    }
    return parts;
  }

  /**
   * Cuts a dataset at random into k parts of the same size and the same shares of every class, and
   * returns k folds: in each, another part is held out and the others together are for training. So
   * every sample is held out exactly once.
   *
   * <p>Source: Kohavi, <i>A study of cross-validation and bootstrap for accuracy estimation and
   * model selection</i>, 1995 (stratified k-fold).
   *
   * @param data what to cut
   * @param k the number of folds, at least 2
   * @param seed the same seed gives the same folds
   * @throws IllegalArgumentException if k is less than 2, or a class has fewer than k samples
   */
  public static List<Fold> folds(Dataset data, int k, long seed) {
    if (k < 2) {
      throw new IllegalArgumentException("folds must be at least 2, found " + k);
    }
    int[] part = new int[data.size()];
    RandomStream random = new RandomStream(seed, "folds");
    List<int[]> classes = indicesByClass(data);
    // Dealt out like cards, class after class, so that the sizes of the parts differ by at most 1.
    int next = 0;
    for (int label = 0; label < classes.size(); label++) {
      int[] members = classes.get(label);
      checkClass(data, label, members.length, k, "fold");
      random.at(label, 0).shuffle(members, members.length);
      for (int member : members) {
        part[member] = next++ % k;
      }
    }
    List<Fold> folds = new ArrayList<>();
    for (int f = 0; f < k; f++) {
      int held = f;
      folds.add(
          new Fold(
              f + 1,
              k,
              subset(data, IntStream.range(0, part.length).filter(i -> part[i] != held)),
              subset(data, IntStream.range(0, part.length).filter(i -> part[i] == held))));
    }
    return folds;
  }

  /**
   * Returns a few samples at random, of each class as many as of any other, as nearly as whole
   * samples and small classes allow: what is left to learn from where labels are dear.
   *
   * @param data where to take them from
   * @param count how many, at least 1; all if there are no more
   * @param seed the same seed gives the same samples; more of them contain the fewer
   */
  public static Dataset few(Dataset data, int count, long seed) {
    if (count < 1) {
      throw new IllegalArgumentException("samples must be at least 1, found " + count);
    }
    if (count >= data.size()) {
      return data;
    }
    RandomStream random = new RandomStream(seed, "few");
    List<int[]> classes = indicesByClass(data);
    for (int label = 0; label < classes.size(); label++) {
      random.at(label, 0).shuffle(classes.get(label), classes.get(label).length);
    }
    IntStream.Builder chosen = IntStream.builder();
    int taken = 0;
    for (int round = 0; taken < count; round++) {
      for (int label = 0; label < classes.size() && taken < count; label++) {
        if (round < classes.get(label).length) {
          chosen.add(classes.get(label)[round]);
          taken++;
        }
      }
    }
    return subset(data, chosen.build().sorted());
  }

  private static Dataset subset(Dataset data, IntStream chosen) {
    int[] indices = chosen.toArray();
    return new Subset(
        data,
        indices,
        "%d of %d samples of %s".formatted(indices.length, data.size(), data.description()));
  }

  private static void checkClass(Dataset data, int label, int count, int parts, String part) {
    if (data.splitsByClass() && count > 0 && count < parts) {
      throw new IllegalArgumentException(
          ("class '%s' of %s has only %d %s, too few for one in each of %d %ss; add samples, drop"
                  + " the class or take fewer %ss")
              .formatted(
                  data.classes().get(label),
                  data.description(),
                  count,
                  count == 1 ? "sample" : "samples",
                  parts,
                  part,
                  part));
    }
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
