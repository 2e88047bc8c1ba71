package dev.cajal.classic.embed;

/**
 * The objective of t-SNE and its gradient with respect to the points y,
 *
 * <pre>
 * w_ij = 1 / (1 + ‖y_i − y_j‖²),   Z = Σ_{k≠l} w_kl,   q_ij = w_ij / Z
 * KL(P‖Q) = Σ p_ij log(p_ij / q_ij)
 * ∂KL/∂y_i = 4 Σ_j (p_ij − q_ij) w_ij (y_i − y_j)
 * </pre>
 */
interface Forces {
  /**
   * Writes the gradient.
   *
   * @param exaggeration by which p is multiplied
   */
  void gradient(double[] x, double[] y, double exaggeration, double[] dx, double[] dy);

  /** Returns the divergence, in nats. */
  double divergence(double[] x, double[] y);
}
