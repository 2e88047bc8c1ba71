package dev.cajal.nn.recurrent;

import static dev.cajal.nn.recurrent.RecurrentOptions.recurrent;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cajal.backend.DType;
import dev.cajal.backend.Shape;
import dev.cajal.grad.Gradients;
import dev.cajal.graph.Step;
import dev.cajal.nn.Module;
import dev.cajal.nn.Sequential;
import dev.cajal.tensor.Tensor;
import dev.cajal.tensor.Trace;
import dev.cajal.tensor.Variable;
import java.util.List;
import org.junit.jupiter.api.Test;

class TruncatedBackpropagationTest {
  private static final RecurrentOptions STACK = recurrent().numLayers(2);

  private static Tensor chunk(Variable x, int number) {
    return x.tensor().slice(1, number * 4L, number * 4L + 4);
  }

  @Test
  void gradientsOfAChunkAreThoseOfTheUnrolledChunkFromADetachedState() {
    Lstm kept = new Lstm(5, STACK.stateful(3));
    Lstm plain = new Lstm(5, STACK.unrolled(true));
    kept.build(Shape.of(4, 2), 1);
    plain.build(Shape.of(4, 2), 1);
    Variable text = Sequences.normal(DType.FLOAT32, 1, 3, 12, 2);
    Variable input = new Variable("chunk", text.type().with(Shape.of(3, 4, 2)));
    Variable w = kept.variable("weight_hh_l0");

    Trace trace = Sequences.training();
    Tensor loss = kept.apply(input.tensor(trace)).square().sum();
    Step step =
        Step.compile(
            List.of(loss, Gradients.of(loss, kept.parameters()).get(w)),
            List.of(loss),
            trace.assignments());

    List<Tensor> state = List.of();
    for (int number = 0; number < 3; number++) {
      input.set(chunk(text, number).values());
      step.run();
      RecurrentOutput expected = plain.run(chunk(text, number), state);
      Tensor expectedLoss = expected.output().square().sum();
      Variable v = plain.variable("weight_hh_l0");
      Tensor gradient = Gradients.of(expectedLoss, List.of(v)).get(v);
      assertThat(values(step, 1))
          .usingComparatorWithPrecision(1e-5f)
          .containsExactly(gradient.toArray());
      state = expected.state().stream().map(Tensor::detach).toList();
      assertThat(kept.variable("state_c").tensor().toArray())
          .usingComparatorWithPrecision(1e-6f)
          .containsExactly(state.get(1).toArray());
    }
  }

  private static float[] values(Step step, int output) {
    return step.output(output).toArray(JAVA_FLOAT);
  }

  @Test
  void aResetMakesTheNextStepStartFromZeros() {
    Gru gru = new Gru(3, recurrent().stateful(2));
    gru.build(Shape.of(4, 2), 1);
    Variable x = Sequences.normal(DType.FLOAT32, 1, 2, 4, 2);
    float[] fresh = gru.apply(x.tensor()).toArray();
    gru.variable("state_h").fill(0.5);
    assertThat(gru.apply(x.tensor(Sequences.training())).toArray()).isNotEqualTo(fresh);
    assertThat(gru.apply(x.tensor(Trace.evaluation())).toArray()).containsExactly(fresh);
    gru.resetState();
    assertThat(gru.apply(x.tensor(Sequences.training())).toArray()).containsExactly(fresh);
  }

  @Test
  void theStateIsNoParameterAndIsGivenNoGradient() {
    Rnn rnn = new Rnn(3, recurrent().stateful(2));
    rnn.build(Shape.of(4, 2), 1);
    assertThat(rnn.buffers()).extracting(Variable::name).containsExactly("state_h");
    assertThat(rnn.parameters()).extracting(Variable::name).doesNotContain("state_h");
  }

  @Test
  void aBatchOfAnotherSizeIsRefusedInTrainingAlone() {
    Module model = new Sequential().then("rnn", new Rnn(3, recurrent().stateful(2)));
    model.build(Shape.of(4, 2), 1);
    Variable x = Sequences.normal(DType.FLOAT32, 1, 5, 4, 2);
    assertThat(model.apply(x.tensor(Trace.evaluation())).shape()).isEqualTo(Shape.of(5, 4, 3));
    assertThatThrownBy(() -> model.apply(x.tensor(Sequences.training())))
        .hasMessage(
            "rnn at rnn: input [5, 4, 2] has 5 sequences, the state [1, 2, 3] is kept for 2; train"
                + " with batches of that size, and drop a last one that is smaller");
  }
}
