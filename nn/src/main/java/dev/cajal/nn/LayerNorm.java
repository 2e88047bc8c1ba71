package dev.cajal.nn;

import dev.cajal.backend.Shape;
import dev.cajal.nn.init.Initializers;
import dev.cajal.tensor.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Normalises each sample over its last axes, y = γ·(x − μ)/√(v + ε) + β with the mean and the
 * biased variance over these axes (Ba et al. 2016).
 *
 * <ul>
 *   <li>input and output [n, ..., normalised...]
 *   <li>{@code weight} γ and {@code bias} β [normalised...], if affine
 * </ul>
 *
 * <pre>{@code
 * new LayerNorm();           // over the last axis, whatever its size
 * new LayerNorm(16, 28, 28); // over the last three, which must have these sizes
 * }</pre>
 */
public final class LayerNorm extends Module {
  private final Trailing normalized;
  private final double eps;
  private final @Nullable Parameter weight;
  private final @Nullable Parameter bias;

  /**
   * Creates a normalisation with ε = 1e-5 and parameters.
   *
   * @param normalizedShape the sizes of the last axes; none for the last axis of any size
   */
  public LayerNorm(long... normalizedShape) {
    this(Shape.of(normalizedShape), 1e-5, true, true);
  }

  /**
   * Creates a normalisation.
   *
   * @param normalizedShape the sizes of the last axes; empty for the last axis of any size
   * @param eps ε, which keeps the root away from zero
   * @param elementwiseAffine whether elements are scaled by {@code weight}
   * @param bias whether they are then shifted by {@code bias} as well
   */
  public LayerNorm(Shape normalizedShape, double eps, boolean elementwiseAffine, boolean bias) {
    this.normalized = new Trailing(normalizedShape, "layernorm");
    this.eps = eps;
    this.weight = elementwiseAffine ? parameter("weight", Initializers.constant(1)) : null;
    this.bias = elementwiseAffine && bias ? parameter("bias", Initializers.constant(0)) : null;
  }

  @Override
  protected Tensor forward(Tensor x) {
    Shape sizes = normalized.of(x, path());
    List<Tensor> moments = Channels.moments(x, Trailing.axes(x, sizes));
    Tensor y = x.sub(moments.get(0)).div(moments.get(1).add(eps).sqrt());
    if (weight != null) {
      y = y.mul(weight.at(x, sizes));
    }
    return bias == null ? y : y.add(bias.at(x, sizes));
  }
}
