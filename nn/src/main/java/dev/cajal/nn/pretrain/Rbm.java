package dev.cajal.nn.pretrain;

/**
 * A layer of sigmoids learns as the restricted Boltzmann machine over its input v and its units h:
 *
 * <pre>
 * E(v, h) = −v·c − h·b − h·W·v            {@link Visible#BERNOULLI} visible units
 * E(v, h) = ½|v − c|² − h·b − h·W·v       {@link Visible#GAUSSIAN} ones, of variance 1
 * F(v)    = −log Σ_h e^−E(v, h) = (−v·c or ½|v − c|²) − Σ log(1 + e^(v·Wᵀ + b))
 * </pre>
 *
 * <p>It descends along the gradient of mean F(v) − mean F(v′), where v′ is the end of a chain of k
 * steps of Gibbs sampling (h from v, then v from h), which is held fixed. For contrastive
 * divergence the chains begin at the samples of the batch; persistent ones go on where they ended
 * in the step before. What is reported as the loss is the error of reconstructing v from the
 * probabilities of h, as an {@link Autoencoder} has it; it is not what is made small.
 *
 * <pre>{@code
 * LayerScheme cd1 = Rbm.cd(1);
 * LayerScheme pcd = Rbm.cd(1).particles(100);
 * }</pre>
 *
 * <p>Source: Hinton, <i>Training products of experts by minimizing contrastive divergence</i>,
 * Neural Computation 2002; Hinton, Osindero and Teh, <i>A fast learning algorithm for deep belief
 * nets</i>, 2006; Tieleman, <i>Training restricted Boltzmann machines using approximations to the
 * likelihood gradient</i>, ICML 2008.
 *
 * @param steps k, at least 1
 * @param particles the number of persistent chains; 0 for chains that begin at the samples
 */
public record Rbm(int steps, int particles) implements LayerScheme {

  /** Checks the counts. */
  public Rbm {
    if (steps < 1) {
      throw new IllegalArgumentException("rbm: at least 1 Gibbs step is needed, found " + steps);
    }
    if (particles < 0) {
      throw new IllegalArgumentException(
          "rbm: the number of persistent chains must be at least 0, found " + particles);
    }
  }

  /** Returns contrastive divergence of some Gibbs steps. */
  public static Rbm cd(int steps) {
    return new Rbm(steps, 0);
  }

  /** Returns this with persistent chains. */
  public Rbm particles(int count) {
    return new Rbm(steps, count);
  }

  @Override
  public String toString() {
    return "rbm (" + (particles == 0 ? "CD-" : particles + " persistent chains, CD-") + steps + ")";
  }
}
