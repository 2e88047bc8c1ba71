package dev.cajal.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cajal.backend.DType;
import dev.cajal.backend.Shape;
import dev.cajal.backend.TensorType;
import dev.cajal.grad.Gradients;
import dev.cajal.tensor.Assignment;
import dev.cajal.tensor.Tensor;
import dev.cajal.tensor.Trace;
import dev.cajal.tensor.Variable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BiFunction;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class RecomputeTest {
  private static final int WIDTH = 16;
  private static final int BATCH = 512;
  private static final int DEPTH = 64;
  private static final long LAYER = 4L * WIDTH * BATCH;

  /** A deep net of equal layers, whose activations weigh much more than its weights. */
  private static final class Chain {
    final List<Variable> weights = new ArrayList<>();
    final Variable random = new Variable("random", new TensorType(DType.INT64, Shape.of(2)));
    final Step step;

    Chain(Activations activations, BiFunction<Tensor, Trace, Tensor> function) {
      RandomGenerator draws = new SplittableRandom(3);
      Variable x = new Variable("x", TensorType.float32(BATCH, WIDTH));
      x.set(normal(draws, BATCH * WIDTH, 1));
      random.set(Tensor.of(Shape.of(2), 5L, 1L).values());
      Trace trace = Trace.training(random);
      Tensor y = x.tensor(trace);
      for (int i = 0; i < DEPTH; i++) {
        Variable w = new Variable("w" + i, TensorType.float32(WIDTH, WIDTH));
        w.set(normal(draws, WIDTH * WIDTH, 0.3));
        weights.add(w);
        y = function.apply(y.matmul(w.tensor(trace)), trace);
      }
      Tensor loss = y.square().mean();
      Gradients gradients = Gradients.of(loss, weights);
      List<Assignment> updates =
          weights.stream()
              .map(w -> new Assignment(w, w.tensor().sub(gradients.get(w).mul(0.1))))
              .toList();
      step =
          Step.compile(
              List.of(loss), List.of(loss), updates, StepOptions.plain().activations(activations));
    }

    private static float[] normal(RandomGenerator draws, int count, double scale) {
      float[] values = new float[count];
      for (int i = 0; i < count; i++) {
        values[i] = (float) (scale * draws.nextGaussian());
      }
      return values;
    }
  }

  @Test
  void aChainOfEqualLayersNeedsTwiceTheRootOfItsDepth() {
    Plan kept = new Chain(Activations.KEEP, (x, t) -> x.tanh()).step.plan();
    Plan recomputed = new Chain(Activations.RECOMPUTE, (x, t) -> x.tanh()).step.plan();
    assertThat(kept.carriedBytes()).isBetween((DEPTH - 2) * LAYER, (DEPTH + 2) * LAYER);
    assertThat(recomputed.carriedBytes()).isLessThan(18 * LAYER);
    long gradients = kept.workspaceBytes() - kept.carriedBytes();
    assertThat(recomputed.workspaceBytes()).isLessThan(20 * LAYER + gradients);
    assertThat(recomputed.recomputedMultiplications())
        .isPositive()
        .isLessThan((long) DEPTH * BATCH * WIDTH * (WIDTH + 1));
    assertThat(kept.recomputedMultiplications()).isZero();
  }

  @Test
  void memoryFallsByThePromisedAmount() {
    Plan kept = new Chain(Activations.KEEP, (x, t) -> x.tanh()).step.plan();
    Plan recomputed = new Chain(Activations.RECOMPUTE, (x, t) -> x.tanh()).step.plan();
    String promise =
        recomputed.toString().lines().filter(l -> l.startsWith("recomputation")).findFirst().get();
    List<Long> numbers =
        Arrays.stream(promise.replace(",", "").split("[^0-9]+"))
            .filter(s -> !s.isEmpty())
            .map(Long::valueOf)
            .toList();
    long saved = numbers.get(2) - numbers.get(1);
    assertThat(kept.workspaceBytes() - recomputed.workspaceBytes())
        .isGreaterThan((long) (0.95 * saved));
  }

  @Test
  void trainsToTheSameBits() {
    BiFunction<Tensor, Trace, Tensor> dropout =
        (x, trace) ->
            x.tanh()
                .mul(
                    trace
                        .uniform(DType.FLOAT32, x.shape())
                        .greater(Tensor.scalar(DType.FLOAT32, 0.1))
                        .cast(DType.FLOAT32))
                .add(x.relu().mul(0.1));
    Chain kept = new Chain(Activations.KEEP, dropout);
    Chain recomputed = new Chain(Activations.RECOMPUTE, dropout);
    assertThat(recomputed.step.plan().workspaceBytes())
        .isLessThan(kept.step.plan().workspaceBytes() / 2);
    for (int i = 0; i < 3; i++) {
      kept.step.run();
      recomputed.step.run();
    }
    assertThat(recomputed.step.scalar(0)).isEqualTo(kept.step.scalar(0)).isNotZero();
    for (int w = 0; w < DEPTH; w++) {
      assertThat(recomputed.weights.get(w).tensor().toArray())
          .isEqualTo(kept.weights.get(w).tensor().toArray());
    }
  }

  @Test
  void needsToKnowWhereTheForwardPassEnds() {
    StepOptions options = StepOptions.plain().activations(Activations.RECOMPUTE);
    assertThatThrownBy(() -> Step.compile(List.of(), List.of(), List.of(), options))
        .hasMessageContaining("give the loss as first output");
  }
}
