package dev.cajal.nn.inspect;

import dev.cajal.backend.Shape;
import dev.cajal.nn.Module;
import dev.cajal.tensor.Tensor;
import dev.cajal.tensor.Variable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * How noisy the filters of a convolution are, and how much they repeat each other. Well-trained
 * networks have smooth filters; noise is a sign of too little training or of overfitting.
 *
 * <p>The <em>noise</em> of a filter compares its quadratic variation with that of white noise of
 * the same energy. Over all pairs of neighbouring weights a, b, along rows and along columns, in
 * every channel:
 *
 * <pre>
 * noise = Σ (a − b)² / Σ (a² + b²)
 * </pre>
 *
 * <p>It lies in [0, 2]: 0 for a constant filter, near 1 for white noise, whose neighbours are
 * independent, and 2 for a checkerboard. It does not depend on the size of the weights. It is one
 * less the correlation of neighbours about 0; J. von Neumann, <i>Distribution of the ratio of the
 * mean square successive difference to the variance</i>, Annals of Mathematical Statistics 12,
 * 1941, is the same for a sequence.
 *
 * <p>The <em>correlation</em> of two filters is the cosine v·w / (|v|·|w|) of their weights.
 *
 * <pre>{@code
 * for (FilterScores layer : FilterScores.of(model)) {
 *   int noisiest = layer.byNoise().getLast();
 * }
 * }</pre>
 *
 * @param path of the weights, such as {@code conv1.weight}
 * @param filters in their order
 */
public record FilterScores(String path, List<Filter> filters) {

  /** Copies the filters. */
  public FilterScores {
    filters = List.copyOf(filters);
  }

  /**
   * One filter.
   *
   * @param norm the length |w| of its weights
   * @param noise from 0, smooth, over 1, as white noise, to 2, alternating; NaN if all weights are
   *     0
   * @param twin the other filter with the largest correlation in magnitude; -1 if there is none
   * @param correlation with that one, from -1 to 1
   */
  public record Filter(double norm, double noise, int twin, double correlation) {}

  /** Scores all convolutions of a model whose kernels have neighbouring weights. */
  public static List<FilterScores> of(Module model) {
    return model.parameters().stream()
        .filter(weight -> isBank(weight.type().shape()))
        .map(FilterScores::of)
        .toList();
  }

  private static boolean isBank(Shape shape) {
    return shape.rank() > 2 && shape.slice(2, shape.rank()).count() > 1;
  }

  /**
   * Scores one convolution.
   *
   * @param weight [filters, channels, …]
   * @throws IllegalArgumentException if its kernels have no neighbouring weights
   */
  public static FilterScores of(Variable weight) {
    Shape shape = weight.type().shape();
    if (!isBank(shape)) {
      throw new IllegalArgumentException(
          ("filter scores: %s is %s; weights [filters, channels, …] with kernels of more than one"
                  + " weight are needed")
              .formatted(weight.name(), shape));
    }
    int count = Math.toIntExact(shape.dim(0));
    Tensor w = weight.tensor();
    Tensor flat = w.reshape(count, shape.count() / count);
    Tensor norms = flat.square().sum(1).sqrt();
    Tensor products = flat.matmul(flat.transpose());
    Tensor noise = noise(w);
    Tensor.evaluate(norms, products, noise);
    double[] norm = norms.toDoubles();
    double[] product = products.toDoubles();
    double[] score = noise.toDoubles();
    List<Filter> filters = new ArrayList<>();
    for (int f = 0; f < count; f++) {
      int twin = -1;
      double best = 0;
      for (int g = 0; g < count; g++) {
        double cosine = product[f * count + g] / (norm[f] * norm[g]);
        if (g != f && (twin < 0 || Math.abs(cosine) > Math.abs(best))) {
          twin = g;
          best = Math.clamp(cosine, -1, 1);
        }
      }
      filters.add(new Filter(norm[f], score[f], twin, best));
    }
    return new FilterScores(weight.name(), filters);
  }

  /** Returns the noise of each filter of weights [filters, channels, …]. */
  private static Tensor noise(Tensor weight) {
    Tensor differences = null;
    Tensor energies = null;
    for (int axis = 2; axis < weight.rank(); axis++) {
      long size = weight.dim(axis);
      if (size > 1) {
        Tensor a = weight.slice(axis, 0, size - 1).flatten(1);
        Tensor b = weight.slice(axis, 1, size).flatten(1);
        Tensor difference = a.sub(b).square().sum(1);
        Tensor energy = a.square().add(b.square()).sum(1);
        differences = differences == null ? difference : differences.add(difference);
        energies = energies == null ? energy : energies.add(energy);
      }
    }
    if (differences == null || energies == null) {
      throw new IllegalStateException("kernels without neighbours were refused before");
    }
    return differences.div(energies);
  }

  /** Returns the filters from the smoothest to the noisiest; those that are all 0 come last. */
  public List<Integer> byNoise() {
    return ranked(Comparator.comparingDouble(f -> filters.get(f).noise()));
  }

  /** Returns the filters from the one most like another to the one least like any other. */
  public List<Integer> byCorrelation() {
    return ranked(Comparator.comparingDouble(f -> -Math.abs(filters.get(f).correlation())));
  }

  private List<Integer> ranked(Comparator<Integer> order) {
    List<Integer> all = new ArrayList<>();
    for (int f = 0; f < filters.size(); f++) {
      all.add(f);
    }
    all.sort(order);
    return all;
  }

  /** Returns the mean noise of the filters that are not all 0. */
  public double meanNoise() {
    return filters.stream()
        .mapToDouble(Filter::noise)
        .filter(Double::isFinite)
        .average()
        .orElse(Double.NaN);
  }
}
