package dev.cajal.nn.optim;

/**
 * A learning rate that goes up and down along lines between a share b of the rate and the rate
 * itself. With the height h in [0, 1] of the triangle at step t and the number c = 0, 1, … of the
 * cycle, the factor is b + (1 − b)·h·2⁻ᶜ if the triangles are halved, and b + (1 − b)·h·γᵗ.
 *
 * <p>The same as PyTorch's {@code CyclicLR} with its modes triangular, triangular2 and exp_range.
 * Source: Smith, <i>Cyclical learning rates for training neural networks</i>, WACV 2017.
 *
 * @param up the steps of a rise, at least 1
 * @param down the steps of a fall, at least 1
 * @param base b, in [0, 1)
 * @param halved whether each triangle is half as high as the one before
 * @param gamma γ, positive
 */
public record Cyclic(long up, long down, double base, boolean halved, double gamma)
    implements Schedule {

  /** Checks the ranges. */
  public Cyclic {
    Checks.atLeast("cyclic schedule: the steps of a rise", up, 1);
    Checks.atLeast("cyclic schedule: the steps of a fall", down, 1);
    Checks.fraction("cyclic schedule: the base", base);
    Checks.positive("cyclic schedule: gamma", gamma);
  }

  /** Creates triangles of one height. */
  public Cyclic(long up, long down, double base) {
    this(up, down, base, false, 1);
  }

  /** Returns this with triangles half as high as the one before each. */
  public Cyclic halving() {
    return new Cyclic(up, down, base, true, gamma);
  }

  /** Returns this with triangles that shrink by a factor each step. */
  public Cyclic gamma(double value) {
    return new Cyclic(up, down, base, halved, value);
  }

  @Override
  public double factor(long step, long epoch, long total) {
    long cycle = step / (up + down);
    long place = step % (up + down);
    double height = place <= up ? (double) place / up : (double) (up + down - place) / down;
    double scale = (halved ? Math.pow(0.5, (double) cycle) : 1) * Math.pow(gamma, (double) step);
    return base + (1 - base) * height * scale;
  }

  @Override
  public String toString() {
    return "cyclic, %d steps up, %d down, from %s%s%s"
        .formatted(up, down, base, halved ? ", halved" : "", gamma == 1 ? "" : ", gamma " + gamma);
  }
}
