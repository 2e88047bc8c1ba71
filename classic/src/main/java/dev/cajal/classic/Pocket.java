package dev.cajal.classic;

/** The weights of a perceptron, and in the pocket the best so far. */
final class Pocket {
  private final SignedPoints points;
  private final double[] weights;
  private double[] best;
  private int bestRight;
  private int bestRun;
  private int run;
  private long corrections;

  Pocket(SignedPoints points) {
    this.points = points;
    this.weights = new double[points.dimensions()];
    this.best = weights.clone();
  }

  /** Corrects the weights sample by sample; returns whether none was on the wrong side. */
  boolean pass(int[] order) {
    boolean clean = true;
    for (int i : order) {
      if (points.product(i, weights) > 0) {
        run++;
        continue;
      }
      look();
      points.addTo(weights, i);
      corrections++;
      run = 0;
      clean = false;
    }
    if (clean) {
      best = weights.clone();
    } else {
      look();
    }
    return clean;
  }

  /** Weights that were right for longer than those in the pocket are tried on all samples. */
  private void look() {
    if (run > bestRun) {
      int right = points.right(weights);
      bestRun = run;
      if (right > bestRight) {
        bestRight = right;
        best = weights.clone();
      }
    }
  }

  void keep(double[] plane) {
    best = plane.clone();
  }

  double[] best() {
    return best;
  }

  long corrections() {
    return corrections;
  }
}
