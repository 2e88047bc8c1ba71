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
 * Mean and biased variance over axes, which stay with size 1,
 *
 * <pre>m = 1/n Σ x,   v = 1/n Σ (x − m)²</pre>
 *
 * in two passes, so that a large mean does not swallow the variance. Since Σ (x − m) = 0, the
 * variance does not change through m, and
 *
 * <pre>x̄ = m̄/n + v̄ · 2 (x − m)/n,   ṁ = 1/n Σ ẋ,   v̇ = 2/n Σ (x − m) ẋ</pre>
 *
 * @param axes the axes averaged over, ascending
 */
public record Moments(List<Integer> axes) implements Op {

  /** Copies the axes. */
  public Moments {
    axes = List.copyOf(axes);
  }

  @Override
  public String name() {
    return "moments";
  }

  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    TensorType x = inputs.getFirst();
    TensorType kept = Reduction.kept(x, axes);
    if (!x.dtype().isFloating()) {
      throw new ShapeException("input is " + x + ", expected a floating type; cast it");
    }
    if (x.shape().count() == 0 && kept.shape().count() > 0) {
      throw new ShapeException("the mean of no elements is not defined, input " + x);
    }
    return List.of(kept, kept);
  }

  @Override
  public void forward(List<HostArray> inputs, List<HostArray> outputs) {
    HostArray x = inputs.getFirst();
    Shape kept = outputs.getFirst().shape();
    long[] strides = Reduction.strides(kept);
    int count = Math.toIntExact(kept.count());
    double n = (double) x.count() / Math.max(count, 1);
    double[] mean = new double[count];
    double[] variance = new double[count];
    Walk.over(x.shape(), strides, (i, to) -> mean[(int) to] += x.get(i));
    for (int i = 0; i < count; i++) {
      mean[i] /= n;
    }
    double[] rest = new double[count];
    Walk.over(
        x.shape(),
        strides,
        (i, to) -> {
          double d = x.get(i) - mean[(int) to];
          rest[(int) to] += d;
          variance[(int) to] += d * d;
        });
    for (int i = 0; i < count; i++) {
      // What rounding left of Σ (x − m) mends the mean, and the variance about it.
      double shift = rest[i] / n;
      outputs.get(0).set(i, mean[i] + shift);
      outputs.get(1).set(i, Math.max(0, variance[i] / n - shift * shift));
    }
  }

  @Override
  public long multiplications(List<TensorType> inputs, List<TensorType> outputs) {
    return 2 * inputs.getFirst().shape().count();
  }

  @Override
  public List<@Nullable Tensor> vjp(Applied at, List<Tensor> grads) {
    Tensor centred = at.x(0).sub(at.y(0));
    Tensor byMean = grads.get(0).div(averaged(at));
    Tensor byVariance = grads.get(1).mul(2 / averaged(at)).mul(centred);
    return List.of(byVariance.add(byMean));
  }

  @Override
  public List<@Nullable Tensor> jvp(Applied at, List<Tensor> tangents) {
    Tensor t = tangents.getFirst();
    Tensor centred = at.x(0).sub(at.y(0));
    Sum sum = new Sum(axes);
    return List.of(
        Tensor.apply(sum, t).div(averaged(at)),
        Tensor.apply(sum, centred.mul(t)).mul(2 / averaged(at)));
  }

  /** How many elements each mean is taken over. */
  private double averaged(Applied at) {
    double n = 1;
    for (int axis : axes) {
      n *= at.x(0).dim(axis);
    }
    return n;
  }
}
