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
 * The reverse rule of {@link MaxPool}: puts each element of g where the switch says that the
 * maximum came from, and adds where windows overlap,
 *
 * <pre>x̄[n, c, i·s − p + switch[n, c, i]·d] += g[n, c, i]</pre>
 *
 * Its own reverse rule is {@link SwitchGather}.
 *
 * <ul>
 *   <li>g, switches: [N, C, out…]
 *   <li>x̄: [N, C, spatial…]
 * </ul>
 *
 * @param size the elements of the window on each spatial axis
 * @param window stride, padding and dilation
 * @param input the shape of the input of the pooling
 */
public record MaxUnpool(List<Integer> size, Window window, Shape input) implements Op {

  /** Copies the sizes. */
  public MaxUnpool {
    size = List.copyOf(size);
  }

  @Override
  public String name() {
    return "max_unpool";
  }

  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    TensorType g = inputs.get(0);
    PoolLoops.checkGradient(size, window, g, input);
    PoolLoops.checkSwitches(size, g, inputs.get(1));
    return List.of(g.with(input));
  }

  @Override
  public void forward(List<HostArray> inputs, List<HostArray> outputs) {
    HostArray g = inputs.get(0);
    HostArray switches = inputs.get(1);
    Taps taps = PoolLoops.taps(size, window, input, g.shape());
    double[] sums = new double[taps.inPlane];
    for (long plane = 0; plane < PoolLoops.planes(input); plane++) {
      long from = plane * taps.outPlane;
      Arrays.fill(sums, 0);
      for (int i = 0; i < taps.outPlane; i++) {
        sums[taps.input((int) switches.get(from + i), i)] += g.get(from + i);
      }
      ConvLoops.store(sums, outputs.getFirst(), plane);
    }
  }

  @Override
  public List<@Nullable Tensor> vjp(Applied at, List<Tensor> grads) {
    return Arrays.asList(
        Tensor.apply(new SwitchGather(size, window), grads.getFirst(), at.x(1)), null);
  }

  @Override
  public List<@Nullable Tensor> jvp(Applied at, List<Tensor> tangents) {
    return List.of(Tensor.apply(this, tangents.getFirst(), at.x(1)));
  }
}
