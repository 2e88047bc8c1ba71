package dev.cajal.nn.pretrain;

/** What the inputs of a layer are taken for when they are reconstructed. */
public enum Visible {
  /**
   * Numbers from 0 to 1, such as pixels or the outputs of sigmoids: the reconstruction is a
   * sigmoid, its error the cross-entropy, summed over the inputs.
   */
  BERNOULLI,
  /**
   * Real numbers of a variance near 1, such as normalised pixels: the reconstruction is linear, its
   * error half the squared distance.
   */
  GAUSSIAN
}
