package dev.cajal.nn;

import dev.cajal.backend.Shape;
import dev.cajal.backend.ShapeException;
import dev.cajal.nn.init.Initializers;
import dev.cajal.tensor.Tensor;
import java.util.Arrays;

/**
 * The rectifier with a learned slope: x where x &gt; 0, a·x elsewhere (He et al. 2015).
 *
 * <ul>
 *   <li>input and output [n, c, ...]
 *   <li>{@code weight} a [1], one for all channels, or [c], one for each
 * </ul>
 */
public final class PReLU extends Module {
  private final int parameters;
  private final Parameter weight;

  /** Creates the layer with one slope for all channels, at first ¼. */
  public PReLU() {
    this(1);
  }

  /**
   * Creates the layer with slopes that are at first ¼.
   *
   * @param parameters 1, or the number of channels
   */
  public PReLU(int parameters) {
    this(parameters, 0.25);
  }

  /**
   * Creates the layer.
   *
   * @param parameters 1, or the number of channels
   * @param initial the first value of the slopes
   */
  public PReLU(int parameters, double initial) {
    if (parameters < 1) {
      throw new IllegalArgumentException(
          "prelu: parameters are " + parameters + ", expected 1 or the number of channels");
    }
    this.parameters = parameters;
    this.weight = parameter("weight", Initializers.constant(initial));
  }

  @Override
  protected Tensor forward(Tensor x) {
    Tensor slope = weight.at(x, Shape.of(parameters));
    if (parameters == 1) {
      return x.prelu(slope.reshape());
    }
    if (x.rank() < 2 || x.dim(1) != parameters) {
      throw new ShapeException(
              "input is "
                  + x.shape()
                  + ", expected [n, "
                  + parameters
                  + ", ...]; give 1 slope or as many as there are channels")
          .at("prelu", path());
    }
    long[] sizes = new long[x.rank()];
    Arrays.fill(sizes, 1);
    sizes[1] = parameters;
    return x.prelu(slope.reshape(sizes));
  }

  @Override
  public String toString() {
    return "PReLU(" + parameters + ")";
  }
}
