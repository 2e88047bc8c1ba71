package dev.cajal.classic;

import dev.cajal.nn.data.RandomStream;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The perceptron of two classes (Rosenblatt 1957), y = 1 if w·x + b > 0 and else 0, learnt by the
 * rule
 *
 * <pre>
 * w += t x,  b += t    for every sample on the wrong side; t is 1 for class 1 and −1 for class 0
 * </pre>
 *
 * <p>If a plane separates the classes, the rule finds one after at most (R/γ)² corrections
 * (Novikoff 1962), where R is the length of the longest (x, 1), and γ the largest margin that a (w,
 * b) of length 1 can keep. If none does, the rule would go on for ever. So after some passes {@link
 * Separability} decides, and where there is no plane, those weights are kept that did best on all
 * samples (the pocket of Gallant 1990).
 *
 * @param passes over the samples before separability is decided, at least 1
 * @param seed decides the order of the samples
 */
public record Perceptron(int passes, long seed) implements Learner<TrainedPerceptron> {
  /** Beyond so many corrections the separating plane that was found is used instead of the rule. */
  private static final double PATIENCE = 1e7;

  /** Checks the count. */
  public Perceptron {
    if (passes < 1) {
      throw new IllegalArgumentException("perceptron: " + passes + " passes; at least 1 is needed");
    }
  }

  /** Returns the rule with a number of passes. */
  public static Perceptron of(int passes) {
    return new Perceptron(passes, 1);
  }

  /** Returns this with another seed. */
  public Perceptron seed(long value) {
    return new Perceptron(passes, value);
  }

  /**
   * Learns.
   *
   * @throws IllegalArgumentException if there are not two classes
   */
  @Override
  public TrainedPerceptron fit(Samples samples) {
    SignedPoints points = SignedPoints.of("perceptron", samples);
    Pocket pocket = new Pocket(points);
    RandomStream random = new RandomStream(seed, "perceptron");
    int[] order = IntStream.range(0, points.count()).toArray();
    Optional<Separability> decided = Optional.empty();
    boolean converged = false;
    for (int pass = 0; !converged; pass++) {
      if (pass == passes) {
        decided = Optional.of(Separability.of(points));
        if (decided.get().verdict() != Separability.Verdict.SEPARABLE) {
          break;
        }
        if (decided.get().bound() > PATIENCE) {
          pocket.keep(decided.get().plane());
          break;
        }
      }
      random.at(pass, 0).shuffle(order, order.length);
      converged = pocket.pass(order);
    }
    return new TrainedPerceptron(
        points.map(pocket.best(), samples.features().dtype()),
        pocket.corrections(),
        converged,
        decided);
  }
}
