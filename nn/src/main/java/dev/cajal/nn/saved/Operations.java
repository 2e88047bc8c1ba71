package dev.cajal.nn.saved;

import dev.cajal.op.Abs;
import dev.cajal.op.Acos;
import dev.cajal.op.Add;
import dev.cajal.op.AddAlong;
import dev.cajal.op.ArgMax;
import dev.cajal.op.Asin;
import dev.cajal.op.Atan;
import dev.cajal.op.AvgPool;
import dev.cajal.op.Broadcast;
import dev.cajal.op.Cast;
import dev.cajal.op.Concat;
import dev.cajal.op.Conv;
import dev.cajal.op.ConvInputGrad;
import dev.cajal.op.Cos;
import dev.cajal.op.CumSum;
import dev.cajal.op.Div;
import dev.cajal.op.Equal;
import dev.cajal.op.Erf;
import dev.cajal.op.Exp;
import dev.cajal.op.Expm1;
import dev.cajal.op.Fill;
import dev.cajal.op.Floor;
import dev.cajal.op.Gather;
import dev.cajal.op.Iota;
import dev.cajal.op.Less;
import dev.cajal.op.LessOrEqual;
import dev.cajal.op.Log;
import dev.cajal.op.Log1p;
import dev.cajal.op.LogSoftmax;
import dev.cajal.op.MatMul;
import dev.cajal.op.Max;
import dev.cajal.op.MaxPool;
import dev.cajal.op.MaxUnpool;
import dev.cajal.op.Maximum;
import dev.cajal.op.Minimum;
import dev.cajal.op.Moments;
import dev.cajal.op.Mul;
import dev.cajal.op.Neg;
import dev.cajal.op.Pad;
import dev.cajal.op.Permute;
import dev.cajal.op.Pow;
import dev.cajal.op.Relu;
import dev.cajal.op.Remainder;
import dev.cajal.op.Reshape;
import dev.cajal.op.ScatterAdd;
import dev.cajal.op.Sigmoid;
import dev.cajal.op.Sign;
import dev.cajal.op.Sin;
import dev.cajal.op.Slice;
import dev.cajal.op.Softmax;
import dev.cajal.op.Sort;
import dev.cajal.op.Sqrt;
import dev.cajal.op.StopGradient;
import dev.cajal.op.Sub;
import dev.cajal.op.Sum;
import dev.cajal.op.SwitchGather;
import dev.cajal.op.TakeAlong;
import dev.cajal.op.Tanh;
import dev.cajal.op.Where;
import dev.cajal.recurrent.Cell;
import dev.cajal.recurrent.Recurrence;
import dev.cajal.tensor.Elementwise;
import dev.cajal.tensor.Op;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The closed registry of the operations that a saved model may hold. */
final class Operations {
  private static final int ANY = -1;
  private static final Map<String, Codec<?>> BY_NAME = new LinkedHashMap<>();

  /** How the options of an operation with a number of inputs become plain values, and back. */
  private record Codec<T extends Op>(
      int inputs,
      Class<T> type,
      Function<T, Map<String, Object>> encode,
      Function<Options, T> decode) {

    @Nullable Map<String, Object> encoded(Op op) {
      return type.isInstance(op) ? encode.apply(type.cast(op)) : null;
    }
  }

  static {
    List<Elementwise> withoutOptions =
        List.of(
            new Abs(),
            new Acos(),
            new Add(),
            new Asin(),
            new Atan(),
            new Cos(),
            new Div(),
            new Equal(),
            new Erf(),
            new Exp(),
            new Expm1(),
            new Floor(),
            new Less(),
            new LessOrEqual(),
            new Log(),
            new Log1p(),
            new Maximum(),
            new Minimum(),
            new Mul(),
            new Neg(),
            new Pow(),
            new Relu(),
            new Remainder(),
            new Sigmoid(),
            new Sign(),
            new Sin(),
            new Sqrt(),
            new StopGradient(),
            new Sub(),
            new Tanh(),
            new Where());
    withoutOptions.forEach(Operations::constant);

    along("argmax", 1, ArgMax.class, ArgMax::axis, ArgMax::new);
    along("concat", ANY, Concat.class, Concat::axis, Concat::new);
    along("gather", 2, Gather.class, Gather::axis, Gather::new);
    along("take_along", 2, TakeAlong.class, TakeAlong::axis, TakeAlong::new);
    along("softmax", 1, Softmax.class, Softmax::axis, Softmax::new);
    along("log_softmax", 1, LogSoftmax.class, LogSoftmax::axis, LogSoftmax::new);

    over("sum", 1, Sum.class, Sum::axes, Sum::new);
    over("max", 1, Max.class, Max::axes, Max::new);
    over("moments", 1, Moments.class, Moments::axes, Moments::new);
    over("permute", 1, Permute.class, Permute::axes, Permute::new);

    add(
        "reshape",
        1,
        Reshape.class,
        op -> Options.of("shape", op.shape()),
        o -> new Reshape(o.shape("shape")));
    add(
        "broadcast",
        1,
        Broadcast.class,
        op -> Options.of("shape", op.shape()),
        o -> new Broadcast(o.shape("shape")));
    add(
        "cast",
        1,
        Cast.class,
        op -> Options.of("dtype", op.dtype()),
        o -> new Cast(o.dtype("dtype")));
    add(
        "fill",
        0,
        Fill.class,
        op -> Options.of("dtype", op.dtype(), "value", op.value()),
        o -> new Fill(o.dtype("dtype"), o.real("value")));
    add(
        "iota",
        0,
        Iota.class,
        op -> Options.of("dtype", op.type().dtype(), "shape", op.type().shape(), "axis", op.axis()),
        o -> new Iota(o.type(), o.integer("axis")));
    add(
        "slice",
        1,
        Slice.class,
        op -> Options.of("starts", op.starts(), "sizes", op.sizes(), "steps", op.steps()),
        o -> new Slice(o.numbers("starts"), o.numbers("sizes"), o.numbers("steps")));
    add(
        "pad",
        1,
        Pad.class,
        op -> Options.of("before", op.before(), "after", op.after(), "interior", op.interior()),
        o -> new Pad(o.numbers("before"), o.numbers("after"), o.numbers("interior")));
    add(
        "scatter_add",
        2,
        ScatterAdd.class,
        op -> Options.of("axis", op.axis(), "shape", op.shape()),
        o -> new ScatterAdd(o.integer("axis"), o.shape("shape")));
    add(
        "matmul",
        2,
        MatMul.class,
        op -> Options.of("transpose_a", op.transposeA(), "transpose_b", op.transposeB()),
        o -> new MatMul(o.truth("transpose_a"), o.truth("transpose_b")));
    add(
        "add_along",
        2,
        AddAlong.class,
        op -> Options.of("axis", op.axis(), "shape", op.shape()),
        o -> new AddAlong(o.integer("axis"), o.shape("shape")));
    add(
        "cumsum",
        1,
        CumSum.class,
        op -> Options.of("axis", op.axis(), "reverse", op.reverse()),
        o -> new CumSum(o.integer("axis"), o.truth("reverse")));
    add(
        "sort",
        1,
        Sort.class,
        op -> Options.of("axis", op.axis(), "descending", op.descending()),
        o -> new Sort(o.integer("axis"), o.truth("descending")));
    add("conv", 2, Conv.class, op -> Options.of("window", op.window()), o -> new Conv(o.window()));
    add(
        "conv_input_grad",
        2,
        ConvInputGrad.class,
        op -> Options.of("window", op.window(), "input", op.input()),
        o -> new ConvInputGrad(o.window(), o.shape("input")));
    add(
        "max_pool",
        1,
        MaxPool.class,
        op -> Options.of("size", op.size(), "window", op.window()),
        o -> new MaxPool(o.integers("size"), o.window()));
    add(
        "max_unpool",
        2,
        MaxUnpool.class,
        op -> Options.of("size", op.size(), "window", op.window(), "input", op.input()),
        o -> new MaxUnpool(o.integers("size"), o.window(), o.shape("input")));
    add(
        "recurrence",
        ANY,
        Recurrence.class,
        op ->
            Options.of("cell", op.cell().name(), "reverse", op.reverse(), "lengths", op.lengths()),
        o -> new Recurrence(cell(o), o.truth("reverse"), o.truth("lengths")));
    add(
        "switch_gather",
        2,
        SwitchGather.class,
        op -> Options.of("size", op.size(), "window", op.window()),
        o -> new SwitchGather(o.integers("size"), o.window()));
    add(
        "avg_pool",
        1,
        AvgPool.class,
        op ->
            Options.of(
                "size", op.size(), "window", op.window(), "count_padding", op.countIncludePad()),
        o -> new AvgPool(o.integers("size"), o.window(), o.truth("count_padding")));
  }

  private Operations() {}

  private static Cell cell(Options options) {
    String name = options.text("cell");
    return Arrays.stream(Cell.values())
        .filter(c -> c.name().equals(name))
        .findFirst()
        .orElseThrow(() ->
            options.wrong("cell", "is '" + name + "', expected one of " + List.of(Cell.values())));
  }

  private static <T extends Op> void add(
      String name,
      int inputs,
      Class<T> type,
      Function<T, Map<String, Object>> encode,
      Function<Options, T> decode) {
    BY_NAME.put(name, new Codec<>(inputs, type, encode, decode));
  }

  private static void constant(Elementwise op) {
    BY_NAME.put(
        op.name(),
        new Codec<>(
            op.arity(), Op.class, found -> found.equals(op) ? Map.of() : null, options -> op));
  }

  private static <T extends Op> void along(
      String name,
      int inputs,
      Class<T> type,
      Function<T, Integer> axis,
      Function<Integer, T> make) {
    add(
        name,
        inputs,
        type,
        op -> Options.of("axis", axis.apply(op)),
        o -> make.apply(o.integer("axis")));
  }

  private static <T extends Op> void over(
      String name,
      int inputs,
      Class<T> type,
      Function<T, List<Integer>> axes,
      Function<List<Integer>, T> make) {
    add(
        name,
        inputs,
        type,
        op -> Options.of("axes", axes.apply(op)),
        o -> make.apply(o.integers("axes")));
  }

  /**
   * Returns the options of an operation as plain values.
   *
   * @throws IllegalArgumentException if the operation is not registered
   */
  static Map<String, Object> encode(Op op, String path) {
    Codec<?> codec = BY_NAME.get(op.name());
    Map<String, Object> options = codec == null ? null : codec.encoded(op);
    if (options == null) {
      throw new IllegalArgumentException(
          "operation " + op.name() + " at '" + path + "' is not one that a saved model may hold");
    }
    return options;
  }

  /**
   * Returns an operation from its name and plain options.
   *
   * @param inputs how many operands it is to have
   * @throws IllegalArgumentException if the name is not registered, or an option or the number of
   *     operands is wrong
   */
  static Op decode(String name, int inputs, Options options) {
    Codec<?> codec = BY_NAME.get(name);
    if (codec == null) {
      throw new IllegalArgumentException(
          options.where()
              + ": there is no operation '"
              + name
              + "'; known are "
              + BY_NAME.keySet());
    }
    if (codec.inputs() == ANY ? inputs == 0 : inputs != codec.inputs()) {
      throw new IllegalArgumentException(
          options.where() + ": operation " + name + " cannot have " + inputs + " inputs");
    }
    return codec.decode().apply(options);
  }
}
