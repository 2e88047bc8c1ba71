package dev.cajal.nn;

import dev.cajal.backend.Shape;
import dev.cajal.backend.ShapeException;
import dev.cajal.nn.init.Initializers;
import dev.cajal.op.MatMul;
import dev.cajal.op.Window;
import dev.cajal.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * The affine map y = x·Wᵀ + b over the last axis.
 *
 * <ul>
 *   <li>input [..., in], output [..., out]
 *   <li>{@code weight} [out, in], {@code bias} [out]
 * </ul>
 */
public final class Linear extends Module {
  private final long out;
  private final Parameter weight;
  private final @Nullable Parameter bias;

  /**
   * Creates a map with bias.
   *
   * @param out the size of the last axis of the output
   */
  public Linear(long out) {
    this(out, true);
  }

  /**
   * Creates a map.
   *
   * @param out the size of the last axis of the output
   * @param bias whether b is added
   */
  public Linear(long out, boolean bias) {
    if (out < 1) {
      throw new IllegalArgumentException("linear: " + out + " outputs; at least 1 is needed");
    }
    this.out = out;
    this.weight = parameter("weight");
    this.bias = bias ? parameter("bias", Initializers.constant(0)) : null;
  }

  @Override
  protected Tensor forward(Tensor x) {
    if (x.rank() < 2) {
      throw new ShapeException("input " + x.shape() + " has no batch axis; unsqueeze(0) adds one")
          .at("linear", path());
    }
    long in = x.dim(-1);
    Tensor w = weight.at(x, Shape.of(out, in));
    Tensor y = Tensor.apply(new MatMul(false, true), x.reshape(x.shape().count() / in, in), w);
    if (bias != null) {
      y = y.add(bias.at(x, Shape.of(out)));
    }
    return y.reshape(x.shape().with(-1, out));
  }

  /**
   * The same map at every place of an image: a convolution whose windows are as large as what was
   * flattened.
   *
   * @param x [n, c, height, width]
   * @param window its height and width
   */
  Tensor over(Tensor x, Shape window) {
    Shape seen = Shape.of(x.dim(1)).concat(window);
    Tensor w = weight.at(x, Shape.of(out, seen.count())).reshape(Shape.of(out).concat(seen));
    Tensor y = x.conv(w, Window.of(2));
    return bias == null ? y : y.add(bias.at(x, Shape.of(out)).reshape(out, 1, 1));
  }

  @Override
  public String toString() {
    return "Linear(" + out + (bias == null ? ", no bias)" : ")");
  }
}
