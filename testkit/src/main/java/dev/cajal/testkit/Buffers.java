package dev.cajal.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cajal.backend.Backends;
import dev.cajal.backend.Choice;
import dev.cajal.backend.HostArray;
import dev.cajal.backend.Layout;
import dev.cajal.backend.Memory;
import dev.cajal.backend.Reorder;
import dev.cajal.backend.Request;
import dev.cajal.backend.Shape;
import dev.cajal.backend.TensorType;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.Optional;

/** Memory for kernels under test: filled with rubbish, fenced, and moved between layouts. */
final class Buffers {
  /** All ones is a NaN in every floating type. */
  private static final byte RUBBISH = -1;

  private static final long FENCE = 64;

  private Buffers() {}

  /** Returns rubbish of some bytes, followed by a fence that must stay. */
  static MemorySegment rubbish(long bytes) {
    MemorySegment memory = Memory.allocate(bytes + FENCE);
    memory.fill(RUBBISH);
    return memory;
  }

  /** Returns the bytes that a type needs in a layout. */
  static long bytes(TensorType type, Layout layout) {
    return layout.span(type.shape()) * type.dtype().bytes();
  }

  /** Fails if something was written behind the end. */
  static void checkFence(MemorySegment memory, long bytes, String where) {
    for (long i = bytes; i < bytes + FENCE; i++) {
      assertThat(memory.get(ValueLayout.JAVA_BYTE, i))
          .as("%s: byte %d behind the end was written", where, i - bytes)
          .isEqualTo(RUBBISH);
    }
  }

  /** Returns row-major elements in another layout, fenced. */
  static MemorySegment arranged(TensorType type, MemorySegment rowMajor, Layout layout) {
    MemorySegment target = rubbish(bytes(type, layout));
    reorder(type, rowMajor, Layout.rowMajor(type.shape()), target, layout);
    return target;
  }

  /** Returns the elements of memory in any layout, row-major. */
  static MemorySegment rowMajor(TensorType type, MemorySegment memory, Layout layout) {
    MemorySegment target = Memory.allocate(type.bytes());
    reorder(type, memory, layout, target, Layout.rowMajor(type.shape()));
    return target;
  }

  private static void reorder(
      TensorType type, MemorySegment source, Layout from, MemorySegment target, Layout to) {
    List<TensorType> types = List.of(type);
    Choice choice =
        Backends.reference()
            .choose(
                new Request(
                    new Reorder(from, to),
                    types,
                    types,
                    List.of(Optional.of(from)),
                    List.of(Optional.of(to))))
            .orElseThrow();
    choice
        .kernel()
        .run(
            new MemorySegment[] {source},
            new MemorySegment[] {target},
            Memory.allocate(choice.kernel().scratchBytes()));
  }

  /** Fails if padding elements of a blocked layout are not zero; minus zero is as good. */
  static void checkPadding(TensorType type, MemorySegment memory, Layout layout, String where) {
    if (!layout.isPadded(type.shape())) {
      return;
    }
    TensorType span = type.with(Shape.of(layout.span(type.shape())));
    HostArray found = HostArray.of(span, memory);
    HostArray clean = HostArray.of(span, arranged(type, rowMajor(type, memory, layout), layout));
    for (long i = 0; i < found.count(); i++) {
      double value = found.get(i);
      if (value != clean.get(i) && !Double.isNaN(clean.get(i))) {
        throw new AssertionError(
            where + ": padding element " + i + " of layout " + layout + " is " + value + ", not 0");
      }
    }
  }
}
