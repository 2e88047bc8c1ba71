package dev.cajal.classic;

import dev.cajal.tensor.Tensor;
import java.util.Optional;

/** A classifier whose scores are linear in the features. */
final class LinearClassifier implements Classifier {
  private final LinearMap map;

  LinearClassifier(LinearMap map) {
    this.map = map;
  }

  @Override
  public Tensor scores(Tensor features) {
    return map.predict(features);
  }

  @Override
  public Optional<LinearMap> linear() {
    return Optional.of(map);
  }
}
