package dev.cajal.nn.search;

import java.io.IOException;

/** What a search makes great. */
@FunctionalInterface
public interface Scoring {
  /**
   * Trains a new model under a point and judges it, on validation samples or folds.
   *
   * @param point the hyper-parameters
   * @param budget what may be spent, such as epochs
   * @return the greater, the better, such as the accuracy; NaN if training failed
   */
  double score(Point point, int budget) throws IOException;
}
