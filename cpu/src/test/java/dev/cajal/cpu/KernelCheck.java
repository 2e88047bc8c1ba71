package dev.cajal.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cajal.backend.Backends;
import dev.cajal.backend.Choice;
import dev.cajal.backend.DType;
import dev.cajal.backend.HostArray;
import dev.cajal.backend.Layout;
import dev.cajal.backend.Memory;
import dev.cajal.backend.Operation;
import dev.cajal.backend.Reorder;
import dev.cajal.backend.Request;
import dev.cajal.backend.TensorType;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Runs an operation by a kernel and by its reference forward, and compares. */
public final class KernelCheck {
  private final KernelSource source;
  private final Random random;

  /** Checks kernels of a source on numbers from a seed. */
  public KernelCheck(KernelSource source, long seed) {
    this.source = source;
    this.random = new Random(seed);
  }

  /** Row-major values in [-1, 1), or small integers for integer types. */
  public HostArray values(TensorType type) {
    HostArray array = HostArray.of(type, Memory.allocate(type.bytes()));
    for (long i = 0; i < array.count(); i++) {
      array.set(i, type.dtype().isFloating() ? random.nextDouble() * 2 - 1 : random.nextInt(4));
    }
    return array;
  }

  /** Asks for the kernel of row-major inputs. */
  public Optional<Choice> choose(Operation op, List<TensorType> inputs) {
    return source.choose(Request.rowMajor(op, inputs, op.infer(inputs)));
  }

  /** Checks on random inputs that lie row-major. */
  public void check(Operation op, TensorType... inputs) {
    check(op, List.of(inputs).stream().map(this::values).toList());
  }

  /** Checks on given inputs that lie row-major. */
  public void check(Operation op, List<HostArray> inputs) {
    List<TensorType> types = inputs.stream().map(HostArray::type).toList();
    Choice choice = choose(op, types).orElseThrow(() -> new AssertionError("no kernel for " + op));
    check(op, choice, inputs);
  }

  /** Checks a kernel that was chosen. */
  public void check(Operation op, Choice choice, List<HostArray> inputs) {
    List<TensorType> types = inputs.stream().map(HostArray::type).toList();
    List<TensorType> outputs = op.infer(types);
    List<HostArray> expected = new ArrayList<>();
    for (TensorType type : outputs) {
      expected.add(HostArray.of(type, Memory.allocate(type.bytes())));
    }
    op.forward(inputs, expected);
    List<HostArray> found = run(choice, inputs, outputs);
    double terms = (double) op.multiplications(types, outputs) / outputs.getFirst().shape().count();
    double sums = 1e-6 * (4 + Math.sqrt(terms));
    for (int o = 0; o < outputs.size(); o++) {
      double tolerance = sums + (outputs.get(o).dtype() == DType.BFLOAT16 ? 0x1p-7 : 0);
      for (long i = 0; i < expected.get(o).count(); i++) {
        double want = expected.get(o).get(i);
        assertThat(found.get(o).get(i))
            .as("element %d of output %d of %s%s by %s", i, o, op, types, choice.kernel().name())
            .isCloseTo(want, org.assertj.core.data.Offset.offset(tolerance * (1 + Math.abs(want))));
      }
    }
  }

  /** Runs a kernel on row-major inputs and returns row-major outputs. */
  public List<HostArray> run(Choice choice, List<HostArray> inputs, List<TensorType> outputs) {
    MemorySegment[] in = new MemorySegment[inputs.size()];
    for (int i = 0; i < in.length; i++) {
      TensorType type = inputs.get(i).type();
      in[i] =
          reordered(
              type, segment(inputs.get(i)), Layout.rowMajor(type.shape()), choice.inputs().get(i));
    }
    MemorySegment[] out = new MemorySegment[outputs.size()];
    for (int o = 0; o < out.length; o++) {
      out[o] = Memory.allocate(bytes(outputs.get(o), choice.outputs().get(o)));
      out[o].fill((byte) 0x55);
    }
    MemorySegment scratch = Memory.allocate(choice.kernel().scratchBytes());
    for (int repeat = 0; repeat < 2; repeat++) {
      choice.kernel().run(in, out, scratch);
    }
    List<HostArray> results = new ArrayList<>();
    for (int o = 0; o < out.length; o++) {
      TensorType type = outputs.get(o);
      Layout layout = choice.outputs().get(o);
      assertPaddingIsZero(type, layout, out[o]);
      results.add(
          HostArray.of(type, reordered(type, out[o], layout, Layout.rowMajor(type.shape()))));
    }
    return results;
  }

  private static void assertPaddingIsZero(TensorType type, Layout layout, MemorySegment memory) {
    if (!layout.isPadded(type.shape()) || !type.dtype().isFloating()) {
      return;
    }
    // What the elements do not account for is padding: move them out and sum the rest.
    MemorySegment rest = Memory.allocate(bytes(type, layout));
    rest.copyFrom(memory.asSlice(0, bytes(type, layout)));
    MemorySegment dense = reordered(type, memory, layout, Layout.rowMajor(type.shape()));
    MemorySegment clean = reordered(type, dense, Layout.rowMajor(type.shape()), layout);
    assertThat(rest.mismatch(clean.asSlice(0, bytes(type, layout))))
        .as("first byte of padding that is not zero in %s %s", type, layout)
        .isEqualTo(-1);
  }

  private static MemorySegment segment(HostArray array) {
    MemorySegment copy = Memory.allocate(array.type().bytes());
    HostArray.of(array.type(), copy).copyFrom(array);
    return copy;
  }

  private static MemorySegment reordered(
      TensorType type, MemorySegment data, Layout from, Layout to) {
    Reorder reorder = new Reorder(from, to);
    Choice choice =
        Backends.reference()
            .choose(
                new Request(
                    reorder,
                    List.of(type),
                    List.of(type),
                    List.of(Optional.of(from)),
                    List.of(Optional.of(to))))
            .orElseThrow();
    MemorySegment target = Memory.allocate(bytes(type, to));
    choice
        .kernel()
        .run(new MemorySegment[] {data}, new MemorySegment[] {target}, MemorySegment.NULL);
    return target;
  }

  private static long bytes(TensorType type, Layout layout) {
    return layout.span(type.shape()) * type.dtype().bytes();
  }
}
