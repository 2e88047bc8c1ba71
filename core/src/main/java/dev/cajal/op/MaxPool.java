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
 * The largest element of each window, plane by plane, and which it was,
 *
 * <pre>y[n, c, i] = max_k x[n, c, i·s − p + k·d],   switch[n, c, i] = argmax_k</pre>
 *
 * A switch is the row-major position inside the window: uint8 for windows of at most 255 elements,
 * else int32. The first maximum wins, a NaN wins over everything, padding never; but in the float32
 * kernel of oneDNN a NaN never wins, and −∞ alone gives the least finite number. The reverse rule
 * is {@link MaxUnpool}, the forward rule {@link SwitchGather}, both by the switches.
 *
 * <ul>
 *   <li>x: [N, C, spatial…]
 *   <li>y, switches: [N, C, out…], see {@link Window}
 * </ul>
 *
 * @param size the elements of the window on each spatial axis
 * @param window stride, padding and dilation
 */
public record MaxPool(List<Integer> size, Window window) implements Op {

  /** Copies the sizes. */
  public MaxPool {
    size = List.copyOf(size);
  }

  @Override
  public String name() {
    return "max_pool";
  }

  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    TensorType x = inputs.getFirst();
    TensorType y = x.with(PoolLoops.shape(size, window, x));
    return List.of(y, PoolLoops.switches(size, y));
  }

  @Override
  public void forward(List<HostArray> inputs, List<HostArray> outputs) {
    HostArray x = inputs.getFirst();
    Taps taps = PoolLoops.taps(size, window, x.shape(), outputs.getFirst().shape());
    double[] best = new double[taps.outPlane];
    int[] which = new int[taps.outPlane];
    for (long plane = 0; plane < PoolLoops.planes(x.shape()); plane++) {
      long from = plane * taps.inPlane;
      Arrays.fill(which, -1);
      taps.over((tap, in, out, count) -> {
        for (int j = 0; j < count; j++) {
          double value = x.get(from + in + (long) j * taps.step);
          if (which[out + j] < 0
              || value > best[out + j]
              || (Double.isNaN(value) && !Double.isNaN(best[out + j]))) {
            best[out + j] = value;
            which[out + j] = tap;
          }
        }
      });
      long to = plane * taps.outPlane;
      for (int i = 0; i < best.length; i++) {
        outputs.get(0).set(to + i, best[i]);
        outputs.get(1).set(to + i, which[i]);
      }
    }
  }

  @Override
  public long multiplications(List<TensorType> inputs, List<TensorType> outputs) {
    return Math.multiplyExact(outputs.getFirst().shape().count(), PoolLoops.volume(size));
  }

  @Override
  public List<@Nullable Tensor> vjp(Applied at, List<Tensor> grads) {
    Shape input = at.x(0).shape();
    return List.of(Tensor.apply(new MaxUnpool(size, window, input), grads.getFirst(), at.y(1)));
  }

  @Override
  public List<@Nullable Tensor> jvp(Applied at, List<Tensor> tangents) {
    return Arrays.asList(
        Tensor.apply(new SwitchGather(size, window), tangents.getFirst(), at.y(1)), null);
  }
}
