package dev.cajal.op;

import dev.cajal.backend.HostArray;
import dev.cajal.backend.Shape;
import dev.cajal.backend.ShapeException;
import dev.cajal.backend.TensorType;
import dev.cajal.tensor.Op;
import dev.cajal.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The convolution of networks, mathematically a cross-correlation, over one to three spatial axes.
 * In two dimensions, with stride s, padding p and dilation d,
 *
 * <pre>y[n, o, i, j] = Σ_{c, u, v} w[o, c, u, v] · x[n, c, i·s − p + u·d, j·s − p + v·d]</pre>
 *
 * where x is 0 outside the image. With g groups, output channel o sees only the C/g input channels
 * of its own group.
 *
 * <ul>
 *   <li>x: [N, C, spatial…]
 *   <li>w: [O, C/g, kernel…]
 *   <li>y: [N, O, out…], see {@link Window}
 * </ul>
 *
 * <p>Derivatives: ⟨ȳ, y⟩ is linear in each of ȳ, x and w. Written as a product with x it is
 * ⟨ConvInputGrad(ȳ, w), x⟩, as a product with w it is ⟨ConvWeightGrad(ȳ, x), w⟩; the rules of all
 * three operations follow from these equal forms, and none needs a fourth.
 *
 * @param window stride, padding, dilation and groups
 */
public record Conv(Window window) implements Op {

  @Override
  public String name() {
    return "conv";
  }

  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    TensorType x = inputs.get(0);
    TensorType w = inputs.get(1);
    if (x.dtype() != w.dtype() || !x.dtype().isFloating()) {
      throw new ShapeException(
          "input " + x + " and weight " + w + " are not of one floating type; cast one of them");
    }
    return List.of(x.with(shape(window, x.shape(), w.shape())));
  }

  /** Returns the shape of the result for shapes of input and weight. */
  static Shape shape(Window window, Shape x, Shape w) {
    int axes = window.axes();
    if (x.rank() != axes + 2 || w.rank() != axes + 2) {
      throw new ShapeException(
          "input "
              + x
              + " and weight "
              + w
              + " need a batch (or output) axis, a channel axis and "
              + axes
              + " spatial axes; unsqueeze or use a window of other rank");
    }
    long channels = Math.multiplyExact(w.dim(1), window.groups());
    if (x.dim(1) != channels) {
      throw new ShapeException(
          "input has "
              + x.dim(1)
              + " channels "
              + x
              + ", weight expects "
              + channels
              + " "
              + w
              + (window.groups() == 1 ? "" : " in " + window.groups() + " groups"));
    }
    if (w.dim(0) % window.groups() != 0) {
      throw new ShapeException(
          w.dim(0)
              + " output channels of weight "
              + w
              + " do not divide into "
              + window.groups()
              + " groups");
    }
    long[] sizes = x.toArray();
    sizes[1] = w.dim(0);
    for (int a = 0; a < axes; a++) {
      sizes[a + 2] = window.outputSize(a, x.dim(a + 2), w.dim(a + 2));
    }
    return Shape.of(sizes);
  }

  @Override
  public void forward(List<HostArray> inputs, List<HostArray> outputs) {
    HostArray x = inputs.get(0);
    HostArray y = outputs.getFirst();
    ConvLoops loops = new ConvLoops(window, x.shape(), inputs.get(1).shape(), y.shape());
    double[] weight = loops.weight(inputs.get(1));
    double[] in = loops.input();
    double[] out = loops.output();
    int step = loops.step();
    for (long n = 0; n < x.dim(0); n++) {
      ConvLoops.load(x, n, in);
      Arrays.fill(out, 0);
      loops.over((k, i, o, count) -> {
        double w = weight[k];
        for (int j = 0; j < count; j++) {
          out[o + j] += w * in[i + j * step];
        }
      });
      ConvLoops.store(out, y, n);
    }
  }

  @Override
  public long multiplications(List<TensorType> inputs, List<TensorType> outputs) {
    return ConvLoops.multiplications(inputs.get(1).shape(), outputs.getFirst().shape());
  }

  @Override
  public List<@Nullable Tensor> vjp(Applied at, List<Tensor> grads) {
    Tensor g = grads.getFirst();
    Tensor x = at.x(0);
    Tensor w = at.x(1);
    return List.of(
        Tensor.apply(new ConvInputGrad(window, x.shape()), g, w),
        Tensor.apply(new ConvWeightGrad(window, w.shape()), g, x));
  }

  @Override
  public List<@Nullable Tensor> jvp(Applied at, List<Tensor> tangents) {
    return List.of(
        Tensor.apply(this, tangents.get(0), at.x(1))
            .add(Tensor.apply(this, at.x(0), tangents.get(1))));
  }
}
