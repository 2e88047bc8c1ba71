package dev.cajal.classic.embed;

/**
 * Chooses the width of the Gaussian around one sample so that its neighbours have a given
 * perplexity, by bisection of β = 1/(2σ²).
 */
final class Bandwidth {
  private static final int TURNS = 200;
  private static final double EXACTNESS = 1e-10;

  private Bandwidth() {}

  /**
   * Writes p(j|i) = exp(−β d_j²) / Σ_k exp(−β d_k²) such that −Σ p·log p = log perplexity.
   *
   * @param squares d² of the neighbours; replaced by the probabilities
   */
  static void apply(double[] squares, double perplexity) {
    double least = Double.POSITIVE_INFINITY;
    double sum = 0;
    for (double d : squares) {
      least = Math.min(least, d);
      sum += d;
    }
    double wanted = Math.log(perplexity);
    double[] weights = new double[squares.length];
    // The entropy depends on β times the spread, so the spread gives the first guess.
    double spread = sum / squares.length - least;
    double beta = spread > 0 ? 1 / spread : 1;
    double low = 0;
    double high = Double.POSITIVE_INFINITY;
    double total = weigh(squares, least, beta, weights);
    for (int turn = 0; turn < TURNS; turn++) {
      double excess = entropy(squares, least, beta, weights, total) - wanted;
      if (Math.abs(excess) < EXACTNESS) {
        break;
      }
      if (excess > 0) {
        low = beta;
        beta = high == Double.POSITIVE_INFINITY ? 2 * beta : (low + high) / 2;
      } else {
        high = beta;
        beta = (low + high) / 2;
      }
      if (beta == low || beta == high || beta > 1e200 || beta < 1e-200) {
        break;
      }
      total = weigh(squares, least, beta, weights);
    }
    for (int j = 0; j < squares.length; j++) {
      squares[j] = weights[j] / total;
    }
  }

  private static double weigh(double[] squares, double least, double beta, double[] weights) {
    double total = 0;
    for (int j = 0; j < squares.length; j++) {
      weights[j] = Math.exp(-beta * (squares[j] - least));
      total += weights[j];
    }
    return total;
  }

  private static double entropy(
      double[] squares, double least, double beta, double[] weights, double total) {
    double mean = 0;
    for (int j = 0; j < squares.length; j++) {
      mean += weights[j] * (squares[j] - least);
    }
    return Math.log(total) + beta * mean / total;
  }
}
