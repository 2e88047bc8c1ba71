package dev.cajal.classic.embed;

import dev.cajal.backend.DType;
import dev.cajal.classic.Pca;
import dev.cajal.classic.Samples;
import dev.cajal.nn.data.RandomStream;
import dev.cajal.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * t-distributed stochastic neighbour embedding: points in the plane whose neighbours are those of
 * the samples. With p(j|i) ∝ exp(−‖x_i − x_j‖²/2σ_i²), where σ_i gives every sample the same
 * perplexity 2^H, that is about as many neighbours, p_ij = (p(j|i) + p(i|j))/2n and q_ij ∝ 1/(1 +
 * ‖y_i − y_j‖²), it descends
 *
 * <pre>
 * KL(P‖Q) = Σ p_ij log(p_ij / q_ij),    ∂KL/∂y_i = 4 Σ_j (p_ij − q_ij) (y_i − y_j) / (1 + ‖y_i − y_j‖²)
 * </pre>
 *
 * <p>with momentum 0.5 while p is exaggerated and 0.8 afterwards, and a gain for each coordinate
 * that grows by 0.2 where the gradient keeps its sign and shrinks by a fifth where it does not.
 *
 * <p>A squared distance in the plane stands for nothing: that clusters are large, small, near or
 * far says little, and small perplexities make clusters of noise. New samples have no place.
 *
 * <pre>{@code
 * Embedding map = TSne.of(30).fit(Samples.of(codes));
 * Tensor points = map.points(); // [n, 2]
 * }</pre>
 *
 * <p>Sources: van der Maaten and Hinton, <i>Visualizing data using t-SNE</i>, JMLR 2008; van der
 * Maaten, <i>Accelerating t-SNE using tree-based algorithms</i>, JMLR 2014; the rate n/exaggeration
 * of Belkina et al., Nature Communications 2019, and the start of Kobak and Berens, ibid.
 *
 * @param perplexity about how many neighbours count, from 1; a third of the samples at most
 * @param iterations in all, at least 1
 * @param exaggeration by which p is multiplied during the first quarter of the iterations, at most
 *     250, so that clusters form before they are fixed; at least 1
 * @param rate of the descent; 0 stands for n / exaggeration / 4, at least 50
 * @param theta how coarse the repulsion of far points is, from 0 to 1: a square of points counts as
 *     one where its side is less than θ times its distance; 0 computes all n² pairs
 * @param start where the points begin
 * @param seed decides what is random of the start
 */
public record TSne(
    double perplexity,
    int iterations,
    double exaggeration,
    double rate,
    double theta,
    Start start,
    long seed) {
  static final int LOOK = 50;

  private static final int MOST_EXAGGERATED = 250;
  private static final double SIZE = 1e-4;
  private static final double LEAST_GAIN = 0.01;

  /** Where the points begin. */
  public enum Start {
    /** The first two principal components, made small: what is far apart begins on its side. */
    COMPONENTS,
    /** Normally distributed points, as in the paper of 2008: nothing is known of the whole. */
    RANDOM
  }

  /** Checks the numbers. */
  public TSne {
    check(perplexity >= 1, "perplexity " + perplexity + " is below 1");
    check(iterations >= 1, iterations + " iterations; at least 1 is needed");
    check(exaggeration >= 1, "exaggeration " + exaggeration + " is below 1");
    check(rate >= 0, "rate " + rate + " is negative; 0 chooses one");
    check(theta >= 0 && theta <= 1, "theta " + theta + " is not from 0 to 1");
  }

  private static void check(boolean good, String message) {
    if (!good) {
      throw new IllegalArgumentException("t-SNE: " + message);
    }
  }

  /**
   * Returns Barnes–Hut t-SNE with θ = 0.5: 1000 iterations, the first 250 with exaggeration 12,
   * from the principal components.
   */
  public static TSne of(double perplexity) {
    return new TSne(perplexity, 1000, 12, 0, 0.5, Start.COMPONENTS, 1);
  }

  /** Returns this over all pairs, without approximation: for some thousand samples at most. */
  public TSne exact() {
    return theta(0);
  }

  /** Returns this with another coarseness. */
  public TSne theta(double value) {
    return new TSne(perplexity, iterations, exaggeration, rate, value, start, seed);
  }

  /** Returns this with another number of iterations. */
  public TSne iterations(int value) {
    return new TSne(perplexity, value, exaggeration, rate, theta, start, seed);
  }

  /** Returns this with another exaggeration. */
  public TSne exaggeration(double value) {
    return new TSne(perplexity, iterations, value, rate, theta, start, seed);
  }

  /** Returns this with another rate. */
  public TSne rate(double value) {
    return new TSne(perplexity, iterations, exaggeration, value, theta, start, seed);
  }

  /** Returns this from another start. */
  public TSne start(Start value) {
    return new TSne(perplexity, iterations, exaggeration, rate, theta, value, seed);
  }

  /** Returns this with another seed. */
  public TSne seed(long value) {
    return new TSne(perplexity, iterations, exaggeration, rate, theta, start, value);
  }

  /**
   * Places samples.
   *
   * @param samples whose labels do not matter
   * @throws IllegalArgumentException if the perplexity is more than a third of the other samples
   */
  public Embedding fit(Samples samples) {
    int n = samples.size();
    if (3 * perplexity > n - 1) {
      throw new IllegalArgumentException(
          "t-SNE: perplexity %s looks at %d neighbours, there are %d other samples; choose at most %d"
              .formatted(perplexity, (int) (3 * perplexity), n - 1, (n - 1) / 3));
    }
    // Distances are taken as differences of lengths, which are smaller about the mean.
    Tensor features = samples.features().sub(samples.features().mean(0)).detach();
    Forces forces =
        theta == 0
            ? new ExactForces(Affinities.all(features, perplexity), DType.FLOAT32)
            : new TreeForces(Affinities.nearest(features, perplexity), theta);
    Descent descent = new Descent(forces, begin(Samples.of(features)));
    double step = rate > 0 ? rate : Math.max(50, n / exaggeration / 4);
    int exaggerated = Math.min(MOST_EXAGGERATED, iterations / 4);
    List<Double> course = new ArrayList<>();
    for (int i = 1; i <= iterations; i++) {
      boolean early = i <= exaggerated;
      descent.step(step, early ? 0.5 : 0.8, early ? exaggeration : 1, LEAST_GAIN);
      if (i % LOOK == 0 || i == iterations) {
        course.add(descent.divergence());
      }
    }
    return new Embedding(descent.points(), course);
  }

  /** A thousandth part of noise keeps samples that are equal from staying together. */
  private double[][] begin(Samples samples) {
    int n = samples.size();
    double[][] places = new double[2][n];
    RandomStream random = new RandomStream(seed, "t-sne");
    boolean plane = start == Start.COMPONENTS && samples.width() > 1;
    if (plane) {
      double[] coordinates = Pca.of(2).fit(samples).predict(samples.features()).toDoubles();
      double square = 0;
      for (int i = 0; i < n; i++) {
        square += coordinates[2 * i] * coordinates[2 * i];
      }
      double scale = square > 0 ? SIZE / Math.sqrt(square / n) : 0;
      for (int i = 0; i < n; i++) {
        places[0][i] = scale * coordinates[2 * i];
        places[1][i] = scale * coordinates[2 * i + 1];
      }
    }
    double noise = plane ? 1e-3 * SIZE : SIZE;
    for (double[] axis : places) {
      for (int i = 0; i < n; i++) {
        axis[i] += noise * random.gaussian();
      }
    }
    return places;
  }
}
