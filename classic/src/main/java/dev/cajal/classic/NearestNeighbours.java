package dev.cajal.classic;

import dev.cajal.backend.Shape;
import dev.cajal.tensor.Tensor;
import java.util.List;

/** The samples that {@link KNearest} keeps. */
public final class NearestNeighbours implements Classifier {
  private final Tensor samples;
  private final int[] labels;
  private final int classes;
  private final int k;
  private final Metric metric;

  NearestNeighbours(Tensor samples, int[] labels, int classes, int k, Metric metric) {
    this.samples = samples;
    this.labels = labels;
    this.classes = classes;
    this.k = k;
    this.metric = metric;
  }

  /**
   * Returns the k nearest samples of each row, as a {@link NeighbourSearch} finds them.
   *
   * @param features [n, d]
   * @return one for each row
   * @throws dev.cajal.backend.ShapeException if the features are of another type or number than
   *     those that were learnt from
   */
  public List<Neighbours> neighbours(Tensor features) {
    Blocks.check("knn", features, samples.type());
    return new NeighbourSearch(samples, k, metric).of(features);
  }

  /** Returns the class for which the most of the nearest vote. */
  int vote(Neighbours neighbours, int voters) {
    int[] votes = new int[classes];
    int most = 0;
    for (int rank = 0; rank < voters; rank++) {
      most = Math.max(most, ++votes[labels[neighbours.sample(rank)]]);
    }
    int rank = 0;
    while (votes[labels[neighbours.sample(rank)]] < most) {
      rank++;
    }
    return labels[neighbours.sample(rank)];
  }

  /**
   * Returns the share of votes for each class; that of the winner is raised a little where another
   * has as many.
   */
  @Override
  public Tensor scores(Tensor features) {
    List<Neighbours> found = neighbours(features);
    float[] scores = new float[found.size() * classes];
    for (int i = 0; i < found.size(); i++) {
      for (int rank = 0; rank < k; rank++) {
        scores[i * classes + labels[found.get(i).sample(rank)]] += 1f / k;
      }
      scores[i * classes + vote(found.get(i), k)] += 0.5f / k;
    }
    return Tensor.of(Shape.of(found.size(), classes), scores);
  }
}
