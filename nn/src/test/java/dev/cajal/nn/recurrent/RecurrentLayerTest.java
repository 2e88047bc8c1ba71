package dev.cajal.nn.recurrent;

import static dev.cajal.nn.recurrent.RecurrentOptions.recurrent;
import static dev.cajal.nn.recurrent.Sequences.lengths;
import static dev.cajal.nn.recurrent.Sequences.tensor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.cajal.backend.DType;
import dev.cajal.backend.Shape;
import dev.cajal.backend.TensorType;
import dev.cajal.grad.Gradients;
import dev.cajal.nn.Module;
import dev.cajal.nn.Sequential;
import dev.cajal.nn.Summary;
import dev.cajal.nn.saved.SavedModel;
import dev.cajal.tensor.Tensor;
import dev.cajal.tensor.Trace;
import dev.cajal.tensor.Variable;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecurrentLayerTest {

  @Test
  void namesAndShapesAreThoseOfPyTorch() {
    Lstm lstm = new Lstm(5, recurrent().numLayers(2).bidirectional(true));
    assertThat(lstm.declare(Shape.of(7, 3))).isEqualTo(Shape.of(7, 10));
    assertThat(lstm.state().keySet())
        .containsExactly(
            "weight_ih_l0",
            "weight_hh_l0",
            "bias_ih_l0",
            "bias_hh_l0",
            "weight_ih_l0_reverse",
            "weight_hh_l0_reverse",
            "bias_ih_l0_reverse",
            "bias_hh_l0_reverse",
            "weight_ih_l1",
            "weight_hh_l1",
            "bias_ih_l1",
            "bias_hh_l1",
            "weight_ih_l1_reverse",
            "weight_hh_l1_reverse",
            "bias_ih_l1_reverse",
            "bias_hh_l1_reverse");
    assertThat(lstm.variable("weight_ih_l0").type().shape()).isEqualTo(Shape.of(20, 3));
    assertThat(lstm.variable("weight_ih_l1_reverse").type().shape()).isEqualTo(Shape.of(20, 10));
    assertThat(lstm.variable("weight_hh_l1").type().shape()).isEqualTo(Shape.of(20, 5));
    assertThat(new Gru(4, recurrent().bias(false)).build(Shape.of(2, 3), 1).state())
        .containsOnlyKeys("weight_ih_l0", "weight_hh_l0");
  }

  @Test
  void recurrentMatricesStartOrthogonalAndTheForgetGateOpen() {
    Lstm lstm = new Lstm(6);
    lstm.build(Shape.of(4, 3), 2);
    for (int gate = 0; gate < 4; gate++) {
      Tensor w = lstm.variable("weight_hh_l0").tensor().slice(0, gate * 6L, gate * 6L + 6);
      double[] product = w.matmul(w.transpose()).toDoubles();
      for (int i = 0; i < product.length; i++) {
        assertThat(product[i]).isCloseTo(i % 7 == 0 ? 1 : 0, within(1e-5));
      }
    }
    double bound = Math.sqrt(6.0 / (3 + 6));
    double largest = lstm.variable("weight_ih_l0").tensor().abs().max(0, 1).item();
    assertThat(largest).isBetween(0.9 * bound, bound);
    assertThat(lstm.variable("bias_ih_l0").tensor().toArray())
        .containsExactly(0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    assertThat(lstm.variable("bias_hh_l0").tensor().toArray()).containsOnly(0);
  }

  @Test
  void whatStandsBehindTheEndOfASequenceIsNeverSeen() {
    for (boolean unrolled : new boolean[] {false, true}) {
      Gru gru = new Gru(4, recurrent().numLayers(2).bidirectional(true).unrolled(unrolled));
      gru.build(Shape.of(5, 3), 1);
      float[] values = tensor(1, 2, 5, 3).toArray();
      Tensor clean = Tensor.of(Shape.of(2, 5, 3), values.clone());
      Arrays.fill(values, 15 + 6, 30, Float.NaN);
      RecurrentOutput spoilt =
          gru.run(Tensor.of(Shape.of(2, 5, 3), values), List.of(), lengths(5, 2));
      RecurrentOutput whole = gru.run(clean, List.of(), lengths(5, 2));
      assertThat(spoilt.output().toArray()).containsExactly(whole.output().toArray());
      assertThat(spoilt.h().toArray()).containsExactly(whole.h().toArray());
      RecurrentOutput alone = gru.run(clean.slice(0, 1, 2).slice(1, 0, 2));
      assertThat(whole.h().slice(1, 1, 2).toArray())
          .usingComparatorWithPrecision(1e-6f)
          .containsExactly(alone.h().toArray());
    }
  }

  @Test
  void whatStandsBehindTheEndGivesNoGradient() {
    Lstm lstm = new Lstm(3);
    lstm.build(Shape.of(3, 1), 1);
    Variable x = new Variable("x", TensorType.float32(1, 3, 1));
    x.set(1, 2, Float.NaN);
    Tensor loss = lstm.run(x.tensor(), List.of(), lengths(2)).output().sum();
    List<Variable> all = lstm.parameters();
    Gradients gradients = Gradients.of(loss, all);
    assertThat(all)
        .allSatisfy(v -> assertThat(gradients.get(v).toArray()).doesNotContain(Float.NaN));
  }

  @Test
  void anEmptyBatchHasAnEmptyOutput() {
    for (boolean unrolled : new boolean[] {false, true}) {
      Lstm lstm = new Lstm(3, recurrent().unrolled(unrolled));
      lstm.build(Shape.of(4, 2), 1);
      RecurrentOutput none = lstm.run(tensor(1, 0, 4, 2));
      assertThat(none.output().shape()).isEqualTo(Shape.of(0, 4, 3));
      assertThat(none.c().toArray()).isEmpty();
    }
  }

  @Test
  void dropoutStandsBetweenLayersAndOnlyInTraining() {
    RecurrentOptions two = recurrent().numLayers(2);
    Rnn plain = new Rnn(8, two);
    Rnn dropped = new Rnn(8, two.dropout(0.5));
    plain.build(Shape.of(3, 2), 1);
    dropped.build(Shape.of(3, 2), 1);
    assertThat(dropped.state().keySet()).isEqualTo(plain.state().keySet());
    Variable x = Sequences.normal(DType.FLOAT32, 3, 4, 3, 2);
    float[] expected = plain.apply(x.tensor()).toArray();
    assertThat(dropped.apply(x.tensor(Trace.evaluation())).toArray()).containsExactly(expected);
    assertThat(plain.apply(x.tensor(Sequences.training())).toArray()).containsExactly(expected);
    assertThat(dropped.apply(x.tensor(Sequences.training())).toArray()).isNotEqualTo(expected);
  }

  @Test
  void aSummaryShowsOutputsAndMultiplications() {
    Module model = new Sequential(new Lstm(8), new LastStep());
    Summary.Row row = Summary.of(model, Shape.of(5, 3)).rows().getFirst();
    assertThat(row.output()).isEqualTo(Shape.of(5, 8));
    assertThat(row.multiplications()).isEqualTo(5 * 32 * 3 + 5 * 32 * 8);
    assertThat(new Lstm(8, recurrent().numLayers(2).bidirectional(true).bias(false)).toString())
        .isEqualTo("Lstm(8, 2 layers, bidirectional, no bias)");
    assertThat(new Rnn(8, Rnn.Nonlinearity.RELU, recurrent()).toString()).isEqualTo("Rnn(8, relu)");
  }

  @Test
  void inputsThatDoNotFitAreRefused() {
    Module model = new Sequential().then("lstm", new Lstm(4));
    assertThatThrownBy(() -> model.declare(Shape.of(3)))
        .hasMessage(
            "lstm at lstm: input is [2, 3], expected sequences [n, steps, size];"
                + " unsqueeze(0) makes a batch of one");
    assertThatThrownBy(() -> new Gru(4, recurrent().batchFirst(false)).declare(Shape.of(3)))
        .hasMessage(
            "gru: input is [2, 3], expected sequences [steps, n, size];"
                + " unsqueeze(0) makes a batch of one");
    assertThatThrownBy(() -> new Rnn(4).declare(Shape.of(0, 3)))
        .hasMessage("rnn: input [2, 0, 3] has no steps; at least 1 is needed");
    model.build(Shape.of(5, 3), 1);
    assertThatThrownBy(() -> model.apply(tensor(1, 2, 5, 4)))
        .hasMessage(
            "parameter at lstm.weight_ih_l0: is float32[16, 3], input float32[5, 2, 4] needs"
                + " float32[16, 4]; give inputs of the size that the model was built for, or build"
                + " another");
    assertThatThrownBy(() -> new LastStep().declare(Shape.of(3)))
        .hasMessage("laststep: input is [2, 3], expected [n, steps, size] with at least one step");
  }

  @Test
  void statesAndLengthsThatDoNotFitAreRefused() {
    Lstm lstm = new Lstm(4, recurrent().numLayers(2));
    lstm.build(Shape.of(5, 3), 1);
    Tensor x = tensor(1, 2, 5, 3);
    Tensor state = tensor(1, 2, 2, 4);
    assertThatThrownBy(() -> lstm.run(x, List.of(state)))
        .hasMessage("lstm: 1 states given, expected h and c");
    assertThatThrownBy(() -> lstm.run(x, List.of(state, tensor(1, 2, 4))))
        .hasMessage(
            "lstm: initial state is float32[2, 4], input [2, 5, 3] needs float32[2, 2, 4]:"
                + " layers·directions, sequences, hidden size");
    assertThatThrownBy(() -> lstm.run(x, List.of(), tensor(1, 2)))
        .hasMessage(
            "lstm: lengths are float32[2], input [2, 5, 3] needs int64[2];"
                + " give one length for each sequence");
    assertThatThrownBy(() -> new Gru(2).build(Shape.of(2, 2), 1).apply(x))
        .hasMessageContaining("weight_ih_l0");
    Gru gru = new Gru(4);
    gru.build(Shape.of(5, 3), 1);
    assertThatThrownBy(() -> gru.run(x, List.of(state, state)))
        .hasMessage("gru: 2 states given, expected h alone");
    assertThatThrownBy(() -> gru.run(x).c())
        .hasMessage("only an LSTM has a cell state; this layer has h alone");
  }

  @Test
  void sizesThatMakeNoSenseAreRefused() {
    assertThatThrownBy(() -> new Lstm(0)).hasMessage("lstm: hidden size 0; at least 1 is needed");
    assertThatThrownBy(() -> new GruCell(0))
        .hasMessage("grucell: hidden size 0; at least 1 is needed");
    assertThatThrownBy(() -> recurrent().numLayers(0))
        .hasMessage("recurrent: 0 layers; at least 1 is needed");
    assertThatThrownBy(() -> recurrent().dropout(1))
        .hasMessage("recurrent: dropout is 1.0, expected 0 ≤ p < 1");
    assertThatThrownBy(() -> recurrent().stateful(-1))
        .hasMessage("recurrent: stateful for a batch of -1; give the size of the batches");
  }

  @Test
  void aRebuiltModelComputesTheSame() {
    Module model =
        new Sequential(
            new Lstm(3, recurrent().bidirectional(true).dropout(0.1).numLayers(2)),
            new Gru(2, recurrent().unrolled(true)),
            new Rnn(4, Rnn.Nonlinearity.RELU, recurrent()),
            new LastStep());
    Shape sample = Shape.of(5, 2);
    model.build(sample, 1);
    Module same = SavedModel.fromMap(SavedModel.of(model, sample).toMap()).rebuild();
    model.state().forEach((path, value) -> same.variable(path).set(value.rowMajor()));
    Variable x = new Variable("x", TensorType.float32(7, 5, 2));
    x.set(tensor(2, 7, 5, 2).values());
    assertThat(same.apply(x.tensor(Trace.evaluation())).toArray())
        .containsExactly(model.apply(x.tensor(Trace.evaluation())).toArray());
  }
}
