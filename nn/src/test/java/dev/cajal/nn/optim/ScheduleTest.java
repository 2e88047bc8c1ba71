package dev.cajal.nn.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The schedules over a run of 20 steps, against the values of PyTorch 2.13. */
class ScheduleTest {
  private static final long TOTAL = 20;

  @Test
  void oneCycleMatchesPyTorch() {
    double[] expected = {
      0.04,
      0.1316718427,
      0.3716718427,
      0.6683281573,
      0.9083281573,
      1.0,
      0.98746400624,
      0.95048463201,
      0.89091617757,
      0.81174565395,
      0.71694300179,
      0.61126202194,
      0.500002,
      0.38874197806,
      0.28306099821,
      0.18825834605,
      0.10908782242,
      0.04951936797,
      0.01253999376,
      4e-06
    };
    assertFactors(new OneCycle(), expected);
  }

  @Test
  void cosineMatchesPyTorch() {
    double[] expected = {
      1.0,
      0.99445975327,
      0.97797543233,
      0.95095293588,
      0.91405764747,
      0.86819805153,
      0.81450336353,
      0.75429572488,
      0.68905764747,
      0.62039550927,
      0.55,
      0.47960449073,
      0.41094235253,
      0.34570427512,
      0.28549663647,
      0.23180194847,
      0.18594235253,
      0.14904706412,
      0.12202456767,
      0.10554024673
    };
    assertFactors(new Cosine(0.1), expected);
  }

  private static void assertFactors(Schedule schedule, double... expected) {
    for (int step = 0; step < TOTAL; step++) {
      assertThat(schedule.factor(step, 5, TOTAL))
          .as("step " + step)
          .isCloseTo(expected[step], within(1e-10));
    }
  }

  @Test
  void stepsFallEverySoManyEpochs() {
    Schedule schedule = new StepDecay(2, 0.1);
    assertThat(schedule.factor(9, 5, TOTAL)).isEqualTo(1);
    assertThat(schedule.factor(10, 5, TOTAL)).isEqualTo(0.1);
    assertThat(schedule.factor(19, 5, TOTAL)).isEqualTo(0.1);
    assertThat(schedule.factor(20, 5, TOTAL)).isCloseTo(0.01, within(1e-15));
  }

  @Test
  void warmRestartsFallWithinAnEpochToo() {
    // Two epochs of five steps are a cycle: half of it is the fifth step.
    assertThat(new WarmRestarts(2).factor(5, 5, TOTAL)).isCloseTo(0.5, within(1e-15));
    assertThat(new WarmRestarts(2).factor(9, 5, TOTAL)).isLessThan(0.03);
    assertThat(new WarmRestarts(2).factor(10, 5, TOTAL)).isEqualTo(1);
  }

  @Test
  void askingForAFactorMakesNoGarbage() {
    com.sun.management.ThreadMXBean threads =
        (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    List<Score> past = List.of(new Score(2, 0), new Score(1, 0.5), new Score(1, 0.5));
    List<Schedule> schedules =
        List.of(
            LinearRate.warmup(5).then(new Plateau().patience(0)),
            new MultiStep(List.of(200, 500), 0.1),
            new WarmRestarts(2, 2, 0),
            new Cyclic(5, 5, 0.1),
            new Polynomial(),
            new Exponential(0.9));
    double sum = 0;
    for (int round = 0; round < 2; round++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int step = 0; step < 10_000; step++) {
        for (int i = 0; i < schedules.size(); i++) {
          sum += schedules.get(i).factor(step % 1000, 5, 1000, past);
        }
      }
      long bytes = threads.getCurrentThreadAllocatedBytes() - before;
      assertThat(round == 0 ? 0 : bytes / 10_000).isZero();
    }
    assertThat(sum).isPositive();
  }

  @Test
  void aPlateauIsSeenThroughAWarmUp() {
    List<Score> flat = List.of(new Score(1, 0), new Score(1, 0), new Score(1, 0));
    Schedule schedule = LinearRate.warmup(2).then(new Plateau().patience(1).factor(0.5));
    assertThat(schedule.factor(1, 5, TOTAL, flat)).isCloseTo(2.0 / 3, within(1e-15));
    assertThat(schedule.factor(15, 5, TOTAL, flat)).isEqualTo(0.5);
    assertThat(schedule.factor(15, 5, TOTAL, flat.subList(0, 2))).isEqualTo(1);
  }

  @Test
  void aConstantRateStays() {
    assertThat(new Constant().factor(7, 5, TOTAL)).isEqualTo(1);
  }

  @Test
  void optionsOutOfRangeAreRefused() {
    assertThatThrownBy(() -> new StepDecay(0, 0.1)).hasMessageContaining("at least 1, found 0");
    assertThatThrownBy(() -> new StepDecay(1, -1)).hasMessageContaining("gamma");
    assertThatThrownBy(() -> new Cosine(1)).hasMessageContaining("floor");
    assertThatThrownBy(() -> new OneCycle(1, 25, 1e4)).hasMessageContaining("warm-up");
    assertThatThrownBy(() -> new OneCycle(0.6, 25, 1e4).inThreePhases())
        .hasMessage("one-cycle schedule: three phases need a warm-up of at most a half, found 0.6");
    assertThatThrownBy(() -> LinearRate.warmup(0))
        .hasMessage("linear schedule: the steps must be at least 1, found 0");
    assertThatThrownBy(() -> new WarmRestarts(0))
        .hasMessage("warm restarts: the epochs of the first cycle must be at least 1, found 0");
    assertThatThrownBy(() -> new Cyclic(1, 0, 0.1))
        .hasMessage("cyclic schedule: the steps of a fall must be at least 1, found 0");
    assertThatThrownBy(() -> new Plateau().patience(-1))
        .hasMessage("plateau schedule: the patience must be at least 0, found -1");
    assertThatThrownBy(() -> new MultiStep(List.of(3, -1), 0.1))
        .hasMessage("multi-step schedule: a milestone must be at least 0, found -1");
  }

  @Test
  void schedulesDescribeThemselves() {
    assertThat(new StepDecay(1, 0.5)).hasToString("times 0.5 every 1 epoch");
    assertThat(new Cosine()).hasToString("cosine to 0.0");
    assertThat(new OneCycle()).hasToString("one cycle, warm-up 0.3, from 1/25.0 to 1/250000.0");
    assertThat(new Constant()).hasToString("constant");
    assertThat(LinearRate.warmup(5).from(0).then(new MultiStep(List.of(2, 4), 0.1)))
        .hasToString(
            "linear from 0.0 to 1.0 in 5 steps for 5 steps, then times 0.1 at epochs [2, 4]");
    assertThat(new WarmRestarts(3, 2, 0))
        .hasToString("cosine restarted after 3 epochs, growth 2, to 0.0");
    assertThat(new Cyclic(2, 3, 0.1).halving())
        .hasToString("cyclic, 2 steps up, 3 down, from 0.1, halved");
    assertThat(new Plateau().byAccuracy().absolute(0.01))
        .hasToString(
            "times 0.1 after 10 epochs without a better accuracy, threshold 0.01 absolute, cooldown"
                + " 0, to 0.0, eps 1.0E-8");
  }
}
