package dev.cajal.tensor;

import dev.cajal.backend.DType;
import dev.cajal.backend.HostArray;
import dev.cajal.backend.Memory;
import dev.cajal.backend.Shape;
import dev.cajal.backend.ShapeException;
import dev.cajal.backend.TensorType;
import dev.cajal.op.Concat;
import dev.cajal.op.Fill;
import dev.cajal.op.Iota;
import dev.cajal.op.StopGradient;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.List;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/**
 * An immutable, lazily computed array: result {@code index} of a {@link Node} of the computation
 * graph. Applying an operation only records a node; reading a value ({@link #item}, {@link
 * #toArray}) evaluates.
 *
 * <pre>{@code
 * Tensor x = Tensor.of(new float[] {1, 2, 3});
 * double y = x.mul(x).sum().item(); // 14
 * }</pre>
 *
 * <p>Binary operations broadcast as NumPy does: shapes are aligned at the end, and an axis of size
 * 1 is repeated.
 */
public final class Tensor
    implements TensorArithmetic,
        TensorFunctions,
        TensorComparison,
        TensorMovement,
        TensorIndexing,
        TensorReduction,
        TensorProducts,
        TensorImages,
        TensorActivations,
        TensorRectifiers {
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

  /**
   * Returns an int64 tensor of row-major values. Whole numbers in the source are taken for these;
   * write {@code 1f} or {@code 1.0} for the floating types.
   */
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

  /**
   * Returns a 0-d tensor.
   *
   * @throws IllegalArgumentException if the type holds integers and the value is none
   */
  public static Tensor scalar(DType dtype, double value) {
    if (!dtype.isFloating() && value != Math.rint(value)) {
      throw new IllegalArgumentException(
          value + " is no " + dtype + "; cast the tensor to a floating type first");
    }
    return apply(new Fill(dtype, value));
  }

  /** Returns 0, 1, 2, … along one axis of a shape, repeated along the others. */
  public static Tensor iota(TensorType type, int axis) {
    return apply(new Iota(type, type.shape().axis(axis)));
  }

  /** Returns a matrix with ones on the diagonal and zeros elsewhere. */
  public static Tensor eye(DType dtype, long n) {
    return Axes.places(n).unsqueeze(1).equalTo(Axes.places(n)).cast(dtype);
  }

  /** Returns the vector from, from + step, from + 2 step, … up to {@code to} (exclusive). */
  public static Tensor arange(DType dtype, double from, double to, double step) {
    if (!((to - from) / step >= 0)) {
      throw new IllegalArgumentException(
          "arange: step " + step + " does not lead from " + from + " to " + to);
    }
    long count = (long) Math.ceil((to - from) / step);
    return iota(new TensorType(dtype, Shape.of(count)), 0).mul(step).add(from);
  }

  /** Returns a vector of evenly spaced numbers, of which the first and the last are given. */
  public static Tensor linspace(DType dtype, double from, double to, long count) {
    Tensor place = iota(new TensorType(dtype, Shape.of(count)), 0);
    return place.mul(count > 1 ? (to - from) / (count - 1) : 0).add(from);
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
  @Override
  public Shape shape() {
    return type().shape();
  }

  /** Returns the element type. */
  @Override
  public DType dtype() {
    return type().dtype();
  }

  /** Returns the number of axes. */
  @Override
  public int rank() {
    return shape().rank();
  }

  /** Returns the size of an axis; -1 is the last. */
  @Override
  public long dim(int axis) {
    return shape().dim(axis);
  }

  /** Returns the path of the layer that is being applied, empty outside of all. */
  String where() {
    Trace trace = trace();
    return trace == null ? "" : trace.path();
  }

  /** Returns the trace that this tensor belongs to, if any. */
  public @Nullable Trace trace() {
    return node.trace();
  }

  /**
   * Returns the tensors joined along an axis.
   *
   * @throws IllegalArgumentException if there are none
   */
  public static Tensor concat(int axis, List<Tensor> parts) {
    requireParts("concat", parts);
    return applyAll(new Concat(Axes.front(parts.getFirst(), axis)), parts).getFirst();
  }

  /**
   * Returns tensors of one shape joined along a new axis.
   *
   * @param axis the place of the new axis, from 0 to the rank, which -1 is
   */
  public static Tensor stack(int axis, List<Tensor> parts) {
    requireParts("stack", parts);
    int place = axis < 0 ? axis + parts.getFirst().rank() + 1 : axis;
    return concat(place, parts.stream().map(p -> p.unsqueeze(place)).toList());
  }

  private static void requireParts(String name, List<Tensor> parts) {
    if (parts.isEmpty()) {
      throw new IllegalArgumentException(
          name + ": the list of tensors is empty; give at least one");
    }
  }

  /**
   * Returns the sum of products that an equation of Einstein names, as in NumPy: letters name axes,
   * those that the result does not name are summed over, a letter twice in a term is a diagonal,
   * and dots are any further axes, which broadcast.
   *
   * <pre>{@code
   * Tensor attention = Tensor.einsum("bqd,bkd->bqk", queries, keys);
   * }</pre>
   *
   * @throws ShapeException if the equation does not fit the tensors
   */
  public static Tensor einsum(String equation, Tensor... operands) {
    return Einsum.of(equation, List.of(operands));
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

  /** Returns this tensor, through which no derivative flows; see {@link StopGradient}. */
  public Tensor stopGradient() {
    return apply(new StopGradient(), this);
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
  public double item() {
    if (shape().count() != 1) {
      throw new IllegalArgumentException("item: " + type() + " has more than one element");
    }
    return HostArray.of(type(), values()).get(0);
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
