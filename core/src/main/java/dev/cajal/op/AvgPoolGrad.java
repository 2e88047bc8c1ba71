package dev.cajal.op;

import dev.cajal.backend.HostArray;
import dev.cajal.backend.Shape;
import dev.cajal.backend.TensorType;
import dev.cajal.tensor.Op;
import dev.cajal.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The reverse rule of {@link AvgPool}: spreads each element of g evenly over its window,
 *
 * <pre>x̄[n, c, i·s − p + k·d] += g[n, c, i] / m</pre>
 *
 * Its own reverse rule is {@link AvgPool}.
 *
 * <ul>
 *   <li>g: [N, C, out…]
 *   <li>x̄: [N, C, spatial…]
 * </ul>
 *
 * @param size the elements of the window on each spatial axis
 * @param window stride, padding and dilation
 * @param countIncludePad whether padding counts as zeros
 * @param input the shape of the input of the pooling
 */
public record AvgPoolGrad(List<Integer> size, Window window, boolean countIncludePad, Shape input)
    implements Op {

  /** Copies the sizes. */
  public AvgPoolGrad {
    size = List.copyOf(size);
  }

  @Override
  public String name() {
    return "avg_pool_grad";
  }

  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    PoolLoops.checkGradient(size, window, inputs.getFirst(), input);
    return List.of(inputs.getFirst().with(input));
  }

  @Override
  public void forward(List<HostArray> inputs, List<HostArray> outputs) {
    HostArray g = inputs.getFirst();
    Taps taps = PoolLoops.taps(size, window, input, g.shape());
    int[] counts = AvgPool.counts(taps, countIncludePad);
    double[] sums = new double[taps.inPlane];
    for (long plane = 0; plane < PoolLoops.planes(input); plane++) {
      long from = plane * taps.outPlane;
      Arrays.fill(sums, 0);
      taps.over((tap, in, out, count) -> {
        for (int j = 0; j < count; j++) {
          sums[in + j * taps.step] += g.get(from + out + j) / counts[out + j];
        }
      });
      ConvLoops.store(sums, outputs.getFirst(), plane);
    }
  }

  @Override
  public long multiplications(List<TensorType> inputs, List<TensorType> outputs) {
    return Math.multiplyExact(inputs.getFirst().shape().count(), PoolLoops.volume(size));
  }

  @Override
  public List<@Nullable Tensor> vjp(Applied at, List<Tensor> grads) {
    return List.of(Tensor.apply(new AvgPool(size, window, countIncludePad), grads.getFirst()));
  }

  @Override
  public List<@Nullable Tensor> jvp(Applied at, List<Tensor> tangents) {
    return List.of(Tensor.apply(this, tangents.getFirst()));
  }
}
