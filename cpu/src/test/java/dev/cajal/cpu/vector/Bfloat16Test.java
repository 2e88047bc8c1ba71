package dev.cajal.cpu.vector;

import static dev.cajal.cpu.vector.Harness.float32;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cajal.backend.DType;
import dev.cajal.backend.HostArray;
import dev.cajal.backend.Layout;
import dev.cajal.backend.Memory;
import dev.cajal.backend.Request;
import dev.cajal.backend.Shape;
import dev.cajal.backend.TensorType;
import dev.cajal.graph.Fused;
import dev.cajal.graph.Fused.Fold;
import dev.cajal.graph.Mixed;
import dev.cajal.op.Add;
import dev.cajal.op.Cast;
import dev.cajal.op.Moments;
import dev.cajal.op.Mul;
import dev.cajal.op.Relu;
import dev.cajal.op.Sub;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Bfloat16Test {
  /** Sums of numbers that differ in their last bit may fall to either side of a tie. */
  private static final double LAST_BIT = 0x1p-7;

  private static TensorType bfloat16(Shape shape) {
    return new TensorType(DType.BFLOAT16, shape);
  }

  @Test
  @DisplayName("numbers round to nearest, ties to even; infinities, zeros and NaN stay")
  void roundsToNearest() {
    assertThat(rounded(0x3f80_8000)).isEqualTo(0x3f80);
    assertThat(rounded(0x3f80_8001)).isEqualTo(0x3f81);
    assertThat(rounded(0x3f81_8000)).isEqualTo(0x3f82);
    assertThat(rounded(0x8000_0001)).isEqualTo(0x8000);
    assertThat(rounded(0x0000_8001)).isEqualTo(0x0001);
    assertThat(rounded(0x7f7f_ffff)).isEqualTo(0x7f80);
    assertThat(rounded(0xff80_0000)).isEqualTo(0xff80);
    assertThat(rounded(0x7f80_0001)).isEqualTo(0x7fc0);
    assertThat(rounded(0xffff_ffff)).isEqualTo(0xffff);
  }

  private static int rounded(int bits) {
    return Bfloat16.rounded(Float.intBitsToFloat(bits)) & 0xffff;
  }

  @Test
  @DisplayName("loops round and widen every bit pattern as the reference does")
  void loopsAgreeBitForBit() {
    int n = 1 << 17;
    MemorySegment floats = Memory.allocate(4L * n);
    Random random = new Random(3);
    for (int i = 0; i < n; i++) {
      // Every upper half, with the lower halves around a tie and others.
      int low = List.of(0, 1, 0x7fff, 0x8000, 0x8001, 0xffff, random.nextInt(1 << 16)).get(i % 7);
      floats.setAtIndex(ValueLayout.JAVA_INT, i, (i >>> 1) << 16 | low);
    }
    for (Loops loops : List.of(LoopsProvider.loops(), ScalarLoops.INSTANCE)) {
      MemorySegment narrow = Memory.allocate(2L * n);
      MemorySegment wide = Memory.allocate(4L * n);
      MemorySegment expected = Memory.allocate(2L * n);
      for (int run = 0; run < 50; run++) {
        loops.toBfloats(floats, 0, narrow, 0, n - 3);
      }
      loops.fromBfloats(narrow, 0, wide, 0, n - 3);
      HostArray reference = HostArray.of(bfloat16(Shape.of(n)), expected);
      for (int i = 0; i < n - 3; i++) {
        float value = floats.getAtIndex(ValueLayout.JAVA_FLOAT, i);
        short bits = narrow.getAtIndex(ValueLayout.JAVA_SHORT, i);
        reference.set(i, value);
        if (Float.isNaN(value)) {
          assertThat(Bfloat16.widened(bits)).isNaN();
        } else if (bits != expected.getAtIndex(ValueLayout.JAVA_SHORT, i)) {
          assertThat(bits).as("%s by %s", value, loops.name()).isEqualTo(reference.get(i));
        }
        assertThat(wide.getAtIndex(ValueLayout.JAVA_INT, i)).isEqualTo(bits << 16);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"row-major", "channels-last", "blocked"})
  @DisplayName("programs read, repeat, fold and write bfloat16 in any layout")
  void programsReadAndWrite(String name) {
    Shape shape = Shape.of(3, 21, 5, 7);
    Shape channels = Shape.of(1, 21, 1, 1);
    ProgramWriter w = new ProgramWriter(shape, 4, 0.5);
    int x = w.put(new Cast(DType.FLOAT32), 0);
    int scaled = w.put(new Add(), w.put(new Mul(), x, 1), 2);
    int y = w.put(new Cast(DType.BFLOAT16), w.put(new Relu(), scaled));
    int again = w.put(new Cast(DType.FLOAT32), y);
    int sum = w.put(new Add(), w.put(new Sub(), again, 3), w.constant(0));
    int stored = w.put(new Cast(DType.BFLOAT16), sum);
    Fused fused =
        w.keep(y, DType.BFLOAT16)
            .keep(sum)
            .keep(stored, DType.BFLOAT16)
            .fold(again, Fold.SUM, 0, 2, 3)
            .fold(sum, Fold.MAX, 0, 2, 3)
            .fused();
    List<TensorType> types =
        List.of(bfloat16(shape), bfloat16(channels), float32(channels), bfloat16(shape));
    Layout layout = Harness.layout(name, shape);
    Layout few = Layout.rowMajor(channels);
    List<Layout> layouts = List.of(layout, few, few, layout);
    new Harness(5).checkRandom(fused, types, layouts, LAST_BIT);
    new Harness(5).portable().checkRandom(fused, types, layouts, LAST_BIT);
  }

  @Test
  @DisplayName("a result is written over an operand only if both are bfloat16 of full size")
  void overwritesItsOwnKind() {
    Shape shape = Shape.of(4, 300);
    ProgramWriter w = new ProgramWriter(shape, 3);
    int sum = w.put(new Add(), w.put(new Add(), 0, 1), 2);
    Fused fused = w.keep(w.put(new Cast(DType.BFLOAT16), sum), DType.BFLOAT16).keep(sum).fused();
    List<TensorType> types = List.of(bfloat16(shape), float32(shape), bfloat16(Shape.of(1, 300)));
    var kernel =
        VectorKernels.choose(Request.rowMajor(fused, types, fused.infer(types)))
            .orElseThrow()
            .kernel();
    assertThat(kernel.mayOverwrite(0, 0)).isTrue();
    assertThat(kernel.mayOverwrite(0, 1)).isFalse();
    assertThat(kernel.mayOverwrite(0, 2)).isFalse();
    assertThat(kernel.mayOverwrite(1, 0)).isFalse();
  }

  @Test
  @DisplayName("moments of bfloat16 are float32 and as close as those of floats")
  void momentsAreWide() {
    Mixed moments = new Mixed(new Moments(List.of(0, 2, 3)), List.of(DType.FLOAT32, DType.FLOAT32));
    Shape shape = Shape.of(4, 19, 9, 11);
    for (String layout : List.of("row-major", "channels-last", "blocked")) {
      new Harness(2)
          .checkRandom(
              moments, List.of(bfloat16(shape)), List.of(Harness.layout(layout, shape)), 2e-6);
    }
  }
}
