package dev.cajal.nn;

import dev.cajal.backend.DType;
import dev.cajal.backend.Shape;
import dev.cajal.nn.init.Initializers;
import dev.cajal.tensor.Tensor;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * Divides each sample by the root of the mean square over its last axes, y = γ·x/√(mean x² + ε)
 * (Zhang, Sennrich 2019).
 *
 * <ul>
 *   <li>input and output [n, ..., normalised...]
 *   <li>{@code weight} γ [normalised...], if affine
 * </ul>
 */
public final class RMSNorm extends Module {
  private final Trailing normalized;
  private final OptionalDouble eps;
  private final @Nullable Parameter weight;

  /**
   * Creates a normalisation with weight, where ε is the distance from 1 to the next number of the
   * type of the input.
   *
   * @param normalizedShape the sizes of the last axes; none for the last axis of any size
   */
  public RMSNorm(long... normalizedShape) {
    this(Shape.of(normalizedShape), OptionalDouble.empty(), true);
  }

  /**
   * Creates a normalisation.
   *
   * @param normalizedShape the sizes of the last axes; empty for the last axis of any size
   * @param eps ε; empty for the distance from 1 to the next number of the type of the input
   * @param elementwiseAffine whether elements are scaled by {@code weight}
   */
  public RMSNorm(Shape normalizedShape, OptionalDouble eps, boolean elementwiseAffine) {
    this.normalized = new Trailing(normalizedShape, "rmsnorm");
    this.eps = eps;
    this.weight = elementwiseAffine ? parameter("weight", Initializers.constant(1)) : null;
  }

  @Override
  protected Tensor forward(Tensor x) {
    Shape sizes = normalized.of(x, path());
    int[] axes = Trailing.axes(x, sizes).stream().mapToInt(Integer::intValue).toArray();
    Tensor meanSquare = x.square().sumKeep(axes).div((double) sizes.count());
    Tensor y = x.div(meanSquare.add(eps.orElse(spacing(x.dtype()))).sqrt());
    return weight == null ? y : y.mul(weight.at(x, sizes));
  }

  private static double spacing(DType dtype) {
    return switch (dtype) {
      case FLOAT64 -> Math.ulp(1.0);
      case BFLOAT16 -> 1.0 / 128;
      default -> Math.ulp(1f);
    };
  }
}
