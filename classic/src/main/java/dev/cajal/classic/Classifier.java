package dev.cajal.classic;

import dev.cajal.backend.DType;
import dev.cajal.tensor.Tensor;
import java.util.Optional;

/** Tells classes apart: the one with the highest score is said. */
public interface Classifier extends Fitted {

  /**
   * Returns a score for each class, the higher the likelier: votes, probabilities or distances from
   * a plane, as the method has them.
   *
   * @param features [n, d]
   * @return [n, classes]
   * @throws dev.cajal.backend.ShapeException if the features are of another type or number than
   *     those that were learnt from
   */
  Tensor scores(Tensor features);

  @Override
  default Tensor predict(Tensor features) {
    return scores(features).argmax(1).cast(DType.INT64);
  }

  /**
   * Returns the share of samples whose class is said rightly.
   *
   * @param samples with labels
   * @throws IllegalArgumentException if they have none
   */
  default double accuracy(Samples samples) {
    Tensor right = predict(samples.features()).equalTo(samples.labels());
    return right.cast(DType.FLOAT64).mean().item();
  }

  /** Returns the linear map that gives the scores, if they come from one. */
  default Optional<LinearMap> linear() {
    return Optional.empty();
  }
}
