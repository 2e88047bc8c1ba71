package dev.cajal.tensor;

import dev.cajal.backend.DType;
import dev.cajal.backend.ShapeException;
import dev.cajal.op.ArgMax;
import dev.cajal.op.CumSum;
import dev.cajal.op.Max;
import dev.cajal.op.Sum;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** What makes one number of many, over all axes or some. */
public sealed interface TensorReduction extends TensorFamily permits Tensor {

  private Tensor self() {
    return (Tensor) this;
  }

  /** Returns the sum of all elements; truth values are counted, int64. */
  default Tensor sum() {
    return sum(everyAxis());
  }

  /** Returns the sum over axes, which disappear; truth values are counted, int64. */
  default Tensor sum(int... axes) {
    return dtype() == DType.BOOL
        ? self().cast(DType.INT64).sum(axes)
        : reduced(new Sum(axesOf(axes)), axes);
  }

  /** Returns the sum over axes, which stay with size 1; truth values are counted, int64. */
  default Tensor sumKeep(int... axes) {
    if (dtype() == DType.BOOL) {
      return self().cast(DType.INT64).sumKeep(axes);
    }
    return axes.length == 0 ? self() : Tensor.apply(new Sum(axesOf(axes)), self());
  }

  /** Returns the mean over axes, which stay with size 1. */
  default Tensor meanKeep(int... axes) {
    return real("mean").sumKeep(axes).div((double) count(axes));
  }

  /** Returns the mean of all elements. */
  default Tensor mean() {
    return real("mean").sum().div((double) shape().count());
  }

  /** Returns the mean over axes, which disappear. */
  default Tensor mean(int... axes) {
    return real("mean").sum(axes).div((double) count(axes));
  }

  /** Returns this tensor after checking that it can hold a fraction. */
  private Tensor real(String name) {
    if (!dtype().isFloating()) {
      throw new ShapeException("input is " + self().type() + ", expected a floating type; cast it")
          .at(name, self().where());
    }
    return self();
  }

  private long count(int... axes) {
    return Arrays.stream(axes).mapToLong(this::dim).reduce(1, Math::multiplyExact);
  }

  private int[] everyAxis() {
    return IntStream.range(0, rank()).toArray();
  }

  /**
   * Returns the variance over axes, which disappear: Σ(x − mean)²/(n − 1), not biased by the mean
   * that is estimated with it. See {@link #var(int[], double)}.
   */
  default Tensor var(int... axes) {
    return var(axes, 1);
  }

  /**
   * Returns the variance over axes, which disappear: Σ(x − mean)²/(n − correction).
   *
   * @param axes the axes; none means all
   * @param correction 1 for an estimate without bias, 0 for the mean square
   */
  default Tensor var(int[] axes, double correction) {
    int[] over = axes.length == 0 ? everyAxis() : axes;
    return self().sub(meanKeep(over)).square().sum(over).div(count(over) - correction);
  }

  /** Returns the square root of the {@link #var(int...) variance} over axes, which disappear. */
  default Tensor std(int... axes) {
    return std(axes, 1);
  }

  /**
   * Returns the square root of the variance over axes, which disappear; its gradient is 0 where it
   * is 0.
   */
  default Tensor std(int[] axes, double correction) {
    return rootOf(var(axes, correction), Tensor::sqrt);
  }

  /** Applies a function with an infinite slope at 0 such that gradients are 0 there. */
  private static Tensor rootOf(Tensor x, UnaryOperator<Tensor> root) {
    Tensor zero = x.equalTo(0);
    return zero.where(0, root.apply(zero.where(1, x)));
  }

  /** Returns the Euclidean length of all elements, √Σx²; its gradient is 0 where it is 0. */
  default Tensor norm() {
    return norm(2);
  }

  /**
   * Returns the p-norm (Σ|x|ᵖ)^(1/p) over axes, which disappear; the gradient is 0 at 0.
   *
   * @param p at least 0; 0 counts the elements that are not 0, ∞ gives the largest magnitude and −∞
   *     the smallest
   * @param axes the axes; none means all
   */
  default Tensor norm(double p, int... axes) {
    int[] over = axes.length == 0 ? everyAxis() : axes;
    Tensor magnitudes = self().abs();
    if (Double.isInfinite(p)) {
      return p > 0 ? magnitudes.max(over) : magnitudes.min(over);
    }
    if (!(p >= 0)) {
      throw new IllegalArgumentException("norm: p is " + p + ", expected at least 0, or ±∞");
    }
    if (p == 0) {
      return self().notEqualTo(0).cast(dtype()).sum(over);
    }
    if (p == 1) {
      return magnitudes.sum(over);
    }
    return p == 2
        ? rootOf(self().square().sum(over), Tensor::sqrt)
        : rootOf(rootOf(magnitudes, x -> x.pow(p)).sum(over), x -> x.pow(1 / p));
  }

  /** Returns this tensor with Euclidean length 1 along an axis, or less where it is below 1e-12. */
  default Tensor normalize(int axis) {
    return normalize(2, axis, 1e-12);
  }

  /**
   * Returns this tensor divided by its p-norm along an axis, or by epsilon where that is larger.
   */
  default Tensor normalize(double p, int axis, double epsilon) {
    int a = Axes.checked("normalize", self(), axis);
    return self().div(norm(p, a).clampMin(epsilon).unsqueeze(a));
  }

  /**
   * Returns ln Σ eˣ over axes, which disappear. It does not overflow, and is −∞ with gradient 0
   * where all elements are −∞.
   *
   * @param axes the axes; none means all
   */
  default Tensor logSumExp(int... axes) {
    int[] over = axes.length == 0 ? everyAxis() : axes;
    Tensor max = maxKeep(over).stopGradient();
    Tensor shift = max.isFinite().where(max, 0);
    Tensor sum = self().sub(shift).exp().sumKeep(over);
    Tensor none = sum.equalTo(0);
    return none.where(Double.NEGATIVE_INFINITY, none.where(1, sum).log()).add(shift).squeeze(over);
  }

  /** Returns the largest of all elements. */
  default Tensor max() {
    return max(everyAxis());
  }

  /** Returns the smallest of all elements. */
  default Tensor min() {
    return min(everyAxis());
  }

  /** Returns the int64 place of the largest of all elements in row-major order. */
  default Tensor argmax() {
    return self().reshape(shape().count()).argmax(0);
  }

  /** Returns the int64 place of the smallest of all elements in row-major order. */
  default Tensor argmin() {
    return self().reshape(shape().count()).argmin(0);
  }

  /** Returns the smallest element over axes, which disappear; ties share the gradient. */
  default Tensor min(int... axes) {
    return self().neg().max(axes).neg();
  }

  /** Returns the int64 place of the smallest element along an axis, the first at a tie. */
  default Tensor argmin(int axis) {
    return self().neg().argmax(axis);
  }

  /** Returns whether any element over axes is not 0; the axes disappear, none means all. */
  default Tensor any(int... axes) {
    return self()
        .cast(DType.BOOL)
        .cast(DType.FLOAT32)
        .sum(axes.length == 0 ? everyAxis() : axes)
        .greater(0);
  }

  /** Returns whether no element over axes is 0; the axes disappear, none means all. */
  default Tensor all(int... axes) {
    return self().cast(DType.BOOL).logicalNot().any(axes).logicalNot();
  }

  /** Returns the product of all elements. */
  default Tensor prod() {
    return self().reshape(shape().count()).prod(0);
  }

  /** Returns the product over axes, which disappear. Its gradient is right also where one is 0. */
  default Tensor prod(int... axes) {
    Tensor product = self();
    for (int axis : axes) {
      product = product(product, Axes.checked("prod", self(), axis));
    }
    return product.squeeze(axes);
  }

  /** Multiplies halves of an axis until one element is left. */
  private static Tensor product(Tensor x, int axis) {
    if (x.dim(axis) == 0) {
      return Tensor.full(x.type().with(x.shape().with(axis, 1)), 1);
    }
    Tensor product = x;
    while (product.dim(axis) > 1) {
      long n = product.dim(axis);
      Tensor halves = product.slice(axis, 0, n / 2).mul(product.slice(axis, n / 2, n / 2 * 2));
      product =
          n % 2 == 0 ? halves : Tensor.concat(axis, List.of(halves, product.slice(axis, n - 1, n)));
    }
    return product;
  }

  /** Returns the largest element over axes, which disappear; ties share the gradient. */
  default Tensor max(int... axes) {
    return reduced(new Max(axesOf(axes)), axes);
  }

  /** Returns the largest element over axes, which stay with size 1. */
  default Tensor maxKeep(int... axes) {
    return Tensor.apply(new Max(axesOf(axes)), self());
  }

  /** Returns the int64 place of the largest element along an axis, the first at a tie. */
  default Tensor argmax(int axis) {
    return Tensor.apply(new ArgMax(Axes.front(self(), axis)), self());
  }

  /** Returns the running sum along an axis. */
  default Tensor cumsum(int axis) {
    return Tensor.apply(new CumSum(Axes.front(self(), axis), false), self());
  }

  /** Returns the running product along an axis. Its gradient is right also where one is 0. */
  default Tensor cumprod(int axis) {
    int a = Axes.checked("cumprod", self(), axis);
    long n = dim(a);
    Tensor product = self();
    // After a round with step s each element holds the product of the 2s up to it.
    for (long step = 1; step < n; step *= 2) {
      Tensor rest = product.slice(a, step, n).mul(product.slice(a, 0, n - step));
      product = Tensor.concat(a, List.of(product.slice(a, 0, step), rest));
    }
    return product;
  }

  private List<Integer> axesOf(int... axes) {
    return Arrays.stream(axes).map(a -> Axes.front(self(), a)).sorted().boxed().toList();
  }

  private Tensor reduced(Op op, int... axes) {
    if (axes.length == 0) {
      return self();
    }
    Tensor kept = Tensor.apply(op, self());
    List<Integer> gone = axesOf(axes);
    return kept.reshape(
        IntStream.range(0, rank()).filter(a -> !gone.contains(a)).mapToLong(this::dim).toArray());
  }
}
