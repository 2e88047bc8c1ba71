package dev.cajal.classic;

import dev.cajal.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes a classifier of many classes out of a learner of two: one is fitted for each class against
 * all others, and the class wins whose classifier is surest.
 *
 * @param learner of two classes, of which 1 is the one and 0 all others
 */
public record OneVsAll(Learner<? extends Classifier> learner) implements Learner<Classifier> {

  @Override
  public Classifier fit(Samples samples) {
    int[] labels = samples.labelsOfSeveral("one-vs-all");
    List<Classifier> members = new ArrayList<>();
    for (int c = 0; c < samples.classes(); c++) {
      long[] is = new long[labels.length];
      boolean any = false;
      for (int i = 0; i < is.length; i++) {
        is[i] = labels[i] == c ? 1 : 0;
        any |= is[i] == 1;
      }
      if (!any) {
        throw new IllegalArgumentException(
            "one-vs-all: class %d of %d has no samples; leave it out of the labels"
                .formatted(c, samples.classes()));
      }
      members.add(learner.fit(samples.relabelled(is, 2)));
    }
    List<LinearMap> maps =
        members.stream().map(Classifier::linear).flatMap(Optional::stream).toList();
    return maps.size() == members.size() ? new LinearClassifier(joined(maps)) : new Joined(members);
  }

  private static LinearMap joined(List<LinearMap> maps) {
    return new LinearMap(
        Tensor.concat(0, maps.stream().map(m -> lead(0, m.weight())).toList()),
        Tensor.concat(0, maps.stream().map(m -> lead(0, m.bias())).toList()));
  }

  /** Returns by how much the score of class 1 is above that of class 0. */
  private static Tensor lead(int axis, Tensor scores) {
    return scores.slice(axis, 1, 2).sub(scores.slice(axis, 0, 1));
  }

  private record Joined(List<Classifier> members) implements Classifier {
    @Override
    public Tensor scores(Tensor features) {
      return Tensor.concat(1, members.stream().map(m -> lead(1, m.scores(features))).toList());
    }
  }
}
