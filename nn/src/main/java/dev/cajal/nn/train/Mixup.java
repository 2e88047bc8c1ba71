package dev.cajal.nn.train;

import dev.cajal.backend.TensorType;
import dev.cajal.nn.data.RandomStream;
import dev.cajal.nn.loss.Loss;
import dev.cajal.tensor.Tensor;
import dev.cajal.tensor.Variable;

/**
 * Blends each sample of a batch with the one before it, and its loss alike: with λ from Beta(α, α),
 * x' = λ·x + (1 − λ)·x₋₁ and ℓ' = λ·ℓ(y) + (1 − λ)·ℓ(y₋₁). Batches are in random order, so
 * neighbours are random pairs. Without mixup λ is 1, and no graph is built.
 */
final class Mixup {
  private final double alpha;
  private final RandomStream random;
  private final Variable share = new Variable("mixup", TensorType.float32());

  Mixup(double alpha, long seed) {
    this.alpha = alpha;
    this.random = new RandomStream(seed, "mixup");
  }

  Tensor images(Tensor images) {
    return alpha == 0 ? images : blend(images, images.roll(0, 1));
  }

  Tensor loss(Loss loss, Tensor scores, Tensor labels) {
    Tensor own = loss.of(scores, labels);
    return alpha == 0 ? own : blend(own, loss.of(scores, labels.roll(0, 1)));
  }

  /**
   * Returns an objective for blended images.
   *
   * @throws IllegalArgumentException unless it is a loss of scores and labels
   */
  Objective objective(Objective plain) {
    if (alpha == 0) {
      return plain;
    }
    if (plain instanceof ScoresObjective(Loss loss)) {
      return new ScoresObjective((scores, labels) -> loss(loss, scores, labels));
    }
    throw new IllegalArgumentException(
        "mixup blends a loss of scores and labels, and %s is none; leave out mixup"
            .formatted(plain));
  }

  /** Draws the λ of a step. */
  void draw(long step) {
    if (alpha > 0) {
      random.at((int) (step >>> 32), (int) step);
      share.fill(beta());
    }
  }

  private Tensor blend(Tensor own, Tensor other) {
    return other.add(own.sub(other).mul(share.tensor()));
  }

  // λ = a/(a + b) for two of the gamma distribution.
  private double beta() {
    double a = gamma();
    return a / (a + gamma());
  }

  /**
   * A number of the distribution Gamma(α). Source: Marsaglia and Tsang, <i>A simple method for
   * generating gamma variables</i>, 2000; below 1 by their note in section 6.
   */
  private double gamma() {
    double d = (alpha < 1 ? alpha + 1 : alpha) - 1.0 / 3;
    double c = 1 / StrictMath.sqrt(9 * d);
    double boost = alpha < 1 ? StrictMath.pow(1 - random.nextFloat(), 1 / alpha) : 1;
    while (true) {
      double x = random.gaussian();
      double v = StrictMath.pow(1 + c * x, 3);
      double u = 1 - random.nextFloat();
      if (v > 0 && StrictMath.log(u) < x * x / 2 + d - d * v + d * StrictMath.log(v)) {
        return boost * d * v + Double.MIN_NORMAL;
      }
    }
  }
}
