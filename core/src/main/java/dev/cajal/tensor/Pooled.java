package dev.cajal.tensor;

import dev.cajal.backend.Shape;
import dev.cajal.op.MaxUnpool;
import dev.cajal.op.Window;
import java.util.List;

/**
 * The largest element of each window, and where it came from.
 *
 * <pre>{@code
 * Pooled pooled = x.maxPooled(List.of(2, 2), Window.of(2).stride(2));
 * Tensor sparse = pooled.unpool(pooled.values()); // the shape of x, zeros between the maxima
 * }</pre>
 *
 * @param values the maxima [N, C, out…], through which gradients flow
 * @param switches [N, C, out…] the row-major positions of the maxima inside their windows
 * @param size the elements of the window on each spatial axis
 * @param window stride, padding and dilation
 * @param input the shape [N, C, spatial…] of what was pooled
 */
public record Pooled(
    Tensor values, Tensor switches, List<Integer> size, Window window, Shape input) {

  /** Copies the sizes. */
  public Pooled {
    size = List.copyOf(size);
  }

  /**
   * Returns a tensor of the shape of the input, in which each element lies where the maximum of its
   * window was, and zeros elsewhere; elements that meet at one place are added (Zeiler, Fergus
   * 2014). See {@link MaxUnpool}.
   *
   * @param y [N, C, out…], the values or what became of them
   */
  public Tensor unpool(Tensor y) {
    return Tensor.apply(new MaxUnpool(size, window, input), y, switches);
  }

  /**
   * Returns for each window the int64 row-major position of its maximum in the plane of the input:
   * the indices that PyTorch returns, for {@link Tensor#maxUnpool}.
   */
  public Tensor indices() {
    int axes = window.axes();
    long[] steps = input.slice(2, input.rank()).strides();
    long[] inside = new long[size.stream().reduce(1, Math::multiplyExact)];
    for (int tap = 0; tap < inside.length; tap++) {
      int rest = tap;
      for (int a = axes - 1; a >= 0; a--) {
        inside[tap] += (long) (rest % size.get(a)) * window.dilations().get(a) * steps[a];
        rest /= size.get(a);
      }
    }
    Tensor places = Tensor.of(Shape.of(inside.length), inside).gather(0, switches);
    for (int a = 0; a < axes; a++) {
      long[] starts = new long[Math.toIntExact(values.dim(a + 2))];
      for (int stop = 0; stop < starts.length; stop++) {
        starts[stop] =
            ((long) stop * window.strides().get(a) - window.padBefore().get(a)) * steps[a];
      }
      places =
          places.add(Pooling.along(a + 2, axes + 2, Tensor.of(Shape.of(starts.length), starts)));
    }
    return places;
  }
}
