package dev.cajal.classic;

import org.tribuo.classification.Label;
import org.tribuo.classification.dtree.CARTClassificationTrainer;
import org.tribuo.classification.dtree.impurity.GiniIndex;
import org.tribuo.classification.ensemble.VotingCombiner;
import org.tribuo.common.tree.RandomForestTrainer;
import org.tribuo.ensemble.BaggingTrainer;

/**
 * Decision trees that vote, each grown on samples drawn with replacement, each split chosen among
 * some features drawn anew (Breiman 2001). The trees are those of Tribuo.
 *
 * <pre>{@code
 * Classifier forest = RandomForest.of(100).fit(Samples.of(train));
 * }</pre>
 *
 * @param trees how many, at least 1
 * @param depth of the trees, at least 1
 * @param features how many to choose a split among; 0 for √d
 * @param seed decides the samples and the features
 */
public record RandomForest(int trees, int depth, int features, long seed)
    implements Learner<Classifier> {
  private static final float LEAST_IN_LEAF = 2;

  /** Checks the counts. */
  public RandomForest {
    if (trees < 1 || depth < 1 || features < 0) {
      throw new IllegalArgumentException(
          "forest: %d trees of depth %d, %d features; at least 1, 1 and 0 are needed"
              .formatted(trees, depth, features));
    }
  }

  /** Returns trees that grow until they are right, with splits among √d features. */
  public static RandomForest of(int trees) {
    return new RandomForest(trees, Integer.MAX_VALUE, 0, 1);
  }

  /** Returns this with a limit of the depth. */
  public RandomForest depth(int value) {
    return new RandomForest(trees, value, features, seed);
  }

  /** Returns this with splits among another number of features. */
  public RandomForest features(int value) {
    return new RandomForest(trees, depth, value, seed);
  }

  /** Returns this with another seed. */
  public RandomForest seed(long value) {
    return new RandomForest(trees, depth, features, value);
  }

  @Override
  public Classifier fit(Samples samples) {
    if (features > samples.width()) {
      throw new IllegalArgumentException(
          "forest: splits among %d features, the samples have %d"
              .formatted(features, samples.width()));
    }
    double among = features == 0 ? Math.sqrt(samples.width()) : features;
    float share = (float) Math.min(1, among / samples.width());
    CARTClassificationTrainer tree =
        new CARTClassificationTrainer(depth, LEAST_IN_LEAF, 0, share, false, new GiniIndex(), seed);
    VotingCombiner votes = new VotingCombiner();
    // Tribuo calls it a forest only if some features are left out.
    BaggingTrainer<Label> bagging =
        share < 1
            ? new RandomForestTrainer<>(tree, votes, trees, seed)
            : new BaggingTrainer<>(tree, votes, trees, seed);
    return Trees.fit("forest", bagging, samples);
  }
}
