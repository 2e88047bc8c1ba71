package dev.cajal.cpu.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cajal.backend.Choice;
import dev.cajal.backend.DType;
import dev.cajal.backend.HostArray;
import dev.cajal.backend.Memory;
import dev.cajal.backend.Request;
import dev.cajal.backend.Shape;
import dev.cajal.backend.TensorType;
import dev.cajal.cpu.KernelCheck;
import dev.cajal.cpu.KernelSource;
import dev.cajal.graph.Epilogue;
import dev.cajal.op.Conv;
import dev.cajal.op.ConvInputGrad;
import dev.cajal.op.Window;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WinogradTest {
  private static final Loops LOOPS = LoopsProvider.loops();
  private static final Window SAME = Window.of(2).padding(1);
  private final KernelSource always =
      request -> WinogradKernels.choose(request, LOOPS, conv -> true);
  private final KernelCheck check = new KernelCheck(always, 7);

  @BeforeEach
  void needsVectors() {
    assumeTrue(LOOPS.tiles().isPresent(), "no vectors of 8 or 16 numbers on this machine");
  }

  private static TensorType type(long... sizes) {
    return TensorType.float32(sizes);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 32, 32, 4, 4",
    "2, 32, 64, 8, 8",
    "1, 64, 32, 5, 7",
    "3, 96, 32, 7, 6",
    "1, 32, 32, 3, 1",
    "5, 64, 96, 13, 13",
    "1, 32, 32, 1, 2",
    "2, 128, 160, 9, 30"
  })
  void convolvesAsTheReference(long n, long c, long o, long h, long w) {
    check.check(new Conv(SAME), type(n, c, h, w), type(o, c, 3, 3));
    TensorType input = type(n, c, h, w);
    check.check(new ConvInputGrad(SAME, input.shape()), type(n, o, h, w), type(o, c, 3, 3));
  }

  @ParameterizedTest
  @CsvSource({"0, 0, 0, 0", "2, 0, 1, 2", "0, 2, 2, 1", "1, 1, 2, 2"})
  void padsAsTheWindowSays(int top, int left, int bottom, int right) {
    Window window = Window.of(2).padding(List.of(top, left), List.of(bottom, right));
    TensorType x = type(2, 32, 6, 5);
    TensorType w = type(64, 32, 3, 3);
    Conv conv = new Conv(window);
    check.check(conv, x, w);
    Shape y = conv.infer(List.of(x, w)).getFirst().shape();
    check.check(new ConvInputGrad(window, x.shape()), x.with(y), w);
  }

  @Test
  void addsTheBiasAndClampsAtZero() {
    for (boolean relu : new boolean[] {false, true}) {
      check.check(
          new Epilogue(new Conv(SAME), true, 1, relu),
          type(2, 32, 6, 6),
          type(64, 32, 3, 3),
          type(64));
      check.check(
          new Epilogue(new Conv(SAME), false, 1, relu), type(2, 32, 6, 6), type(64, 32, 3, 3));
    }
  }

  @Test
  void aFaultyPixelStaysWhereTheWindowsAre() {
    Conv conv = new Conv(SAME);
    List<HostArray> inputs =
        List.of(check.values(type(1, 32, 8, 8)), check.values(type(32, 32, 3, 3)));
    inputs.getFirst().set(0, Double.NaN);
    List<TensorType> types = inputs.stream().map(HostArray::type).toList();
    Choice choice = check.choose(conv, types).orElseThrow();
    HostArray y = check.run(choice, inputs, conv.infer(types)).getFirst();
    assertThat(y.get(0)).isNaN();
    assertThat(y.get(4)).isFinite();
    assertThat(y.get(8 * 4)).isFinite();
  }

  @Test
  void refusesOtherWindowsAndSizes() {
    TensorType x = type(2, 32, 9, 9);
    TensorType w = type(32, 32, 3, 3);
    assertThat(check.choose(new Conv(SAME), List.of(x, w))).isPresent();
    assertThat(check.choose(new Conv(SAME.stride(2)), List.of(x, w))).isEmpty();
    assertThat(check.choose(new Conv(SAME.dilation(2)), List.of(x, w))).isEmpty();
    assertThat(check.choose(new Conv(SAME.groups(2)), List.of(x, type(32, 16, 3, 3)))).isEmpty();
    assertThat(check.choose(new Conv(SAME), List.of(x, type(32, 32, 5, 3)))).isEmpty();
    assertThat(check.choose(new Conv(SAME), List.of(x, type(33, 32, 3, 3)))).isEmpty();
    assertThat(check.choose(new Conv(SAME), List.of(type(2, 3, 9, 9), type(32, 3, 3, 3))))
        .isEmpty();
  }

  @Test
  void isTakenForManyChannelsAndTilesOnly() {
    assertThat(pays(type(8, 128, 28, 28), type(128, 128, 3, 3))).isTrue();
    assertThat(pays(type(32, 32, 8, 8), type(32, 32, 3, 3))).isFalse();
    assertThat(pays(type(1, 512, 7, 7), type(512, 512, 3, 3))).isFalse();
  }

  @Test
  void roundsLittleMoreThanADirectSum() {
    TensorType x = type(1, 128, 16, 16);
    TensorType w = type(128, 128, 3, 3);
    Conv conv = new Conv(SAME);
    List<TensorType> types = List.of(x, w);
    List<HostArray> inputs = List.of(check.values(x), check.values(w));
    TensorType y = conv.infer(types).getFirst();
    TensorType wide = y.with(DType.FLOAT64);
    HostArray exact = HostArray.of(wide, Memory.allocate(wide.bytes()));
    conv.forward(inputs, List.of(exact));
    double direct = error(exact, plainSum(inputs, y));
    double tiled =
        error(
            exact,
            check.run(check.choose(conv, types).orElseThrow(), inputs, List.of(y)).getFirst());
    assertThat(tiled).isBetween(1e-7, 2 * direct);
  }

  /** Sums in float32 in the order of the terms. */
  private static HostArray plainSum(List<HostArray> inputs, TensorType type) {
    HostArray x = inputs.get(0);
    HostArray w = inputs.get(1);
    HostArray y = HostArray.of(type, Memory.allocate(type.bytes()));
    long size = y.dim(2);
    for (long i = 0; i < y.count(); i++) {
      long column = i % size;
      long row = i / size % size;
      long o = i / (size * size);
      float sum = 0;
      for (long c = 0; c < x.dim(1); c++) {
        for (long k = 0; k < 9; k++) {
          long h = row + k / 3 - 1;
          long v = column + k % 3 - 1;
          if (h >= 0 && h < size && v >= 0 && v < size) {
            float weight = (float) w.get((o * x.dim(1) + c) * 9 + k);
            sum = Math.fma(weight, (float) x.get((c * size + h) * size + v), sum);
          }
        }
      }
      y.set(i, sum);
    }
    return y;
  }

  /** The root of the mean squared difference. */
  private static double error(HostArray exact, HostArray found) {
    double squares = 0;
    for (long i = 0; i < exact.count(); i++) {
      squares += Math.pow(exact.get(i) - found.get(i), 2);
    }
    return Math.sqrt(squares / exact.count());
  }

  private static boolean pays(TensorType x, TensorType w) {
    Conv conv = new Conv(SAME);
    List<TensorType> inputs = List.of(x, w);
    return WinogradKernels.choose(Request.rowMajor(conv, inputs, conv.infer(inputs))).isPresent();
  }
}
