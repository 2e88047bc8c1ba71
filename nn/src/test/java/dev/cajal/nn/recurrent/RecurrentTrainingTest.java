package dev.cajal.nn.recurrent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cajal.backend.DType;
import dev.cajal.backend.Shape;
import dev.cajal.backend.TensorType;
import dev.cajal.grad.Gradients;
import dev.cajal.graph.Step;
import dev.cajal.nn.Embedding;
import dev.cajal.nn.Linear;
import dev.cajal.nn.Module;
import dev.cajal.nn.Sequential;
import dev.cajal.nn.loss.CrossEntropy;
import dev.cajal.nn.optim.Adam;
import dev.cajal.nn.optim.Updates;
import dev.cajal.tensor.Tensor;
import dev.cajal.tensor.Trace;
import dev.cajal.tensor.Variable;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Networks that must remember the first word of a sentence until its end. */
class RecurrentTrainingTest {
  private static final int SENTENCES = 16;
  private static final int WORDS = 5;
  private static final int VOCABULARY = 3;

  static Stream<RecurrentLayer> layers() {
    return Stream.of(new Rnn(10), new Lstm(10), new Gru(10));
  }

  @ParameterizedTest
  @MethodSource("layers")
  void theFirstWordIsRemembered(RecurrentLayer layer) {
    Module model =
        new Sequential(new Embedding(VOCABULARY, 4), layer, new LastStep(), new Linear(VOCABULARY));
    model.build(new TensorType(DType.INT64, Shape.of(WORDS)), DType.FLOAT32, 1);
    Variable words = new Variable("words", int64(SENTENCES, WORDS));
    Variable first = new Variable("first", int64(SENTENCES));
    Trace trace = Sequences.training();
    Tensor scores = model.apply(words.tensor(trace));
    Tensor loss = new CrossEntropy().of(scores, first.tensor(trace));
    Updates updates = new Updates(Adam.of(0.02), model.parameters());
    Gradients gradients = Gradients.of(loss, model.parameters());
    Step step = Step.compile(List.of(loss), List.of(loss), updates.of(gradients));

    Random random = new Random(7);
    double last = Double.NaN;
    for (int k = 0; k < 200; k++) {
      long[] drawn = random.longs((long) SENTENCES * WORDS, 0, VOCABULARY).toArray();
      Tensor batch = Tensor.of(Shape.of(SENTENCES, WORDS), drawn);
      words.set(batch.values());
      first.set(batch.slice(1, 0, 1).values());
      step.run();
      last = step.scalar(0);
    }
    assertThat(last).isLessThan(0.2);
  }

  private static TensorType int64(long... sizes) {
    return new TensorType(DType.INT64, Shape.of(sizes));
  }
}
