package dev.cajal.classic.embed;

import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/** Forces of Barnes–Hut t-SNE: attraction along few pairs, repulsion by a tree; n·log n. */
final class TreeForces implements Forces {
  private static final int BLOCK = 128;

  private final Affinities affinities;
  private final double thetaSquared;
  private final double negativeEntropy;
  private final QuadTree tree;
  private final double[] pushX;
  private final double[] pushY;
  private final double[] nearness;

  TreeForces(Affinities affinities, double theta) {
    this.affinities = affinities;
    this.thetaSquared = theta * theta;
    negativeEntropy = affinities.negativeEntropy();
    int n = affinities.samples();
    tree = new QuadTree(n);
    pushX = new double[n];
    pushY = new double[n];
    nearness = new double[n];
  }

  @Override
  public void gradient(double[] x, double[] y, double exaggeration, double[] dx, double[] dy) {
    double sum = repulsion(x, y);
    int[] from = affinities.from();
    int[] columns = affinities.columns();
    double[] values = affinities.values();
    inBlocks(
        x.length,
        i -> {
          double pullX = 0;
          double pullY = 0;
          for (int place = from[i]; place < from[i + 1]; place++) {
            int j = columns[place];
            double across = x[i] - x[j];
            double up = y[i] - y[j];
            double force = values[place] / (1 + across * across + up * up);
            pullX += force * across;
            pullY += force * up;
          }
          dx[i] = 4 * (exaggeration * pullX - pushX[i] / sum);
          dy[i] = 4 * (exaggeration * pullY - pushY[i] / sum);
        });
  }

  /** Fills the forces that drive points apart, not yet divided by Z, and returns Z. */
  private double repulsion(double[] x, double[] y) {
    tree.build(x, y);
    int n = x.length;
    IntStream.rangeClosed(0, Math.floorDiv(n - 1, BLOCK))
        .parallel()
        .forEach(block -> {
          double[] sums = new double[3];
          for (int place = block * BLOCK; place < Math.min(n, (block + 1) * BLOCK); place++) {
            tree.forces(place, thetaSquared, sums);
            int i = tree.point(place);
            pushX[i] = sums[0];
            pushY[i] = sums[1];
            nearness[i] = sums[2];
          }
        });
    double sum = 0;
    for (double one : nearness) {
      sum += one;
    }
    return sum;
  }

  private static void inBlocks(int n, IntConsumer task) {
    IntStream.rangeClosed(0, Math.floorDiv(n - 1, BLOCK))
        .parallel()
        .forEach(block -> {
          for (int i = block * BLOCK; i < Math.min(n, (block + 1) * BLOCK); i++) {
            task.accept(i);
          }
        });
  }

  @Override
  public double divergence(double[] x, double[] y) {
    double sum = repulsion(x, y);
    double cross = 0;
    for (int i = 0; i < x.length; i++) {
      for (int place = affinities.from()[i]; place < affinities.from()[i + 1]; place++) {
        int j = affinities.columns()[place];
        double across = x[i] - x[j];
        double up = y[i] - y[j];
        cross += affinities.values()[place] * Math.log1p(across * across + up * up);
      }
    }
    return negativeEntropy + cross + Math.log(sum);
  }
}
