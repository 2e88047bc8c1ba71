package dev.cajal.classic;

import dev.cajal.tensor.Tensor;
import java.util.Optional;

/** What {@link Perceptron} learnt. Its scores are −(w·x + b) and w·x + b. */
public final class TrainedPerceptron implements Classifier {
  private final LinearMap map;
  private final long corrections;
  private final boolean converged;
  private final Optional<Separability> separability;

  TrainedPerceptron(
      LinearMap map, long corrections, boolean converged, Optional<Separability> separability) {
    this.map = map;
    this.corrections = corrections;
    this.converged = converged;
    this.separability = separability;
  }

  @Override
  public Tensor scores(Tensor features) {
    return map.predict(features);
  }

  @Override
  public Optional<LinearMap> linear() {
    return Optional.of(map);
  }

  /** Returns how often the rule corrected the weights. */
  public long corrections() {
    return corrections;
  }

  /** Returns whether the rule itself came to weights that are right for all samples. */
  public boolean converged() {
    return converged;
  }

  /** Returns what was found about the samples, if the rule had not converged by then. */
  public Optional<Separability> separability() {
    return separability;
  }
}
