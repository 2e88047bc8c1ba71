package dev.cajal.nn;

import dev.cajal.backend.Shape;
import dev.cajal.backend.TensorType;
import dev.cajal.grad.Topology;
import dev.cajal.op.Window;
import dev.cajal.tensor.Tensor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A classifier slid over larger images: what follows the flattening is applied at every place, so
 * that one pass gives a map of scores instead of one row (Sermanet et al. 2014, section 3.5). The
 * first fully connected layer becomes a convolution with windows as large as the map that it took,
 * the others become 1×1 convolutions, and global poolings become poolings over windows of that
 * size.
 *
 * <p>Score [n, :, i, j] is that of the crop of the original size whose corner lies at pixel (i, j)
 * times {@link #stride}; exactly so if the network pads nowhere. Where a layer pads, it sees zeros
 * around a crop, and the neighbourhood in the larger image; all other overlapping work is shared.
 *
 * <ul>
 *   <li>input [n, c, height, width], at least as large as the images that the network was built
 *       for; output [n, classes, rows, columns]
 *   <li>parameters: those of the network, which are shared, under the same paths
 * </ul>
 *
 * <pre>{@code
 * Module net = new Sequential(new Conv2d(8, kernel(5)), relu(), new Flatten(), new Linear(10));
 * net.build(Shape.of(1, 28, 28), 1);
 * Module dense = DenseEvaluation.of(net);
 * Tensor map = dense.apply(larger); // [n, 1, 64, 64] gives [n, 10, 37, 37]
 * }</pre>
 */
public final class DenseEvaluation extends Module {
  private static final Set<String> ALONG_AN_AXIS =
      Set.of("Softmax", "LogSoftmax", "Softmin", "GLU", "Maxout");

  private final Sequential net;
  private final TensorType image;

  /** The map that a layer took when the network was built. */
  private final Map<Module, Shape> maps = new HashMap<>();

  private DenseEvaluation(Sequential net, TensorType image) {
    this.net = net;
    this.image = image;
    adopt(net);
    net.trace(image);
    for (Module module : net.modules().values()) {
      if (!module.calls().isEmpty()) {
        Shape seen = module.calls().getLast().input().shape();
        maps.put(module, seen.slice(1, seen.rank()));
      }
    }
  }

  /**
   * Returns the dense form of a network that is built; weights are shared, not copied.
   *
   * @param net a {@link Sequential}, or one of those, over images
   * @throws IllegalArgumentException if a layer has no dense form, naming its path
   * @throws IllegalStateException if the network was not built
   */
  public static DenseEvaluation of(Module net) {
    if (!(net instanceof Sequential chain)) {
      throw new IllegalArgumentException(
          "dense: "
              + net.type()
              + " is no Sequential; make the network anew, build it and load the weights into it");
    }
    if (chain.calls().isEmpty()) {
      throw new IllegalStateException("dense: the network has no shapes yet; build it first");
    }
    DenseEvaluation dense = new DenseEvaluation(chain, chain.calls().getLast().input().type());
    dense.trace(dense.image);
    return dense;
  }

  private Shape map(Module module) {
    Shape shape = maps.get(module);
    if (shape == null) {
      throw new IllegalStateException(
          "dense: " + module.path() + " has not seen an image; build the network anew");
    }
    return shape;
  }

  /** Returns how many pixels of the image lie between neighbouring scores. */
  public long stride() {
    Tensor output = trace(image);
    return ReceptiveFields.jump(
        Topology.order(List.of(output)), calls().getLast().input().node(), output.node());
  }

  @Override
  protected Tensor forward(Tensor x) {
    return new Walk().through(net, x);
  }

  /** One pass through the layers, in order. */
  private final class Walk {
    /** The window that the next linear layer reaches over; empty before the flattening. */
    private Shape window = Shape.of();

    Tensor through(Module module, Tensor x) {
      if (module instanceof Sequential chain) {
        return chain == net
            ? children(chain, x)
            : chain.applied(x, () -> children(chain, x), y -> y);
      }
      if (module instanceof Flatten) {
        flatten(module);
        return x;
      }
      if (module instanceof GlobalAvgPool || module instanceof GlobalMaxPool) {
        return pooled(module, x);
      }
      if (window.rank() == 0) {
        return module.apply(x);
      }
      if (module instanceof Linear linear) {
        Shape reach = window;
        window = Shape.of(1, 1);
        return linear.applied(x, () -> linear.over(x, reach), y -> y);
      }
      if (!acrossPlaces(module)) {
        throw new IllegalArgumentException(
            "dense: "
                + module.type()
                + " at "
                + module.path()
                + " after the flattening has no dense form; linear layers, activations of each"
                + " element, dropout and batch normalisation have");
      }
      return module.apply(x);
    }

    private Tensor children(Sequential chain, Tensor x) {
      Tensor y = x;
      for (Module child : chain.children().values()) {
        y = through(child, y);
      }
      return y;
    }

    private void flatten(Module module) {
      Shape map = map(module);
      if (window.rank() == 0) {
        if (map.rank() != 3) {
          throw new IllegalArgumentException(
              "dense: "
                  + module.path()
                  + " flattens "
                  + map
                  + "; expected a map [channels, height, width]");
        }
        window = map.slice(1, 3);
      }
    }

    private Tensor pooled(Module module, Tensor x) {
      Shape map = map(module);
      if (window.rank() != 0 || map.rank() != 3) {
        throw new IllegalArgumentException(
            "dense: " + module.path() + " pools " + map + "; expected [channels, height, width]");
      }
      window = Shape.of(1, 1);
      List<Integer> size = List.of(Math.toIntExact(map.dim(1)), Math.toIntExact(map.dim(2)));
      return module.applied(
          x,
          () ->
              module instanceof GlobalMaxPool
                  ? x.maxPool(size, Window.of(2))
                  : x.avgPool(size, Window.of(2)),
          y -> y);
    }

    /** Whether a layer does the same at every place of a map as it does to one row. */
    private static boolean acrossPlaces(Module module) {
      return (module instanceof Activation activation && !ALONG_AN_AXIS.contains(activation.type()))
          || module instanceof Dropout
          || module instanceof AlphaDropout
          || module instanceof Identity
          || module instanceof BatchNorm;
    }
  }
}
