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
 * The gradient of a {@link Conv} with respect to its input, also known as transposed convolution:
 * each gradient element is spread over the input elements that it came from,
 *
 * <pre>x̄[n, c, i·s − p + u·d, j·s − p + v·d] += w[o, c, u, v] · g[n, o, i, j]</pre>
 *
 * <ul>
 *   <li>g: [N, O, out…], the gradient of the output of the convolution
 *   <li>w: [O, C/groups, kernel…]
 *   <li>x̄: [N, C, spatial…]
 * </ul>
 *
 * <p>With h of the shape of x̄: ⟨h, x̄⟩ = ⟨g, Conv(h, w)⟩ = ⟨ConvWeightGrad(g, h), w⟩, so the
 * reverse rule is ḡ = Conv(h, w) and w̄ = ConvWeightGrad(g, h).
 *
 * @param window stride, padding, dilation and groups of the convolution
 * @param input the shape of the input of the convolution
 */
public record ConvInputGrad(Window window, Shape input) implements Op {

  @Override
  public String name() {
    return "conv_input_grad";
  }

  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    TensorType g = inputs.get(0);
    TensorType w = inputs.get(1);
    Shape expected = new Conv(window).infer(List.of(g.with(input), w)).getFirst().shape();
    if (!g.shape().equals(expected)) {
      throw new ShapeException(ConvLoops.mismatch(g.shape(), input, w.shape(), expected));
    }
    return List.of(g.with(input));
  }

  @Override
  public void forward(List<HostArray> inputs, List<HostArray> outputs) {
    HostArray g = inputs.get(0);
    ConvLoops loops = new ConvLoops(window, input, inputs.get(1).shape(), g.shape());
    double[] weight = loops.weight(inputs.get(1));
    double[] in = loops.input();
    double[] out = loops.output();
    int step = loops.step();
    for (long n = 0; n < g.dim(0); n++) {
      ConvLoops.load(g, n, out);
      Arrays.fill(in, 0);
      loops.over((k, i, o, count) -> {
        double w = weight[k];
        for (int j = 0; j < count; j++) {
          in[i + j * step] += w * out[o + j];
        }
      });
      ConvLoops.store(in, outputs.getFirst(), n);
    }
  }

  @Override
  public long multiplications(List<TensorType> inputs, List<TensorType> outputs) {
    return ConvLoops.multiplications(inputs.get(1).shape(), inputs.get(0).shape());
  }

  @Override
  public List<@Nullable Tensor> vjp(Applied at, List<Tensor> grads) {
    Tensor h = grads.getFirst();
    Tensor g = at.x(0);
    Tensor w = at.x(1);
    return List.of(
        Tensor.apply(new Conv(window), h, w),
        Tensor.apply(new ConvWeightGrad(window, w.shape()), g, h));
  }

  @Override
  public List<@Nullable Tensor> jvp(Applied at, List<Tensor> tangents) {
    return List.of(
        Tensor.apply(this, tangents.get(0), at.x(1))
            .add(Tensor.apply(this, at.x(0), tangents.get(1))));
  }
}
