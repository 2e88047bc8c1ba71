package dev.cajal.cpu.vector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cajal.backend.Backends;
import dev.cajal.backend.Choice;
import dev.cajal.backend.DType;
import dev.cajal.backend.HostArray;
import dev.cajal.backend.Kernel;
import dev.cajal.backend.Layout;
import dev.cajal.backend.Memory;
import dev.cajal.backend.Operation;
import dev.cajal.backend.Reorder;
import dev.cajal.backend.Request;
import dev.cajal.backend.Shape;
import dev.cajal.backend.TensorType;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Runs a kernel on random operands in given layouts and compares it with the reference forward. */
final class Harness {
  private final Random random;
  private Loops loops = LoopsProvider.loops();
  private double low = -2;
  private double high = 2;

  Harness(long seed) {
    random = new Random(seed);
  }

  Harness drawingFrom(double from, double to) {
    low = from;
    high = to;
    return this;
  }

  /** Runs the loops that are used where the incubator module is absent. */
  Harness portable() {
    loops = ScalarLoops.INSTANCE;
    return this;
  }

  /** Returns a layout of a shape: row-major, channels last, or channels in blocks of 16. */
  static Layout layout(String name, Shape shape) {
    int rank = shape.rank();
    return switch (name) {
      case "row-major" -> Layout.rowMajor(shape);
      case "channels-last" -> {
        long[] strides = new long[rank];
        long step = 1;
        for (int i = 0; i < rank; i++) {
          int axis = i == 0 ? 1 : i < rank - 1 ? rank - i : 0;
          strides[axis] = step;
          step *= shape.dim(axis);
        }
        yield Layout.strided(strides);
      }
      case "blocked" -> {
        long[] strides = shape.with(1, Math.ceilDiv(shape.dim(1), 16)).strides();
        List<Long> blocked = new ArrayList<>();
        for (long stride : strides) {
          blocked.add(16 * stride);
        }
        yield new Layout(blocked, List.of(16), List.of(1));
      }
      case "weights" -> {
        Shape outer =
            shape.with(0, Math.ceilDiv(shape.dim(0), 16)).with(1, Math.ceilDiv(shape.dim(1), 8));
        List<Long> blocked = new ArrayList<>();
        for (long stride : outer.strides()) {
          blocked.add(128 * stride);
        }
        yield new Layout(blocked, List.of(4, 16, 2), List.of(1, 0, 1));
      }
      default -> throw new IllegalArgumentException(name);
    };
  }

  /** Returns random values; integers where the type has no fraction. */
  HostArray operand(TensorType type) {
    HostArray array = HostArray.of(type, Memory.allocate(type.bytes()));
    for (long i = 0; i < array.count(); i++) {
      double value = low + (high - low) * random.nextDouble();
      array.set(
          i,
          switch (type.dtype()) {
            case BOOL -> random.nextInt(2);
            case UINT8, INT32, INT64 -> random.nextInt(200);
            default -> value;
          });
    }
    return array;
  }

  /** Checks one operation; {@code given} holds the layouts of the operands. */
  void checkRandom(Operation op, List<TensorType> inputs, List<Layout> given, double tolerance) {
    List<HostArray> arrays = inputs.stream().map(this::operand).toList();
    check(op, arrays, given, tolerance);
  }

  void check(Operation op, List<HostArray> arrays, double tolerance) {
    check(op, arrays, arrays.stream().map(a -> Layout.rowMajor(a.shape())).toList(), tolerance);
  }

  void check(Operation op, List<HostArray> arrays, List<Layout> given, double tolerance) {
    List<TensorType> inputs = arrays.stream().map(HostArray::type).toList();
    List<TensorType> outputs = op.infer(inputs);
    Request request =
        new Request(
            op,
            inputs,
            outputs,
            given.stream().map(Optional::of).toList(),
            Collections.nCopies(outputs.size(), Optional.empty()));
    Choice choice = VectorKernels.choose(request, loops).orElseThrow();
    MemorySegment[] in = new MemorySegment[inputs.size()];
    for (int i = 0; i < in.length; i++) {
      Shape shape = inputs.get(i).shape();
      in[i] =
          reordered(
              inputs.get(i), bytes(arrays.get(i)), Layout.rowMajor(shape), choice.inputs().get(i));
    }
    MemorySegment[] out = new MemorySegment[outputs.size()];
    for (int o = 0; o < out.length; o++) {
      out[o] = garbage(outputs.get(o), choice.outputs().get(o));
    }
    Kernel kernel = choice.kernel();
    kernel.run(in, out, Memory.allocate(kernel.scratchBytes()));
    List<HostArray> expected =
        outputs.stream().map(t -> HostArray.of(t, Memory.allocate(t.bytes()))).toList();
    op.forward(arrays, expected);
    for (int o = 0; o < out.length; o++) {
      TensorType type = outputs.get(o);
      Layout layout = choice.outputs().get(o);
      MemorySegment dense = reordered(type, out[o], layout, Layout.rowMajor(type.shape()));
      compare(op + " result " + o, HostArray.of(type, dense), expected.get(o), tolerance);
      // Writing the logical elements into fresh storage gives the same values: padding is zero.
      MemorySegment clean = reordered(type, dense, Layout.rowMajor(type.shape()), layout);
      TensorType flat = type.with(Shape.of(layout.span(type.shape())));
      compare(
          "storage of " + op + " result " + o,
          HostArray.of(flat, out[o]),
          HostArray.of(flat, clean),
          0);
    }
  }

  private static MemorySegment garbage(TensorType type, Layout layout) {
    MemorySegment memory = Memory.allocate(layout.span(type.shape()) * type.dtype().bytes());
    memory.fill((byte) 0x7f);
    return memory;
  }

  private static MemorySegment bytes(HostArray array) {
    MemorySegment memory = Memory.allocate(array.type().bytes());
    HostArray.of(array.type(), memory).copyFrom(array);
    return memory;
  }

  static MemorySegment reordered(TensorType type, MemorySegment from, Layout is, Layout to) {
    Request request =
        new Request(
            new Reorder(is, to),
            List.of(type),
            List.of(type),
            List.of(Optional.of(is)),
            List.of(Optional.of(to)));
    Kernel kernel = Backends.choose(List.of(), request).kernel();
    MemorySegment target = Memory.allocate(to.span(type.shape()) * type.dtype().bytes());
    kernel.run(new MemorySegment[] {from}, new MemorySegment[] {target}, MemorySegment.NULL);
    return target;
  }

  private static void compare(String what, HostArray actual, HostArray expected, double tolerance) {
    for (long i = 0; i < expected.count(); i++) {
      double want = expected.get(i);
      double have = actual.get(i);
      if (Double.isNaN(want) || Double.isInfinite(want)) {
        assertThat(have).as("%s, element %d", what, i).isEqualTo(want);
      } else if (!(Math.abs(have - want) <= tolerance * Math.max(1, Math.abs(want)))) {
        assertThat(have).as("%s, element %d", what, i).isEqualTo(want);
      }
    }
  }

  static TensorType float32(Shape shape) {
    return new TensorType(DType.FLOAT32, shape);
  }
}
