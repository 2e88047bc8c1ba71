package dev.cajal.cli;

import dev.cajal.classic.Classifier;
import dev.cajal.classic.Learner;
import dev.cajal.classic.LinearMap;
import dev.cajal.classic.LinearRegression;
import dev.cajal.classic.Samples;
import dev.cajal.tensor.Tensor;
import java.util.Optional;

/** Least squares towards 1 for the class of a sample and 0 for the others. */
record ClassRegression(double l2) implements Learner<Classifier> {

  @Override
  public Classifier fit(Samples samples) {
    Tensor hot = samples.labels().oneHot(samples.classes(), samples.features().dtype());
    LinearMap map = LinearRegression.of(l2).fit(Samples.of(samples.features(), hot));
    return new Classifier() {
      @Override
      public Tensor scores(Tensor features) {
        return map.predict(features);
      }

      @Override
      public Optional<LinearMap> linear() {
        return Optional.of(map);
      }
    };
  }
}
