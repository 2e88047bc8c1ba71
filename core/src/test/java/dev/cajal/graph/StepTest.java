package dev.cajal.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.cajal.backend.Backends;
import dev.cajal.backend.DType;
import dev.cajal.backend.HostArray;
import dev.cajal.backend.Shape;
import dev.cajal.backend.TensorType;
import dev.cajal.grad.Gradients;
import dev.cajal.tensor.Assignment;
import dev.cajal.tensor.Tensor;
import dev.cajal.tensor.Variable;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StepTest {

  @Test
  void descendsToTheMinimumOfASquare() {
    Variable w = new Variable("w", TensorType.float32());
    Tensor loss = w.tensor().sub(3).square();
    Tensor next = w.tensor().sub(Gradients.of(loss, List.of(w)).get(w).mul(0.1));
    Step step = Step.compile(List.of(loss), List.of(loss), List.of(new Assignment(w, next)));
    for (int i = 0; i < 100; i++) {
      step.run();
    }
    assertThat(w.tensor().item()).isCloseTo(3, within(1e-5));
    assertThat(step.scalar(0)).isLessThan(1e-9);
  }

  @Test
  void learnsExclusiveOrWithTwoLayers() {
    Variable x = variable("x", 4, 2);
    x.set(0, 0, 0, 1, 1, 0, 1, 1);
    Variable y = variable("y", 4, 1);
    y.set(0, 1, 1, 0);
    Random random = new Random(7);
    Variable w1 = randomly(random, "w1", 2, 8);
    Variable b1 = variable("b1", 8);
    Variable w2 = randomly(random, "w2", 8, 1);
    Variable b2 = variable("b2", 1);
    List<Variable> parameters = List.of(w1, b1, w2, b2);
    Tensor hidden = x.tensor().matmul(w1.tensor()).add(b1.tensor()).tanh();
    Tensor out = hidden.matmul(w2.tensor()).add(b2.tensor()).sigmoid();
    Tensor loss = out.sub(y.tensor()).square().mean();
    Gradients gradients = Gradients.of(loss, parameters);
    List<Assignment> updates =
        parameters.stream()
            .map(p -> new Assignment(p, p.tensor().sub(gradients.get(p).mul(2))))
            .toList();
    Step step = Step.compile(List.of(loss, out), List.of(loss), updates);
    for (int i = 0; i < 2000; i++) {
      step.run();
    }
    assertThat(step.scalar(0)).isLessThan(0.01);
    assertThat(step.plan().toString()).contains("guards are checked").contains("matmul");
  }

  @Test
  void writesNothingWhenAGuardIsNotFiniteAndNamesTheOperation() {
    Variable w = new Variable("w", TensorType.float32());
    w.fill(-1);
    Tensor loss = w.tensor().log();
    Step step =
        Step.compile(List.of(loss), List.of(loss), List.of(new Assignment(w, w.tensor().add(1))));
    assertThatThrownBy(step::run)
        .isInstanceOf(NonFiniteException.class)
        .hasMessageContaining("first in log");
    assertThat(w.tensor().item()).isEqualTo(-1f);
  }

  @Test
  void readsOutputsThatAreVariablesBeforeTheyAreWritten() {
    Variable w = new Variable("w", TensorType.float32());
    w.fill(5);
    Step step =
        Step.compile(List.of(w.tensor()), List.of(), List.of(new Assignment(w, w.tensor().add(1))));
    step.run();
    assertThat(step.scalar(0)).isEqualTo(5);
    assertThat(w.tensor().item()).isEqualTo(6f);
  }

  @Test
  void exchangesTwoVariables() {
    Variable a = variable("a", 3);
    Variable b = variable("b", 3);
    a.set(1, 2, 3);
    b.set(4, 5, 6);
    Step step =
        Step.compile(
            List.of(),
            List.of(),
            List.of(new Assignment(a, b.tensor().mul(1.5)), new Assignment(b, a.tensor().mul(2))));
    step.run();
    assertThat(a.tensor().toArray()).containsExactly(6f, 7.5f, 9f);
    assertThat(b.tensor().toArray()).containsExactly(2f, 4f, 6f);
  }

  @Test
  void refusesToEvaluateAStaleReading() {
    Variable w = variable("w", 2);
    Tensor before = w.tensor().mul(2);
    w.set(1, 2);
    assertThatThrownBy(before::toArray)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("variable w was written after");
  }

  @Test
  void plansAgreeWithTheInterpreterFusedAndUnfused() {
    Random random = new Random(3);
    Variable x = randomly(random, "x", 3, 5, 4);
    Variable w = randomly(random, "w", 4, 6);
    Variable c = randomly(random, "c", 5, 1);
    Tensor h = x.tensor().matmul(w.tensor().broadcastTo(Shape.of(3, 4, 6))).relu();
    Tensor n = h.sub(h.mean(2).unsqueeze(2)).mul(c.tensor()).add(1).square();
    Tensor loss = n.sum().add(h.max(0).exp().sum().log());
    Gradients g = Gradients.of(loss, List.of(x, w, c));
    Tensor[] outputs = {loss, n, g.get(x), g.get(w), g.get(c)};
    Capture capture = Capture.of(List.of(outputs), true, List.of());
    for (boolean fuse : new boolean[] {true, false}) {
      Step step =
          Step.compile(
              List.of(outputs),
              List.of(),
              List.of(),
              Backends.all(),
              fuse ? Pass.all() : Set.of(),
              StepOptions.plain());
      step.run();
      for (int i = 0; i < outputs.length; i++) {
        TensorType type = outputs[i].type();
        double[] expected = doubles(type, Interpreter.run(capture).get(i));
        double[] actual = doubles(type, step.output(i));
        assertThat(actual).containsExactly(expected, within(1e-4));
      }
    }
  }

  private static double[] doubles(TensorType type, MemorySegment memory) {
    HostArray array = HostArray.of(type, memory);
    double[] values = new double[Math.toIntExact(array.count())];
    for (int i = 0; i < values.length; i++) {
      values[i] = array.get(i);
    }
    return values;
  }

  @Test
  void computesWhatIsLargerThanItsOperandsOnlyBeforeItIsRead() {
    Variable column = variable("column", 64, 1);
    Variable square = variable("square", 64, 64);
    Tensor outer = column.tensor().matmul(column.tensor().transpose());
    Tensor chain = square.tensor();
    for (int i = 0; i < 4; i++) {
      chain = chain.matmul(square.tensor());
    }
    Step step = Step.compile(chain.sum().add(outer.sum()));
    long bytes = 4 * 64 * 64;
    assertThat(step.plan().workspaceBytes()).isBetween(2 * bytes, 2 * bytes + 1024);
  }

  @Test
  void timesEachCallOfItsPlanAndWritesAsEveryRunDoes() {
    Variable w = new Variable("w", TensorType.float32(4, 4));
    w.set(1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1);
    Tensor product = w.tensor().matmul(w.tensor());
    Tensor loss = product.sum();
    Step step =
        Step.compile(List.of(loss), List.of(loss), List.of(new Assignment(w, product.mul(2))));
    StepProfile profile = step.profile(3);
    List<TimedCall> calls = profile.calls();
    assertThat(profile.betweenMicros()).isPositive();
    assertThat(w.tensor().max().item()).isEqualTo(128);
    assertThat(calls).hasSize(step.plan().size());
    assertThat(calls.stream().map(TimedCall::kernel)).isEqualTo(step.plan().kernels());
    assertThat(calls).allSatisfy(c -> assertThat(c.micros()).isPositive());
    TimedCall matmul = calls.getFirst();
    assertThat(matmul.what()).isEqualTo("matmul");
    assertThat(matmul.update()).isFalse();
    assertThat(matmul.cost().multiplications()).isEqualTo(64);
    assertThat(matmul.cost().bytes()).isEqualTo(3 * 64);
    assertThat(calls.getLast().update()).isTrue();
  }

  @Test
  void refusesAProfileOfNoRuns() {
    Step step = Step.compile(new Variable("x", TensorType.float32(2)).tensor().mul(2));
    assertThatThrownBy(() -> step.profile(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a profile needs at least one run, got 0");
  }

  private static Variable variable(String name, long... sizes) {
    return new Variable(name, new TensorType(DType.FLOAT32, Shape.of(sizes)));
  }

  private static Variable randomly(Random random, String name, long... sizes) {
    Variable variable = variable(name, sizes);
    float[] values = new float[Math.toIntExact(variable.type().shape().count())];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    variable.set(values);
    return variable;
  }
}
