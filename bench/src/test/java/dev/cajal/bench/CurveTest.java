package dev.cajal.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CurveTest {
  private static final Workload LENET = new Workload("lenet5", 4, Workload.Mode.TRAIN);

  @Test
  void doublesTheBatchUpToTwiceThatOfTheWorkload() {
    assertThat(names(Curve.BATCH))
        .containsExactly(
            "lenet5-b1-train", "lenet5-b2-train", "lenet5-b4-train", "lenet5-b8-train");
  }

  @Test
  void doublesTheUnitsOfTwoHiddenLayers() {
    assertThat(names(Curve.WIDTH)).startsWith("mlp-64x2-b4-train").endsWith("mlp-2048x2-b4-train");
  }

  @Test
  void doublesTheHiddenLayers() {
    assertThat(names(Curve.DEPTH))
        .containsExactly(
            "mlp-256x1-b4-train",
            "mlp-256x2-b4-train",
            "mlp-256x4-b4-train",
            "mlp-256x8-b4-train",
            "mlp-256x16-b4-train");
  }

  @Test
  void addsThreadsUpToTheNumberOfProcessors() {
    assertThat(Curve.THREADS.settings(LENET))
        .hasSize(Runtime.getRuntime().availableProcessors())
        .first()
        .isEqualTo(new Curve.Setting(1, LENET, 1));
  }

  private static List<String> names(Curve curve) {
    return curve.settings(LENET).stream().map(s -> s.workload().name()).toList();
  }
}
