package dev.cajal.op;

import dev.cajal.backend.HostArray;
import dev.cajal.backend.Shape;
import dev.cajal.backend.ShapeException;
import dev.cajal.backend.TensorType;
import dev.cajal.tensor.Op;
import dev.cajal.tensor.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The gradient of a {@link Conv} with respect to its weight, a sum over batch and places,
 *
 * <pre>w̄[o, c, u, v] = Σ_{n, i, j} g[n, o, i, j] · x[n, c, i·s − p + u·d, j·s − p + v·d]</pre>
 *
 * <ul>
 *   <li>g: [N, O, out…], the gradient of the output of the convolution
 *   <li>x: [N, C, spatial…]
 *   <li>w̄: [O, C/groups, kernel…]
 * </ul>
 *
 * <p>With v of the shape of w̄: ⟨v, w̄⟩ = ⟨g, Conv(x, v)⟩ = ⟨ConvInputGrad(g, v), x⟩, so the
 * reverse rule is ḡ = Conv(x, v) and x̄ = ConvInputGrad(g, v).
 *
 * @param window stride, padding, dilation and groups of the convolution
 * @param weight the shape of the weight of the convolution
 */
public record ConvWeightGrad(Window window, Shape weight) implements Op {

  @Override
  public String name() {
    return "conv_weight_grad";
  }

  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    TensorType g = inputs.get(0);
    TensorType x = inputs.get(1);
    Shape expected = new Conv(window).infer(List.of(x, g.with(weight))).getFirst().shape();
    if (!g.shape().equals(expected)) {
      throw new ShapeException(ConvLoops.mismatch(g.shape(), x.shape(), weight, expected));
    }
    return List.of(g.with(weight));
  }

  @Override
  public void forward(List<HostArray> inputs, List<HostArray> outputs) {
    HostArray g = inputs.get(0);
    HostArray x = inputs.get(1);
    ConvLoops loops = new ConvLoops(window, x.shape(), weight, g.shape());
    double[] sums = loops.weight();
    double[] in = loops.input();
    double[] out = loops.output();
    int step = loops.step();
    for (long n = 0; n < g.dim(0); n++) {
      ConvLoops.load(g, n, out);
      ConvLoops.load(x, n, in);
      loops.over((k, i, o, count) -> {
        double sum = 0;
        for (int j = 0; j < count; j++) {
          sum += out[o + j] * in[i + j * step];
        }
        sums[k] += sum;
      });
    }
    ConvLoops.store(sums, outputs.getFirst(), 0);
  }

  @Override
  public long multiplications(List<TensorType> inputs, List<TensorType> outputs) {
    return ConvLoops.multiplications(weight, inputs.get(0).shape());
  }

  @Override
  public List<@Nullable Tensor> vjp(Applied at, List<Tensor> grads) {
    Tensor v = grads.getFirst();
    Tensor g = at.x(0);
    Tensor x = at.x(1);
    return List.of(
        Tensor.apply(new Conv(window), x, v),
        Tensor.apply(new ConvInputGrad(window, x.shape()), g, v));
  }

  @Override
  public List<@Nullable Tensor> jvp(Applied at, List<Tensor> tangents) {
    return List.of(
        Tensor.apply(this, tangents.get(0), at.x(1))
            .add(Tensor.apply(this, at.x(0), tangents.get(1))));
  }
}
