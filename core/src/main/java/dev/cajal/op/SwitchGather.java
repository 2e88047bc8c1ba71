package dev.cajal.op;

import dev.cajal.backend.HostArray;
import dev.cajal.backend.TensorType;
import dev.cajal.tensor.Op;
import dev.cajal.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes from each window the element that a switch names, y[n, c, i] = x[n, c, i·s − p + switch[n,
 * c, i]·d]: the forward rule of {@link MaxPool} and the reverse rule of {@link MaxUnpool}.
 *
 * <ul>
 *   <li>x: [N, C, spatial…]
 *   <li>switches, y: [N, C, out…]
 * </ul>
 *
 * @param size the elements of the window on each spatial axis
 * @param window stride, padding and dilation
 */
public record SwitchGather(List<Integer> size, Window window) implements Op {

  /** Copies the sizes. */
  public SwitchGather {
    size = List.copyOf(size);
  }

  @Override
  public String name() {
    return "switch_gather";
  }

  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    TensorType y = inputs.get(0).with(PoolLoops.shape(size, window, inputs.get(0)));
    PoolLoops.checkSwitches(size, y, inputs.get(1));
    return List.of(y);
  }

  @Override
  public void forward(List<HostArray> inputs, List<HostArray> outputs) {
    HostArray x = inputs.get(0);
    HostArray switches = inputs.get(1);
    HostArray y = outputs.getFirst();
    Taps taps = PoolLoops.taps(size, window, x.shape(), y.shape());
    for (long plane = 0; plane < PoolLoops.planes(x.shape()); plane++) {
      long from = plane * taps.inPlane;
      long to = plane * taps.outPlane;
      for (int i = 0; i < taps.outPlane; i++) {
        y.set(to + i, x.get(from + taps.input((int) switches.get(to + i), i)));
      }
    }
  }

  @Override
  public List<@Nullable Tensor> vjp(Applied at, List<Tensor> grads) {
    MaxUnpool back = new MaxUnpool(size, window, at.x(0).shape());
    return Arrays.asList(Tensor.apply(back, grads.getFirst(), at.x(1)), null);
  }

  @Override
  public List<@Nullable Tensor> jvp(Applied at, List<Tensor> tangents) {
    return List.of(Tensor.apply(this, tangents.getFirst(), at.x(1)));
  }
}
