package dev.cajal.cli;

import dev.cajal.classic.AdaBoost;
import dev.cajal.classic.Classifier;
import dev.cajal.classic.Descent;
import dev.cajal.classic.KMeans;
import dev.cajal.classic.KNearest;
import dev.cajal.classic.Learner;
import dev.cajal.classic.LinearSvm;
import dev.cajal.classic.LogisticRegression;
import dev.cajal.classic.Metric;
import dev.cajal.classic.OneVsAll;
import dev.cajal.classic.Perceptron;
import dev.cajal.classic.RandomForest;
import dev.cajal.classic.TemplateLearner;
import dev.cajal.nn.optim.Adam;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A learner by the name and the settings that the command line knows.
 *
 * @param name as in {@code cajal fit NAME}
 * @param about one line for the list
 * @param usual the values of each setting that are tried unless others are given
 */
record LearnerWords(String name, String about, Map<String, String> usual, Maker maker) {

  /** Makes the learner of one value for each setting. */
  @FunctionalInterface
  interface Maker {
    Learner<? extends Classifier> of(LearnerSettings settings, long seed);
  }

  static final List<LearnerWords> ALL =
      List.of(
          entry(
              "knn",
              "k nearest neighbours; metric is l1, l2, cosine or chebyshev",
              (s, seed) -> new KNearest(s.whole("k"), Metric.named(s.word("metric"))),
              "k=1,3,5,7,9",
              "metric=l2"),
          entry(
              "kmeans",
              "k-means clusters, each named by most of its samples",
              (s, seed) ->
                  new NamedClusters(KMeans.of(s.whole("k")).starts(s.whole("starts")).seed(seed)),
              "k=10,20,50",
              "starts=3"),
          entry(
              "template",
              "template learner: strengthen the right, weaken the guessed class",
              (s, seed) -> TemplateLearner.of(s.whole("epochs")).seed(seed),
              "epochs=5"),
          entry(
              "perceptron",
              "perceptrons with pocket, one against all",
              (s, seed) -> new OneVsAll(Perceptron.of(s.whole("passes")).seed(seed)),
              "passes=10"),
          entry(
              "linear",
              "linear regression of 1 for the class and 0 for the others",
              (s, seed) -> new ClassRegression(s.number("l2")),
              "l2=1e-4,1e-3,1e-2"),
          entry(
              "logistic",
              "logistic regression (softmax)",
              (s, seed) -> LogisticRegression.of(s.number("l2")).descent(descent(s, seed)),
              "l2=0,1e-4,1e-3",
              "epochs=20",
              "rate=1e-3",
              "batch=100",
              "scale=standard"),
          entry(
              "svm",
              "linear support vector machines, one against all",
              (s, seed) -> LinearSvm.of(s.number("l2")).descent(descent(s, seed)),
              "l2=1e-5,1e-4,1e-3",
              "epochs=20",
              "rate=1e-3",
              "batch=100",
              "scale=standard"),
          entry(
              "forest",
              "random forest; splits among √d features if features is 0",
              (s, seed) ->
                  RandomForest.of(s.whole("trees")).features(s.whole("features")).seed(seed),
              "trees=100",
              "features=0"),
          entry(
              "boosting",
              "AdaBoost of shallow trees",
              (s, seed) -> AdaBoost.of(s.whole("rounds")).depth(s.whole("depth")).seed(seed),
              "rounds=100",
              "depth=3"));

  private static LearnerWords entry(String name, String about, Maker maker, String... settings) {
    Map<String, String> usual = new LinkedHashMap<>();
    for (String setting : settings) {
      int sign = setting.indexOf('=');
      usual.put(setting.substring(0, sign), setting.substring(sign + 1));
    }
    usual.putIfAbsent("scale", "none");
    usual.put("pca", "0");
    return new LearnerWords(name, about, usual, maker);
  }

  private static Descent descent(LearnerSettings s, long seed) {
    return new Descent(Adam.of(s.number("rate")), s.whole("epochs"), s.whole("batch"), seed);
  }

  static LearnerWords find(String name) {
    return ALL.stream()
        .filter(words -> words.name.equals(name))
        .findFirst()
        .orElseThrow(() ->
            new UsageException(
                "no learner is called '%s'; there are %s"
                    .formatted(
                        name, String.join(", ", ALL.stream().map(LearnerWords::name).toList()))));
  }
}
