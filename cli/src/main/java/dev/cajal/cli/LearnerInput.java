package dev.cajal.cli;

import dev.cajal.backend.DType;
import dev.cajal.backend.Shape;
import dev.cajal.classic.LinearMap;
import dev.cajal.classic.Pca;
import dev.cajal.classic.PrincipalComponents;
import dev.cajal.classic.Samples;
import dev.cajal.nn.data.transform.Normalize;
import dev.cajal.tensor.Tensor;
import java.util.Arrays;
import java.util.Optional;

/** What is done to samples before a learner sees them, fitted on training samples alone. */
final class LearnerInput {
  private final double[] mean;
  private final double[] deviation;
  private final boolean scaled;
  private final Optional<PrincipalComponents> axes;

  /**
   * Fits it.
   *
   * @param shape of one sample; the planes of images are scaled as a whole
   */
  LearnerInput(Samples train, Shape shape, LearnerSettings settings) {
    int groups = Math.toIntExact(shape.rank() == 3 ? shape.dim(0) : shape.count());
    mean = new double[groups];
    deviation = new double[groups];
    Arrays.fill(deviation, 1);
    scaled = settings.scaled();
    if (scaled) {
      Tensor planes = grouped(train.features()).detach();
      double[] means = planes.mean(0, 2).toDoubles();
      double[] deviations = planes.std(new int[] {0, 2}, 0).toDoubles();
      for (int g = 0; g < groups; g++) {
        mean[g] = means[g];
        deviation[g] = deviations[g] > 1e-6 ? deviations[g] : 1;
      }
    }
    int components = settings.components();
    axes =
        components == 0
            ? Optional.empty()
            : Optional.of(Pca.of(components).fit(train.map(this::scale)));
  }

  private Tensor grouped(Tensor features) {
    return features.reshape(features.dim(0), mean.length, features.dim(1) / mean.length);
  }

  private Tensor scale(Tensor features) {
    Shape across = Shape.of(1, mean.length, 1);
    Tensor centre = Tensor.of(across, mean).cast(DType.FLOAT32);
    Tensor width = Tensor.of(across, deviation).cast(DType.FLOAT32);
    return grouped(features).sub(centre).div(width).reshape(features.shape());
  }

  Samples of(Samples samples) {
    Samples changed = scaled ? samples.map(this::scale) : samples;
    return axes.isEmpty() ? changed : changed.map(axes.get()::predict);
  }

  /** Returns the scaling alone. */
  Normalize normalize() {
    return new Normalize(
        Arrays.stream(mean).boxed().toList(), Arrays.stream(deviation).boxed().toList());
  }

  /** Returns a map of components as one of the scaled samples they are made of. */
  LinearMap whole(LinearMap map) {
    if (axes.isEmpty()) {
      return map;
    }
    Tensor weight = map.weight().matmul(axes.get().axes());
    Tensor shift = weight.matmul(axes.get().mean().unsqueeze(1)).squeeze(1);
    return new LinearMap(weight, map.bias().sub(shift));
  }
}
