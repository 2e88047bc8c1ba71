package dev.cajal.tensor;

import dev.cajal.backend.DType;
import dev.cajal.backend.HostArray;
import dev.cajal.backend.Memory;
import dev.cajal.backend.Shape;
import dev.cajal.backend.ShapeException;
import dev.cajal.backend.TensorType;
import dev.cajal.op.Abs;
import dev.cajal.op.Add;
import dev.cajal.op.ArgMax;
import dev.cajal.op.AvgPool;
import dev.cajal.op.Broadcast;
import dev.cajal.op.Cast;
import dev.cajal.op.Concat;
import dev.cajal.op.Conv;
import dev.cajal.op.Cos;
import dev.cajal.op.Div;
import dev.cajal.op.Equal;
import dev.cajal.op.Erf;
import dev.cajal.op.Exp;
import dev.cajal.op.Fill;
import dev.cajal.op.Floor;
import dev.cajal.op.Gather;
import dev.cajal.op.Iota;
import dev.cajal.op.Less;
import dev.cajal.op.LessOrEqual;
import dev.cajal.op.Log;
import dev.cajal.op.LogSoftmax;
import dev.cajal.op.MatMul;
import dev.cajal.op.Max;
import dev.cajal.op.MaxPool;
import dev.cajal.op.Maximum;
import dev.cajal.op.Minimum;
import dev.cajal.op.Mul;
import dev.cajal.op.Neg;
import dev.cajal.op.Pad;
import dev.cajal.op.Permute;
import dev.cajal.op.Pow;
import dev.cajal.op.Relu;
import dev.cajal.op.Reshape;
import dev.cajal.op.Sigmoid;
import dev.cajal.op.Sign;
import dev.cajal.op.Sin;
import dev.cajal.op.Slice;
import dev.cajal.op.Softmax;
import dev.cajal.op.Sqrt;
import dev.cajal.op.Sub;
import dev.cajal.op.Sum;
import dev.cajal.op.Tanh;
import dev.cajal.op.Where;
import dev.cajal.op.Window;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * An immutable, lazily computed array: result {@code index} of a {@link Node} of the computation
 * graph. Applying an operation only records a node; reading a value ({@link #item}, {@link
 * #toArray}) evaluates.
 *
 * <pre>{@code
 * Tensor x = Tensor.of(new float[] {1, 2, 3});
 * float y = x.mul(x).sum().item(); // 14
 * }</pre>
 *
 * <p>Binary operations broadcast as NumPy does: shapes are aligned at the end, and an axis of size
 * 1 is repeated.
 */
public final class Tensor {
  private final Node node;
  private final int index;

  Tensor(Node node, int index) {
    this.node = node;
    this.index = index;
  }

  /** Returns a float32 vector. */
  public static Tensor of(float... values) {
    return of(Shape.of(values.length), values);
  }

  /**
   * Returns a float32 tensor of row-major values.
   *
   * @throws IllegalArgumentException if the count of values is not that of the shape
   */
  public static Tensor of(Shape shape, float... values) {
    return constant(
        new TensorType(DType.FLOAT32, shape), MemorySegment.ofArray(values), values.length);
  }

  /** Returns a float64 tensor of row-major values. */
  public static Tensor of(Shape shape, double... values) {
    return constant(
        new TensorType(DType.FLOAT64, shape), MemorySegment.ofArray(values), values.length);
  }

  /** Returns an int64 tensor of row-major values. */
  public static Tensor of(Shape shape, long... values) {
    return constant(
        new TensorType(DType.INT64, shape), MemorySegment.ofArray(values), values.length);
  }

  private static Tensor constant(TensorType type, MemorySegment values, long count) {
    if (type.shape().count() != count) {
      throw new IllegalArgumentException(
          count + " values given, shape " + type.shape() + " holds " + type.shape().count());
    }
    MemorySegment memory = Memory.allocate(type.bytes());
    MemorySegment.copy(values, 0, memory, 0, type.bytes());
    return leaf(new Constant(type, memory), null);
  }

  /** Returns a tensor whose elements all have one value; it takes no memory. */
  public static Tensor full(TensorType type, double value) {
    Tensor scalar = apply(new Fill(type.dtype(), value));
    return scalar.broadcastTo(type.shape());
  }

  /** Returns a 0-d tensor. */
  public static Tensor scalar(DType dtype, double value) {
    return apply(new Fill(dtype, value));
  }

  /** Returns 0, 1, 2, … along one axis of a shape, repeated along the others. */
  public static Tensor iota(TensorType type, int axis) {
    return apply(new Iota(type, type.shape().axis(axis)));
  }

  /** Applies an operation and returns its first result. */
  public static Tensor apply(Op op, Tensor... inputs) {
    return applyAll(op, List.of(inputs)).getFirst();
  }

  /**
   * Applies an operation: the only funnel through which the graph grows.
   *
   * @throws ShapeException if the operands do not fit, naming operation, path, shapes and mend
   * @throws IllegalArgumentException if the operands belong to different traces
   */
  public static List<Tensor> applyAll(Op op, List<Tensor> inputs) {
    Trace trace = null;
    for (Tensor input : inputs) {
      Trace other = input.node.trace();
      if (other != null && trace != null && other != trace) {
        throw new IllegalArgumentException(
            op.name()
                + ": operands belong to two traces, at '"
                + trace.path()
                + "' and '"
                + other.path()
                + "'; use tensors of one trace, or constants");
      }
      trace = trace == null ? other : trace;
    }
    List<TensorType> types;
    try {
      types = op.infer(inputs.stream().map(Tensor::type).toList());
    } catch (ShapeException e) {
      throw e.at(op.name(), trace == null ? "" : trace.path());
    }
    return new Node(op, List.copyOf(inputs), types, trace).outputs();
  }

  static Tensor leaf(Op op, @Nullable Trace trace) {
    return new Tensor(new Node(op, List.of(), op.infer(List.of()), trace), 0);
  }

  /** Returns the node that computes this tensor. */
  public Node node() {
    return node;
  }

  /** Returns which result of its node this tensor is. */
  public int index() {
    return index;
  }

  /** Returns element type and shape. */
  public TensorType type() {
    return node.types().get(index);
  }

  /** Returns the axis sizes. */
  public Shape shape() {
    return type().shape();
  }

  /** Returns the element type. */
  public DType dtype() {
    return type().dtype();
  }

  /** Returns the number of axes. */
  public int rank() {
    return shape().rank();
  }

  /** Returns the size of an axis; -1 is the last. */
  public long dim(int axis) {
    return shape().dim(axis);
  }

  /** Returns the trace that this tensor belongs to, if any. */
  public @Nullable Trace trace() {
    return node.trace();
  }

  // Elementwise arithmetic.

  /** Returns x + y. */
  public Tensor add(Tensor other) {
    return binary(new Add(), other);
  }

  /** Returns x + c. */
  public Tensor add(double other) {
    return add(scalar(dtype(), other));
  }

  /** Returns x − y. */
  public Tensor sub(Tensor other) {
    return binary(new Sub(), other);
  }

  /** Returns x − c. */
  public Tensor sub(double other) {
    return sub(scalar(dtype(), other));
  }

  /** Returns x · y, element by element. */
  public Tensor mul(Tensor other) {
    return binary(new Mul(), other);
  }

  /** Returns c · x. */
  public Tensor mul(double other) {
    return mul(scalar(dtype(), other));
  }

  /** Returns x / y. */
  public Tensor div(Tensor other) {
    return binary(new Div(), other);
  }

  /** Returns x / c. */
  public Tensor div(double other) {
    return div(scalar(dtype(), other));
  }

  /** Returns x to the power y. */
  public Tensor pow(Tensor other) {
    return binary(new Pow(), other);
  }

  /** Returns x to the power c. */
  public Tensor pow(double exponent) {
    return pow(scalar(dtype(), exponent));
  }

  /** Returns the larger of x and y; at a tie each side has half of the gradient. */
  public Tensor maximum(Tensor other) {
    return binary(new Maximum(), other);
  }

  /** Returns the smaller of x and y; at a tie each side has half of the gradient. */
  public Tensor minimum(Tensor other) {
    return binary(new Minimum(), other);
  }

  /** Returns −x. */
  public Tensor neg() {
    return apply(new Neg(), this);
  }

  /** Returns |x|; its derivative at 0 is 0. */
  public Tensor abs() {
    return apply(new Abs(), this);
  }

  /** Returns −1, 0 or 1. */
  public Tensor sign() {
    return apply(new Sign(), this);
  }

  /** Returns the largest integer that is not above x. */
  public Tensor floor() {
    return apply(new Floor(), this);
  }

  /** Returns e to the power x. */
  public Tensor exp() {
    return apply(new Exp(), this);
  }

  /** Returns the natural logarithm. */
  public Tensor log() {
    return apply(new Log(), this);
  }

  /** Returns the square root. */
  public Tensor sqrt() {
    return apply(new Sqrt(), this);
  }

  /** Returns x · x. */
  public Tensor square() {
    return mul(this);
  }

  /** Returns the sine of x in radians. */
  public Tensor sin() {
    return apply(new Sin(), this);
  }

  /** Returns the cosine of x in radians. */
  public Tensor cos() {
    return apply(new Cos(), this);
  }

  /** Returns the error function. */
  public Tensor erf() {
    return apply(new Erf(), this);
  }

  /** Returns the hyperbolic tangent. */
  public Tensor tanh() {
    return apply(new Tanh(), this);
  }

  /** Returns 1 / (1 + e⁻ˣ). */
  public Tensor sigmoid() {
    return apply(new Sigmoid(), this);
  }

  /** Returns max(x, 0); its derivative at 0 is 0. */
  public Tensor relu() {
    return apply(new Relu(), this);
  }

  // Comparison and choice.

  /** Returns x &lt; y. */
  public Tensor less(Tensor other) {
    return binary(new Less(), other);
  }

  /** Returns x ≤ y. */
  public Tensor lessOrEqual(Tensor other) {
    return binary(new LessOrEqual(), other);
  }

  /** Returns x &gt; y. */
  public Tensor greater(Tensor other) {
    return other.less(this);
  }

  /** Returns x &gt; c. */
  public Tensor greater(double other) {
    return greater(scalar(dtype(), other));
  }

  /** Returns x ≥ y. */
  public Tensor greaterOrEqual(Tensor other) {
    return other.lessOrEqual(this);
  }

  /** Returns x = y. */
  public Tensor equalTo(Tensor other) {
    return binary(new Equal(), other);
  }

  /** Returns {@code yes} where this bool tensor is true, {@code no} elsewhere. */
  public Tensor where(Tensor yes, Tensor no) {
    Shape shape = common("where", common("where", shape(), yes.shape()), no.shape());
    return apply(new Where(), broadcastTo(shape), yes.broadcastTo(shape), no.broadcastTo(shape));
  }

  /** Returns the values converted to another element type. */
  public Tensor cast(DType dtype) {
    return dtype == dtype() ? this : apply(new Cast(dtype), this);
  }

  private Tensor binary(Elementwise op, Tensor other) {
    Shape shape = common(op.name(), shape(), other.shape());
    return apply(op, broadcastTo(shape), other.broadcastTo(shape));
  }

  private Shape common(String op, Shape left, Shape right) {
    int rank = Math.max(left.rank(), right.rank());
    long[] sizes = new long[rank];
    for (int a = 1; a <= rank; a++) {
      long x = a <= left.rank() ? left.dim(-a) : 1;
      long y = a <= right.rank() ? right.dim(-a) : 1;
      if (x != y && x != 1 && y != 1) {
        Trace trace = node.trace();
        throw new ShapeException(
                "shapes "
                    + left
                    + " and "
                    + right
                    + " differ at axis "
                    + -a
                    + " ("
                    + x
                    + " and "
                    + y
                    + ") and neither is 1; reshape or unsqueeze one of them")
            .at(op, trace == null ? "" : trace.path());
      }
      sizes[rank - a] = x == 1 ? y : x;
    }
    return Shape.of(sizes);
  }

  // Movement.

  /** Returns the values in another shape of the same count; one size may be -1. */
  public Tensor reshape(long... sizes) {
    Shape target = Reshape.target(shape(), sizes);
    return target.equals(shape()) ? this : apply(new Reshape(target), this);
  }

  /** Returns the values in another shape of the same count. */
  public Tensor reshape(Shape shape) {
    return reshape(shape.toArray());
  }

  /** Returns the axes {@code first} and after it merged into one. */
  public Tensor flatten(int first) {
    int axis = shape().axis(first);
    return reshape(shape().slice(0, axis).concat(Shape.of(shape().slice(axis, rank()).count())));
  }

  /** Returns a view with an axis of size 1 put in at a place from 0 to the rank. */
  public Tensor unsqueeze(int axis) {
    int place = axis < 0 ? axis + rank() + 1 : axis;
    return reshape(
        shape().slice(0, place).concat(Shape.of(1)).concat(shape().slice(place, rank())));
  }

  /** Returns the axes in another order: axis {@code i} of the result is {@code axes[i]} of this. */
  public Tensor permute(int... axes) {
    return apply(new Permute(Arrays.stream(axes).map(shape()::axis).boxed().toList()), this);
  }

  /** Returns the last two axes exchanged. */
  public Tensor transpose() {
    int[] axes = IntStream.range(0, rank()).toArray();
    axes[rank() - 1] = rank() - 2;
    axes[rank() - 2] = rank() - 1;
    return permute(axes);
  }

  /** Returns this tensor repeated along axes of size 1, and along new axes in front. */
  public Tensor broadcastTo(Shape shape) {
    if (shape.equals(shape())) {
      return this;
    }
    long[] sizes = new long[shape.rank()];
    Arrays.fill(sizes, 1);
    int added = Math.max(0, shape.rank() - rank());
    for (int a = added; a < shape.rank(); a++) {
      sizes[a] = dim(a - added);
    }
    return apply(new Broadcast(shape), added == 0 ? this : reshape(sizes));
  }

  /** Returns the elements {@code from} (inclusive) to {@code to} (exclusive) along an axis. */
  public Tensor slice(int axis, long from, long to) {
    return apply(Slice.along(shape(), shape().axis(axis), from, to, 1), this);
  }

  /** Returns this tensor with zeros put before and after along each axis. */
  public Tensor pad(long[] before, long[] after) {
    return apply(Pad.of(before, after), this);
  }

  /** Returns the tensors joined along an axis. */
  public static Tensor concat(int axis, List<Tensor> parts) {
    return applyAll(new Concat(parts.getFirst().shape().axis(axis)), parts).getFirst();
  }

  /** Returns the entries along an axis that an integer tensor names. */
  public Tensor gather(int axis, Tensor indices) {
    return apply(new Gather(shape().axis(axis)), this, indices);
  }

  // Reduction.

  /** Returns the sum of all elements. */
  public Tensor sum() {
    return sum(IntStream.range(0, rank()).toArray());
  }

  /** Returns the sum over axes, which disappear. */
  public Tensor sum(int... axes) {
    return reduced(new Sum(axesOf(axes)), axes);
  }

  /** Returns the sum over axes, which stay with size 1. */
  public Tensor sumKeep(int... axes) {
    return axes.length == 0 ? this : apply(new Sum(axesOf(axes)), this);
  }

  /** Returns the mean of all elements. */
  public Tensor mean() {
    return sum().div((double) shape().count());
  }

  /** Returns the mean over axes, which disappear. */
  public Tensor mean(int... axes) {
    long count = 1;
    for (int axis : axes) {
      count *= dim(axis);
    }
    return sum(axes).div((double) count);
  }

  /** Returns the largest element over axes, which disappear. */
  public Tensor max(int... axes) {
    return reduced(new Max(axesOf(axes)), axes);
  }

  /** Returns the largest element over axes, which stay with size 1. */
  public Tensor maxKeep(int... axes) {
    return apply(new Max(axesOf(axes)), this);
  }

  /** Returns the int64 place of the largest element along an axis, the first at a tie. */
  public Tensor argmax(int axis) {
    return apply(new ArgMax(shape().axis(axis)), this);
  }

  private List<Integer> axesOf(int... axes) {
    return Arrays.stream(axes).map(shape()::axis).sorted().boxed().toList();
  }

  private Tensor reduced(Op op, int... axes) {
    if (axes.length == 0) {
      return this;
    }
    Tensor kept = apply(op, this);
    List<Integer> gone = axesOf(axes);
    return kept.reshape(
        IntStream.range(0, rank()).filter(a -> !gone.contains(a)).mapToLong(this::dim).toArray());
  }

  // Contraction and normalisation.

  /**
   * Returns the matrix product over the last two axes, [..., m, k] · [..., k, n] → [..., m, n];
   * leading axes broadcast.
   */
  public Tensor matmul(Tensor other) {
    if (rank() < 2 || other.rank() < 2) {
      Trace trace = node.trace();
      throw new ShapeException(
              "needs at least two axes on both sides, got "
                  + shape()
                  + " and "
                  + other.shape()
                  + "; unsqueeze vectors")
          .at("matmul", trace == null ? "" : trace.path());
    }
    Shape batch =
        common("matmul", shape().slice(0, rank() - 2), other.shape().slice(0, other.rank() - 2));
    return apply(
        new MatMul(false, false),
        broadcastTo(batch.concat(shape().slice(rank() - 2, rank()))),
        other.broadcastTo(batch.concat(other.shape().slice(other.rank() - 2, other.rank()))));
  }

  /**
   * Returns the convolution of this image [N, C, spatial…] with a weight [O, C/groups, kernel…];
   * see {@link Conv}.
   */
  public Tensor conv(Tensor weight, Window window) {
    return apply(new Conv(window), this, weight);
  }

  /**
   * Returns the largest element of each window of this image [N, C, spatial…]; see {@link MaxPool}.
   */
  public Tensor maxPool(List<Integer> size, Window window) {
    return apply(new MaxPool(size, window), this);
  }

  /**
   * Returns the mean of each window of this image, padding counted as zeros; see {@link AvgPool}.
   */
  public Tensor avgPool(List<Integer> size, Window window) {
    return apply(new AvgPool(size, window, true), this);
  }

  /** Returns eˣ / Σ eˣ along an axis. */
  public Tensor softmax(int axis) {
    return apply(new Softmax(shape().axis(axis)), this);
  }

  /** Returns x − log Σ eˣ along an axis. */
  public Tensor logSoftmax(int axis) {
    return apply(new LogSoftmax(shape().axis(axis)), this);
  }

  // Reading.

  /** Evaluates the tensors together, sharing what they share. */
  public static void evaluate(Tensor... tensors) {
    Default.EVALUATOR.evaluate(List.of(tensors));
  }

  /**
   * Evaluates and returns the values as a row-major array of another tensor that owns no graph.
   * Gradients do not flow through it.
   */
  public Tensor detach() {
    return leaf(new Constant(type(), values()), null);
  }

  /** Evaluates and returns the row-major values; not to be written. */
  public MemorySegment values() {
    List<MemorySegment> values = node.values();
    if (values == null) {
      evaluate(this);
      values = node.values();
    }
    if (values == null) {
      throw new IllegalStateException(node.op().name() + " was not evaluated");
    }
    return values.get(index).asReadOnly();
  }

  /** Evaluates and returns the single element of a tensor of one element. */
  public float item() {
    if (shape().count() != 1) {
      throw new IllegalArgumentException("item: " + type() + " has more than one element");
    }
    return (float) HostArray.of(type(), values()).get(0);
  }

  /** Evaluates and returns the row-major values as floats. */
  public float[] toArray() {
    MemorySegment values = values();
    int count = Math.toIntExact(shape().count());
    if (dtype() == DType.FLOAT32) {
      float[] copy = new float[count];
      MemorySegment.copy(values, ValueLayout.JAVA_FLOAT, 0, copy, 0, count);
      return copy;
    }
    double[] wide = toDoubles();
    float[] copy = new float[count];
    for (int i = 0; i < count; i++) {
      copy[i] = (float) wide[i];
    }
    return copy;
  }

  /** Evaluates and returns the row-major values as doubles. */
  public double[] toDoubles() {
    HostArray array = HostArray.of(type(), values());
    double[] copy = new double[Math.toIntExact(shape().count())];
    for (int i = 0; i < copy.length; i++) {
      copy[i] = array.get(i);
    }
    return copy;
  }

  /** Evaluates small tensors and returns their values; for others type and operation. */
  @Override
  public String toString() {
    boolean building = trace() != null && trace().mode() == Trace.Mode.BUILDING;
    return shape().count() > 100 || building
        ? type() + " of " + node.op().name()
        : type() + " " + Arrays.toString(toDoubles());
  }

  private static final class Default {
    static final Evaluator EVALUATOR =
        ServiceLoader.load(Evaluator.class, Tensor.class.getClassLoader())
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("no evaluator: cajal-core is incomplete"));
  }
}
