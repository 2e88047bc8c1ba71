package dev.cajal.nn.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.cajal.nn.optim.Cosine;
import dev.cajal.nn.optim.Cyclic;
import dev.cajal.nn.optim.Exponential;
import dev.cajal.nn.optim.LinearRate;
import dev.cajal.nn.optim.MultiStep;
import dev.cajal.nn.optim.OneCycle;
import dev.cajal.nn.optim.Plateau;
import dev.cajal.nn.optim.Polynomial;
import dev.cajal.nn.optim.Schedule;
import dev.cajal.nn.optim.Score;
import dev.cajal.nn.optim.StepDecay;
import dev.cajal.nn.optim.WarmRestarts;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Schedules with all their options against golden values, step by step. */
class SchedulesGoldenTest {
  private static final double RATE = 0.2;

  static List<Golden> cases() {
    return Golden.family("schedules");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void everyStepAgrees(Golden golden) {
    double[] expected = golden.tensor("y0").toDoubles();
    List<Score> scores =
        Arrays.stream(golden.tensor("x0").toDoubles()).mapToObj(m -> new Score(m, m)).toList();
    Schedule schedule = schedule(golden);
    long total = golden.integer("total", expected.length);
    for (int step = 0; step < expected.length; step++) {
      List<Score> past = scores.subList(0, Math.min(step, scores.size()));
      assertThat(RATE * schedule.factor(step, 1, total, past))
          .as("%s step %d", golden, step)
          .isCloseTo(expected[step], within(1e-12));
    }
  }

  private static Schedule schedule(Golden golden) {
    return switch (golden.kind()) {
      case "step" -> new StepDecay(golden.integer("size"), golden.real("gamma"));
      case "multiStep" ->
          new MultiStep(
              Arrays.stream(golden.integers("milestones")).boxed().toList(), golden.real("gamma"));
      case "exponential" -> new Exponential(golden.real("gamma"));
      case "polynomial" -> new Polynomial(golden.real("power"));
      case "cosine" -> new Cosine(golden.real("floor"));
      case "restarts" ->
          new WarmRestarts(golden.integer("first"), golden.integer("growth"), golden.real("floor"));
      case "oneCycle" ->
          new OneCycle(
              golden.real("warmup"),
              golden.real("start"),
              golden.real("end"),
              golden.truth("linear"),
              golden.truth("three"));
      case "linear" ->
          new LinearRate(golden.real("start"), golden.real("end"), golden.integer("steps"));
      case "cyclic" ->
          new Cyclic(
              golden.integer("up"),
              golden.integer("down"),
              golden.real("base"),
              golden.truth("halved"),
              golden.real("gamma"));
      case "warmupThenCosine" ->
          LinearRate.warmup(golden.integer("steps")).from(golden.real("start")).then(new Cosine());
      case "warmupThenStep" ->
          LinearRate.warmup(golden.integer("steps")).then(new StepDecay(6, 0.5));
      case "plateau" -> plateau(golden);
      default -> throw new IllegalStateException(golden.kind());
    };
  }

  private static Plateau plateau(Golden golden) {
    return new Plateau(
        golden.real("factor", 0.1),
        golden.integer("patience", 10),
        golden.real("threshold", 1e-4),
        golden.has("threshold_mode"),
        golden.integer("cooldown", 0),
        golden.real("min_lr", 0) / RATE,
        1e-8 / RATE,
        golden.truth("accuracy"));
  }
}
