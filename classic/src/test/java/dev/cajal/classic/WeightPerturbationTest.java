package dev.cajal.classic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.cajal.backend.DType;
import dev.cajal.backend.Shape;
import dev.cajal.backend.TensorType;
import dev.cajal.nn.Activation;
import dev.cajal.nn.Linear;
import dev.cajal.nn.Module;
import dev.cajal.nn.Sequential;
import dev.cajal.nn.loss.CrossEntropy;
import dev.cajal.tensor.Tensor;
import dev.cajal.tensor.Trace;
import dev.cajal.tensor.Variable;
import java.util.List;
import org.junit.jupiter.api.Test;

class WeightPerturbationTest {

  private static WeightPerturbation onXor(long seed) {
    Module net = new Sequential(new Linear(4), Activation.tanh(), new Linear(2));
    net.build(Shape.of(2), seed);
    Variable batch = new Variable("points", TensorType.float32(4, 2));
    batch.set(Data.xor().features().cast(DType.FLOAT32));
    Tensor scores = net.apply(batch.tensor(Trace.evaluation()));
    Tensor loss = new CrossEntropy().of(scores, Data.xor().labels());
    return new WeightPerturbation(loss, net.parameters(), seed);
  }

  @Test
  void itLearnsExclusiveOr() {
    WeightPerturbation search = onXor(1);
    double before = search.loss();
    for (int i = 0; i < 3000; i++) {
      search.one(0.5);
    }
    assertThat(before).isGreaterThan(0.5);
    assertThat(search.loss()).isLessThan(0.1);
    assertThat(search.forwards()).isEqualTo(3001);
  }

  @Test
  void theLossNeverRises() {
    WeightPerturbation search = onXor(2);
    for (int i = 0; i < 200; i++) {
      double before = search.loss();
      boolean kept = i % 2 == 0 ? search.one(1) : search.all(0.3);
      assertThat(search.loss()).isLessThanOrEqualTo(before);
      assertThat(search.loss() < before).isEqualTo(kept);
    }
  }

  /** L = w₀² + 3 w₁: the slopes are 2 w₀ + δ and 3. */
  @Test
  void aStepDownMeasuresEachSlopeWithOneForwardPass() {
    Variable w = new Variable("w", new TensorType(DType.FLOAT64, Shape.of(2)));
    w.set(2.0, 5.0);
    Tensor loss = w.tensor().select(0, 0).square().add(w.tensor().select(0, 1).mul(3)).reshape();
    WeightPerturbation search = new WeightPerturbation(loss, List.of(w), 1);
    assertThat(search.loss()).isCloseTo(19, within(1e-12));
    search.descend(1e-6, 0.1);
    assertThat(w.tensor().toDoubles()).containsExactly(new double[] {1.6, 4.7}, within(1e-6));
    assertThat(search.forwards()).isEqualTo(1 + 2 + 1);
    assertThat(search.weights()).isEqualTo(2);
  }

  @Test
  void lateInLearningLargeChangesNearlyAlwaysHurt() {
    WeightPerturbation search = onXor(1);
    double early = search.harmOfAll(1, 300);
    for (int i = 0; i < 4000; i++) {
      search.one(0.3);
    }
    double late = search.harmOfAll(1, 300);
    assertThat(late).isGreaterThan(Math.max(0.95, early));
    assertThat(search.harmOfOne(1, 300)).isBetween(0.2, late);
  }

  /** L = w₀² at 0: every change hurts; L = w₁ at any place: half of them do. */
  @Test
  void harmIsTheShareOfChangesThatRaiseTheLossAndNothingIsKept() {
    Variable w = new Variable("w", new TensorType(DType.FLOAT64, Shape.of(2)));
    w.set(0.0, 3.0);
    Tensor square = w.tensor().select(0, 0).square().reshape();
    Tensor line = w.tensor().select(0, 1).reshape();
    WeightPerturbation valley = new WeightPerturbation(square, List.of(w), 1);
    assertThat(valley.harmOfAll(0.5, 50)).isEqualTo(1);
    assertThat(valley.forwards()).isEqualTo(51);
    WeightPerturbation slope = new WeightPerturbation(line, List.of(w), 1);
    assertThat(slope.harmOfAll(0.5, 2000)).isCloseTo(0.5, within(0.05));
    assertThat(slope.harmOfOne(0.5, 2000)).isCloseTo(0.25, within(0.05));
    assertThat(w.tensor().toDoubles()).containsExactly(0.0, 3.0);
  }

  @Test
  void aLossOfManyNumbersIsRefused() {
    Variable w = new Variable("w", TensorType.float32(2));
    assertThatThrownBy(() -> new WeightPerturbation(w.tensor(), List.of(w), 1))
        .hasMessageContaining("perturbation: the loss is float32[2]");
  }
}
