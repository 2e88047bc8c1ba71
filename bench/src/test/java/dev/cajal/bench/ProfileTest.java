package dev.cajal.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.cajal.backend.Layout;
import dev.cajal.backend.Operation;
import dev.cajal.backend.Reorder;
import dev.cajal.backend.TensorType;
import dev.cajal.graph.StepProfile;
import dev.cajal.graph.TimedCall;
import dev.cajal.op.MatMul;
import dev.cajal.op.Softmax;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProfileTest {
  /** A machine of 100 GFLOP/s and 10 GB/s. */
  private static final Peaks PEAKS = new Peaks(100e9, Double.NaN, 10e9);

  private static final TensorType SQUARE = TensorType.float32(500, 500);

  @Test
  void countsTwoOperationsForAMultiplication() {
    TimedCall product = product(5000);
    Profile profile = profile(5000, product);
    assertThat(profile.flops(product)).isCloseTo(50e9, within(1.0));
    assertThat(profile.peak(product)).isCloseTo(0.5, within(1e-9));
    assertThat(profile.bandwidth(product)).isCloseTo(600e6, within(1.0));
    assertThat(profile.share(product)).isCloseTo(0.5, within(1e-9));
  }

  @Test
  void limitsArithmeticByItsPeakAndAllElseByMemory() {
    Profile profile = profile(0, product(5000), softmax(400));
    assertThat(profile.limit(profile.calls().get(0))).isCloseTo(0.5, within(1e-9));
    assertThat(profile.limit(profile.calls().get(1))).isCloseTo(0.5, within(1e-9));
    assertThat(profile.peak(profile.calls().get(1))).isNaN();
  }

  @Test
  void weighsThePeakOfMatrixCallsByTheirWork() {
    TimedCall small =
        call("small", new MatMul(false, false), false, 250, TensorType.float32(50, 500), SQUARE);
    Profile profile = profile(0, product(5000), small);
    Profile.Total total = profile.totals().getFirst();
    assertThat(total.group()).isEqualTo(Profile.Group.MATRIX);
    assertThat(total.micros()).isEqualTo(5250);
    // 125 million multiplications at half the peak, and 12.5 million at the whole of it.
    assertThat(total.peak()).isCloseTo((125 * 0.5 + 12.5) / 137.5, within(1e-9));
  }

  @Test
  void countsEachCallOnceAndTheRestAsBetweenThem() {
    Layout layout = Layout.rowMajor(SQUARE.shape());
    TimedCall reorder = call("", new Reorder(layout, layout), true, 70, SQUARE);
    TimedCall update = call("", new Softmax(0), true, 30, SQUARE);
    Profile profile = profile(100, product(5000), softmax(400), reorder, update);
    assertThat(profile.totals().stream().map(Profile.Total::group))
        .containsExactly(Profile.Group.values());
    assertThat(profile.totals().stream().mapToInt(Profile.Total::calls)).containsOnly(1);
    double shares = profile.totals().stream().mapToDouble(Profile.Total::share).sum();
    assertThat(profile.micros()).isCloseTo(5600, within(1e-9));
    assertThat(shares).isCloseTo(55 / 56.0, within(1e-9));
  }

  @Test
  void takesTheMedianOfEachCallOverRounds() {
    List<StepProfile> rounds =
        List.of(
            new StepProfile(List.of(product(3), softmax(10)), 7),
            new StepProfile(List.of(product(1), softmax(30)), 9),
            new StepProfile(List.of(product(2), softmax(20)), 8));
    assertThat(Profile.median(rounds))
        .isEqualTo(new StepProfile(List.of(product(2), softmax(20)), 8));
  }

  @Test
  void printsALineForEachCallAndEachGroup() {
    assertThat(profile(200, product(5000), softmax(400)).toString().lines())
        .contains(
            "some on a machine that reaches 100 GFLOP/s in float32 and 10.0 GB/s",
            "   0     5000.0  89.3%     50.0   50.0%     0.6    50.0%  fc  matmul  kernel",
            "   1      400.0   7.1%        -       -     5.0    50.0%  out  softmax  kernel",
            "convolution and matrix        1      5000.0   89.3%    50.0%     50.0%",
            "elementwise, pool, norm       1       400.0    7.1%        -     50.0%",
            "between calls                         200.0    3.6%",
            "together                      2      5600.0  100.0%",
            "a step, not profiled                 5650.0");
  }

  private static Profile profile(double between, TimedCall... calls) {
    return new Profile("some", new StepProfile(List.of(calls), between), 5650, PEAKS);
  }

  private static TimedCall product(double micros) {
    return call("fc", new MatMul(false, false), false, micros, SQUARE, SQUARE);
  }

  private static TimedCall softmax(double micros) {
    return call("out", new Softmax(1), false, micros, SQUARE);
  }

  private static TimedCall call(
      String path, Operation operation, boolean update, double micros, TensorType... inputs) {
    List<TensorType> types = List.of(inputs);
    return new TimedCall(
        path, operation.name(), operation, "kernel", types, operation.infer(types), update, micros);
  }
}
