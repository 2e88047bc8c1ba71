package dev.cajal.labs.recurrent;

import dev.cajal.backend.DType;
import dev.cajal.backend.Shape;
import dev.cajal.backend.TensorType;
import dev.cajal.graph.Step;
import dev.cajal.graph.StepOptions;
import dev.cajal.nn.Linear;
import dev.cajal.nn.Module;
import dev.cajal.nn.data.text.Alphabet;
import dev.cajal.nn.loss.Losses;
import dev.cajal.nn.recurrent.RecurrentLayer;
import dev.cajal.tensor.Tensor;
import dev.cajal.tensor.Variable;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** A small model of characters that shows its states: one-hot, one recurrent layer, scores. */
final class CharacterNet extends Module {
  private static final int BATCH = 32;
  private static final int WINDOW = 40;
  private static final int CONTEXT = 64;

  private final int characters;
  private final RecurrentLayer recurrent;
  private final Module scores;

  CharacterNet(int characters, RecurrentLayer recurrent) {
    this.characters = characters;
    this.recurrent = child("recurrent", recurrent);
    scores = child("scores", new Linear(characters));
  }

  /** Returns the scores of what comes after each character, [n, steps, characters]. */
  @Override
  protected Tensor forward(Tensor x) {
    return scores.apply(recurrent.apply(oneHot(x)));
  }

  private Tensor oneHot(Tensor x) {
    return x.cast(DType.INT64).oneHot(characters, DType.FLOAT32);
  }

  private static Tensor row(int[] text) {
    float[] numbers = new float[text.length];
    for (int i = 0; i < text.length; i++) {
      numbers[i] = text[i];
    }
    return Tensor.of(Shape.of(1, text.length), numbers);
  }

  /** Learns from random windows of a text. */
  void train(int[] text, int steps, long seed) {
    Variable x = new Variable("x", TensorType.float32(BATCH, WINDOW));
    Variable y = new Variable("y", new TensorType(DType.INT64, Shape.of(BATCH * WINDOW)));
    Tensor all = apply(x.tensor()).reshape(BATCH * WINDOW, characters);
    Practice practice = new Practice(this, Losses.crossEntropy(all, y.tensor()), 1e-2);
    SplittableRandom random = new SplittableRandom(seed);
    float[] read = new float[BATCH * WINDOW];
    double[] next = new double[BATCH * WINDOW];
    for (int i = 0; i < steps; i++) {
      for (int k = 0; k < BATCH; k++) {
        int from = random.nextInt(text.length - WINDOW);
        for (int t = 0; t < WINDOW; t++) {
          read[k * WINDOW + t] = text[from + t];
          next[k * WINDOW + t] = text[from + t + 1];
        }
      }
      x.set(read);
      y.set(next);
      practice.run(i / (double) steps);
    }
  }

  /** Returns the logarithms of the probabilities after each character of a text, row by row. */
  double[] logProbabilities(int[] text) {
    return apply(row(text)).logSoftmax(2).toDoubles();
  }

  /** Returns the outputs of the recurrent units after each character, [steps, hidden]. */
  Tensor states(int[] text) {
    Tensor states = recurrent.apply(oneHot(row(text)));
    return states.reshape(states.dim(1), states.dim(2));
  }

  /** The score of the last character as a function of vectors that a gradient can be taken by. */
  Tensor lastScore(Tensor vectors, int character) {
    Tensor all = scores.apply(recurrent.apply(vectors)).logSoftmax(2);
    long last = vectors.dim(1) - 1;
    return all.slice(1, last, last + 1).slice(2, character, character + 1).sum();
  }

  /** Writes on from a text; it sees the last characters only. */
  String sample(Alphabet alphabet, String prime, int length, double temperature, long seed) {
    Variable x = new Variable("x", TensorType.float32(1, CONTEXT));
    Tensor all = apply(x.tensor());
    Step step = Step.compile(List.of(all), List.of(), List.of(), StepOptions.plain().threads(1));
    SplittableRandom random = new SplittableRandom(seed);
    int[] written = alphabet.encode(prime);
    for (int i = 0; i < length; i++) {
      int known = Math.min(CONTEXT, written.length);
      float[] window = new float[CONTEXT];
      for (int t = 0; t < known; t++) {
        window[t] = written[written.length - known + t];
      }
      x.set(window);
      step.run();
      double[] weights = new double[characters];
      for (int c = 0; c < characters; c++) {
        double score =
            step.output(0).getAtIndex(ValueLayout.JAVA_FLOAT, (long) (known - 1) * characters + c);
        weights[c] = Math.exp(score / temperature);
      }
      written = Arrays.copyOf(written, written.length + 1);
      written[written.length - 1] = draw(weights, random);
    }
    return alphabet.decode(Arrays.copyOfRange(written, prime.length(), written.length));
  }

  private static int draw(double[] weights, SplittableRandom random) {
    double point = random.nextDouble() * Arrays.stream(weights).sum();
    int drawn = 0;
    for (double sum = weights[0]; sum <= point && drawn < weights.length - 1; ) {
      drawn++;
      sum += weights[drawn];
    }
    return drawn;
  }
}
