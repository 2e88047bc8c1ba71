package dev.cajal.zoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.cajal.backend.DType;
import dev.cajal.backend.Shape;
import dev.cajal.backend.TensorType;
import dev.cajal.nn.Module;
import dev.cajal.nn.data.DataSource;
import dev.cajal.nn.data.text.Alphabet;
import dev.cajal.nn.data.text.TextSource;
import dev.cajal.nn.loss.Losses;
import dev.cajal.nn.optim.Adam;
import dev.cajal.nn.train.Evaluation;
import dev.cajal.nn.train.EvaluationOptions;
import dev.cajal.nn.train.Objective;
import dev.cajal.nn.train.Trainer;
import dev.cajal.nn.train.TrainerOptions;
import dev.cajal.tensor.Tensor;
import dev.cajal.tensor.Trace;
import dev.cajal.tensor.Variable;
import java.io.IOException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CharacterModelTest {
  private static final Alphabet LETTERS = Alphabet.of("abcde");

  private static Module model(String name) {
    return Zoo.create(name, LETTERS.symbols().size()).build(Shape.of(6), 1);
  }

  private static Tensor text(String letters) {
    float[] numbers = new float[letters.length()];
    int[] encoded = LETTERS.encode(letters);
    IntStream.range(0, numbers.length).forEach(i -> numbers[i] = encoded[i]);
    return Tensor.of(Shape.of(1, letters.length()), numbers);
  }

  @ParameterizedTest
  @ValueSource(strings = {"char-rnn", "char-lstm", "char-gru"})
  void theObjectiveIsTheMeanSurpriseAtEachCharacter(String name) {
    Module model = model(name);
    Variable input = new Variable("x", TensorType.float32(1, 4));
    input.set(text("abca").values());
    Variable label = new Variable("y", new TensorType(DType.INT64, Shape.of(1)));
    label.set(Tensor.of(Shape.of(1), 3L).values());
    Trace trace = Trace.evaluation();
    Objective.Outcome outcome =
        CharacterModel.objective().of(model, input.tensor(trace), label.tensor(trace));
    double sum = 0;
    String[] seen = {"a", "ab", "abc", "abca"};
    long[] next = {1, 2, 0, 3};
    for (int i = 0; i < seen.length; i++) {
      sum +=
          Losses.crossEntropy(model.apply(text(seen[i])), Tensor.of(Shape.of(1), next[i])).item();
    }
    assertThat(outcome.loss().item()).isCloseTo(sum / 4, within(1e-5));
    assertThat(outcome.scores().orElseThrow().toArray())
        .containsExactly(model.apply(text("abca")).toArray(), within(1e-5f));
  }

  @ParameterizedTest
  @ValueSource(strings = {"char-rnn", "char-lstm", "char-gru"})
  void theLikeliestTextIsWhatTheModelSaysOfAllBeforeIt(String name) {
    Module model = model(name);
    String drawn = new CharacterSampler(model, LETTERS).sample("ab", 5, 0, 1);
    StringBuilder expected = new StringBuilder("ab");
    for (int i = 0; i < 5; i++) {
      float[] scores = model.apply(text(expected.toString())).toArray();
      int best =
          IntStream.range(0, scores.length)
              .reduce((a, b) -> scores[b] > scores[a] ? b : a)
              .orElseThrow();
      expected.append(LETTERS.symbols().get(best));
    }
    assertThat("ab" + drawn).hasToString(expected.toString());
  }

  @Test
  void aTextIsLearntAndWritten() throws IOException {
    String lesson = "abcdeedcba".repeat(60);
    DataSource data = TextSource.of("lesson", lesson, LETTERS, 12, "the test");
    Module model = Zoo.create("char-gru", 5).build(data.train().shape(), 1);
    TrainerOptions options = TrainerOptions.of(Adam.of(5e-3)).epochs(12).batch(8).seed(1);
    new Trainer(model, options, CharacterModel.objective()).train(data.train());
    Evaluation test = Evaluation.of(model, data.test(), EvaluationOptions.plain());
    assertThat(test.metrics().accuracy()).isEqualTo(1);
    CharacterSampler sampler = new CharacterSampler(model, LETTERS);
    assertThat(sampler.sample("abcdeedc", 12, 0.1, 1)).isEqualTo("baabcdeedcba");
    assertThat(sampler.sample("abcdeedc", 12, 0.1, 1)).isEqualTo("baabcdeedcba");
  }

  @Test
  void theTemperatureDecidesHowBoldTheTextIs() {
    Module model = model("char-rnn");
    CharacterSampler sampler = new CharacterSampler(model, LETTERS);
    String bold = sampler.sample("a", 200, 5, 1);
    assertThat(bold).isEqualTo(sampler.sample("a", 200, 5, 1));
    assertThat(bold).isNotEqualTo(sampler.sample("a", 200, 5, 2));
    assertThat(bold.chars().distinct().count())
        .isGreaterThan(sampler.sample("a", 200, 0.01, 1).chars().distinct().count());
  }

  @Test
  void wrongArgumentsAreRefused() {
    CharacterSampler sampler = new CharacterSampler(model("char-rnn"), LETTERS);
    assertThatThrownBy(() -> sampler.sample("x", 3, 1, 1)).hasMessageContaining("U+0078");
    assertThatThrownBy(() -> sampler.sample("", 3, 1, 1))
        .hasMessageStartingWith("sampling needs a prime");
    assertThatThrownBy(() -> sampler.sample("a", 3, -1, 1))
        .hasMessage("the temperature must be a number from 0 up, found -1.0");
    assertThatThrownBy(() -> new CharacterSampler(model("char-rnn"), Alphabet.of("ab")))
        .hasMessage("the model knows 5 characters, the alphabet has 2");
    Module digits = Zoo.create("softmax", 10);
    assertThatThrownBy(() -> new CharacterSampler(digits, LETTERS))
        .hasMessage("text is sampled from a model of characters, this is a Sequential");
    Tensor x = text("ab");
    Tensor y = Tensor.of(Shape.of(1), 1L);
    assertThatThrownBy(() -> CharacterModel.objective().of(digits, x, y))
        .hasMessage("the objective of characters is for a CharacterModel, not for Sequential");
  }
}
