package dev.cajal.classic.embed;

import dev.cajal.tensor.Tensor;
import java.util.List;

/** Points in the plane that stand for samples. */
public final class Embedding {
  private final Tensor points;
  private final double divergence;
  private final List<Double> course;

  Embedding(Tensor points, List<Double> course) {
    this.points = points;
    this.course = List.copyOf(course);
    this.divergence = this.course.getLast();
  }

  /**
   * Returns the points, float32 [n, 2], their mean at 0. The units mean nothing, nor do the
   * directions.
   */
  public Tensor points() {
    return points;
  }

  /** Returns KL(P‖Q) at the end, in nats. */
  public double divergence() {
    return divergence;
  }

  /** Returns KL(P‖Q) after every {@value TSne#LOOK} iterations and at the end, in nats. */
  public List<Double> course() {
    return course;
  }
}
