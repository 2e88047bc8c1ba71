package dev.cajal.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RivalTest {
  @Test
  void pytorchKnowsEveryWorkload() {
    assertThat(Workload.ALL).allMatch(Rival.PYTORCH::knows);
  }

  @Test
  void onnxRuntimePredictsOnly() {
    assertThat(Workload.ALL)
        .allMatch(w -> Rival.ONNXRUNTIME.knows(w) == (w.mode() == Workload.Mode.INFER));
  }

  @Test
  void librariesOfJavaTrainTheSmallNetworks() {
    for (Rival rival : new Rival[] {Rival.DJL, Rival.DL4J}) {
      assertThat(Workload.matching(List.of("mlp", "lenet5"))).allMatch(rival::knows);
      assertThat(Workload.matching(List.of("vgg11-bn"))).noneMatch(rival::knows);
    }
  }

  @ParameterizedTest
  @EnumSource(Rival.class)
  void onlyPytorchSplitsAStepIntoParts(Rival rival) {
    Workload gradient = new Workload("lenet5", 32, Workload.Mode.GRADIENT);
    assertThat(rival.knows(gradient)).isEqualTo(rival == Rival.PYTORCH);
  }
}
