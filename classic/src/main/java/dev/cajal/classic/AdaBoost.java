package dev.cajal.classic;

import org.tribuo.classification.dtree.CARTClassificationTrainer;
import org.tribuo.classification.dtree.impurity.GiniIndex;
import org.tribuo.classification.ensemble.AdaBoostTrainer;

/**
 * Weak learners, one after the other, of which each gives more weight to the samples that those
 * before got wrong; they vote, each with the logarithm of its odds (Freund and Schapire 1997, for
 * several classes in the form SAMME, Zhu et al. 2009). The learners are shallow trees of Tribuo.
 *
 * @param rounds how many trees, at least 1
 * @param depth of each tree, at least 1, a single question
 * @param seed of the trees
 */
public record AdaBoost(int rounds, int depth, long seed) implements Learner<Classifier> {
  private static final float LEAST_IN_LEAF = 1e-6f;

  /** Checks the counts. */
  public AdaBoost {
    if (rounds < 1 || depth < 1) {
      throw new IllegalArgumentException(
          "boosting: %d rounds of depth %d; both must be at least 1".formatted(rounds, depth));
    }
  }

  /** Returns rounds of trees of depth 1. */
  public static AdaBoost of(int rounds) {
    return new AdaBoost(rounds, 1, 1);
  }

  /** Returns this with deeper trees. */
  public AdaBoost depth(int value) {
    return new AdaBoost(rounds, value, seed);
  }

  /** Returns this with another seed. */
  public AdaBoost seed(long value) {
    return new AdaBoost(rounds, depth, value);
  }

  @Override
  public Classifier fit(Samples samples) {
    CARTClassificationTrainer tree =
        new CARTClassificationTrainer(depth, LEAST_IN_LEAF, 0, 1, false, new GiniIndex(), seed);
    return Trees.fit("boosting", new AdaBoostTrainer(tree, rounds, seed), samples);
  }
}
