package dev.cajal.op;

import dev.cajal.backend.HostArray;
import dev.cajal.backend.TensorType;
import dev.cajal.tensor.Op;
import dev.cajal.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The mean of each window, plane by plane,
 *
 * <pre>y[n, c, i] = 1/m Σ_k x[n, c, i·s − p + k·d]</pre>
 *
 * where padding counts as zeros (m is the size of the window) or not at all (m is the number of
 * elements inside the image). The reverse rule is {@link AvgPoolGrad}.
 *
 * <ul>
 *   <li>x: [N, C, spatial…]
 *   <li>y: [N, C, out…], see {@link Window}
 * </ul>
 *
 * @param size the elements of the window on each spatial axis
 * @param window stride, padding and dilation
 * @param countIncludePad whether padding counts as zeros
 */
public record AvgPool(List<Integer> size, Window window, boolean countIncludePad) implements Op {

  /** Copies the sizes. */
  public AvgPool {
    size = List.copyOf(size);
  }

  @Override
  public String name() {
    return "avg_pool";
  }

  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    return List.of(inputs.getFirst().with(PoolLoops.shape(size, window, inputs.getFirst())));
  }

  @Override
  public void forward(List<HostArray> inputs, List<HostArray> outputs) {
    HostArray x = inputs.getFirst();
    Taps taps = PoolLoops.taps(size, window, x.shape(), outputs.getFirst().shape());
    int[] counts = counts(taps, countIncludePad);
    double[] means = new double[taps.outPlane];
    for (long plane = 0; plane < PoolLoops.planes(x.shape()); plane++) {
      long from = plane * taps.inPlane;
      Arrays.fill(means, 0);
      taps.over((tap, in, out, count) -> {
        for (int j = 0; j < count; j++) {
          means[out + j] += x.get(from + in + (long) j * taps.step);
        }
      });
      for (int i = 0; i < means.length; i++) {
        means[i] /= counts[i];
      }
      ConvLoops.store(means, outputs.getFirst(), plane);
    }
  }

  /** Returns over how many elements each output is averaged. */
  static int[] counts(Taps taps, boolean countIncludePad) {
    int[] counts = new int[taps.outPlane];
    if (countIncludePad) {
      Arrays.fill(counts, taps.volume);
    } else {
      taps.over((tap, in, out, count) -> {
        for (int j = 0; j < count; j++) {
          counts[out + j]++;
        }
      });
    }
    return counts;
  }

  @Override
  public long multiplications(List<TensorType> inputs, List<TensorType> outputs) {
    return Math.multiplyExact(outputs.getFirst().shape().count(), PoolLoops.volume(size));
  }

  @Override
  public List<@Nullable Tensor> vjp(Applied at, List<Tensor> grads) {
    AvgPoolGrad back = new AvgPoolGrad(size, window, countIncludePad, at.x(0).shape());
    return List.of(Tensor.apply(back, grads.getFirst()));
  }

  @Override
  public List<@Nullable Tensor> jvp(Applied at, List<Tensor> tangents) {
    return List.of(Tensor.apply(this, tangents.getFirst()));
  }
}
