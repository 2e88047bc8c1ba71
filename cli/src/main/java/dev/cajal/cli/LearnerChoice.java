package dev.cajal.cli;

import dev.cajal.backend.Shape;
import dev.cajal.classic.KNearest;
import dev.cajal.classic.Samples;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** Chooses settings by the accuracy on validation samples. */
final class LearnerChoice {
  private final Samples train;
  private final Samples validation;
  private final Shape shape;
  private final long seed;
  private final BiConsumer<LearnerSettings, Double> listener;
  private LearnerSettings best;
  private double most = -1;

  /**
   * Prepares the choice.
   *
   * @param shape of one sample
   * @param listener told of each candidate and its accuracy
   */
  LearnerChoice(
      Samples train,
      Samples validation,
      Shape shape,
      long seed,
      List<LearnerSettings> candidates,
      BiConsumer<LearnerSettings, Double> listener) {
    this.train = train;
    this.validation = validation;
    this.shape = shape;
    this.seed = seed;
    this.listener = listener;
    this.best = candidates.getFirst();
    Map<List<String>, List<LearnerSettings>> alike = new LinkedHashMap<>();
    for (LearnerSettings candidate : candidates) {
      List<String> key = List.of(candidate.word("scale"), candidate.word("pca"));
      alike.computeIfAbsent(key, k -> new ArrayList<>()).add(candidate);
    }
    alike.values().forEach(this::tryAll);
  }

  LearnerSettings best() {
    return best;
  }

  private void tryAll(List<LearnerSettings> candidates) {
    LearnerInput input = new LearnerInput(train, shape, candidates.getFirst());
    Samples from = input.of(train);
    Samples judge = input.of(validation);
    Map<String, double[]> errors = new LinkedHashMap<>();
    for (LearnerSettings candidate : candidates) {
      if (candidate.learner(seed) instanceof KNearest nearest) {
        // One pass over the distances serves every k.
        double[] all =
            errors.computeIfAbsent(
                candidate.word("metric"), m -> nearest.errors(from, judge, largest(candidates)));
        say(candidate, 1 - all[nearest.k() - 1]);
      } else {
        say(candidate, candidate.learner(seed).fit(from).accuracy(judge));
      }
    }
  }

  private static int largest(List<LearnerSettings> candidates) {
    return candidates.stream().mapToInt(c -> c.whole("k")).max().orElseThrow();
  }

  private void say(LearnerSettings candidate, double accuracy) {
    listener.accept(candidate, accuracy);
    if (accuracy > most) {
      most = accuracy;
      best = candidate;
    }
  }
}
